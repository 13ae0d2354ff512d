import { ok, platformError } from '../answer';
import { mayBrowseUsers } from '../caller';
import type { Call, Operation } from '../operation';
import { numberIn } from '../page';
import type { Person } from '../state';
import { findableIn } from './desk-customers';

const READ_USER = ['read:jira-user'];
const GRANULAR = ['read:application-role:jira', 'read:group:jira', 'read:user:jira', 'read:avatar:jira'];
const READ_EMAIL = [['read:email-address:jira']];

export const userOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rest/api/3/user/search',
    scopes: [READ_USER, [...GRANULAR, 'read:user.property:jira']],
    anonymous: true,
    pointsPerObject: 2,
    handle: search,
  },
  {
    method: 'GET',
    path: '/rest/api/3/user/assignable/search',
    scopes: [
      READ_USER,
      [
        'read:issue:jira',
        'read:project:jira',
        'read:user:jira',
        'read:application-role:jira',
        'read:avatar:jira',
        'read:group:jira',
      ],
    ],
    anonymous: true,
    pointsPerObject: 2,
    handle: assignable,
  },
  {
    method: 'GET',
    path: '/rest/api/3/users/search',
    scopes: [READ_USER, GRANULAR],
    anonymous: true,
    pointsPerObject: 2,
    handle: (call) => {
      if (!mayBrowseUsers(call.caller)) return platformError(403, 'Browse users and groups is required.');
      const all = [...call.state.people.values()].filter(findableIn(call.state));
      return ok(slice(call, all, 50, 1000).map((person) => userBean(person, call)));
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/users',
    scopes: [READ_USER, GRANULAR],
    anonymous: true,
    pointsPerObject: 2,
    handle: (call) => {
      if (!mayBrowseUsers(call.caller)) return platformError(403, 'Browse users and groups is required.');
      const all = [...call.state.people.values()].filter(findableIn(call.state));
      return ok(slice(call, all, 50, 1000).map((person) => userBean(person, call)));
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/user',
    scopes: [READ_USER, GRANULAR],
    anonymous: true,
    pointsPerObject: 2,
    handle: (call) => {
      if (!mayBrowseUsers(call.caller)) return platformError(403, 'Browse users and groups is required.');
      const person = call.state.people.get(call.query.get('accountId') ?? '');
      return person
        ? ok(userBean(person, call))
        : platformError(404, 'Specified user does not exist or you do not have required permissions');
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/user/bulk',
    scopes: [READ_USER, GRANULAR],
    pointsPerObject: 2,
    handle: (call) => {
      const wanted = call.query.getAll('accountId');
      if (wanted.length === 0) return platformError(400, 'accountId is required');
      const known = wanted
        .map((accountId) => call.state.people.get(accountId))
        .filter((person) => person !== undefined);
      const startAt = numberIn(call.query, 'startAt', 0);
      const maxResults = Math.min(numberIn(call.query, 'maxResults', 10), 200);
      const values = known.slice(startAt, startAt + maxResults);
      return ok({
        self: `${call.base}/rest/api/3/user/bulk`,
        maxResults,
        startAt,
        total: known.length,
        isLast: startAt + values.length >= known.length,
        values: values.map((person) => userBean(person, call)),
      });
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/user/email',
    scopes: READ_EMAIL,
    pointsPerObject: 2,
    handle: (call) => {
      if (call.caller.as !== 'app') return platformError(401, 'Only apps may ask for email addresses.');
      const person = call.state.people.get(call.query.get('accountId') ?? '');
      return person ? ok(emailBean(person)) : platformError(404, 'The user does not exist.');
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/user/email/bulk',
    scopes: READ_EMAIL,
    pointsPerObject: 2,
    handle: (call) => {
      if (call.caller.as !== 'app') return platformError(401, 'Only apps may ask for email addresses.');
      const people = call.query
        .getAll('accountId')
        .map((accountId) => call.state.people.get(accountId))
        .filter((person) => person !== undefined);
      // The specification shows one object; for several, a list is all that makes sense.
      const [only] = people;
      return ok(only && people.length === 1 ? emailBean(only) : people.map(emailBean));
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/myself',
    scopes: [READ_USER, GRANULAR],
    pointsPerObject: 2,
    handle: (call) =>
      call.caller.person
        ? ok(userBean(call.caller.person, call, { own: true }))
        : platformError(401, 'Client must be authenticated to access this resource.'),
  },
];

/** Active people, by the beginning of a name or of the address. Without Browse users: an empty list, no error. */
function search(call: Call): ReturnType<Operation['handle']> {
  const query = call.query.get('query');
  const accountId = call.query.get('accountId');
  if ((query === null) === (accountId === null)) {
    return platformError(400, 'Either query or accountId is required, but not both.');
  }
  if (!mayBrowseUsers(call.caller)) return ok([]);
  const active = [...call.state.people.values()]
    .filter(({ active }) => active)
    .filter(findableIn(call.state));
  const found = active.filter((person) =>
    accountId === null ? beginsWith(person, (query ?? '').toLowerCase()) : person.accountId === accountId,
  );
  // "At most the first 1000 users are considered."
  return ok(slice(call, found.slice(0, 1000), 50, 1000).map((person) => userBean(person, call)));
}

/** Agents of a service project: being given work takes their licence. */
function assignable(call: Call): ReturnType<Operation['handle']> {
  const { query, state } = call;
  const desk = state.desk(query.get('project') ?? '');
  const wanted = query.get('query')?.toLowerCase();
  const accountId = query.get('accountId');
  if (!desk || (wanted === undefined && accountId === null)) {
    return platformError(400, 'A project and a query or an accountId are required.');
  }
  if (!mayBrowseUsers(call.caller)) return ok([]);
  const found = [...state.people.values()]
    .filter((person) => person.active && person.accountType === 'atlassian')
    .filter((person) => person.agentOf.includes(desk.projectId))
    .filter((person) => accountId === null || person.accountId === accountId)
    .filter((person) => wanted === undefined || beginsWith(person, wanted));
  return ok(slice(call, found, 50, 1000).map((person) => userBean(person, call)));
}

function beginsWith(person: Person, wanted: string): boolean {
  const words = [person.email, person.displayName, ...person.displayName.split(/\s+/)];
  return words.some((word) => word.toLowerCase().startsWith(wanted));
}

function slice<T>({ query }: Call, all: readonly T[], standard: number, most: number): T[] {
  const startAt = numberIn(query, 'startAt', 0);
  return all.slice(startAt, startAt + Math.min(numberIn(query, 'maxResults', standard), most));
}

/** An account as the platform API shows it. */
export function userBean(person: Person, call: Call, { own = false } = {}): unknown {
  const visible = own || !call.state.profile.emailsHidden;
  return {
    self: `${call.base}/rest/api/3/user?accountId=${encodeURIComponent(person.accountId)}`,
    accountId: person.accountId,
    accountType: person.accountType,
    ...(visible ? { emailAddress: person.email } : {}),
    displayName: person.displayName,
    active: person.active,
    timeZone: 'Etc/UTC',
    locale: 'en_US',
    avatarUrls: {},
  };
}

function emailBean(person: Person): unknown {
  return { accountId: person.accountId, email: person.email };
}
