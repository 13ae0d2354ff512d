import { parseAddress } from '../../../src/domain/address/address';
import { deskError, FORBIDDEN, missingDesk, NEEDS_JIRA_ADMIN, NO_CONTENT, NO_LICENCE } from '../answer';
import type { Answer } from '../answer';
import { isJiraAdmin, isLicensedAgent } from '../caller';
import { stringIn } from '../operation';
import type { Call, Operation } from '../operation';
import type { Person } from '../state';

const MANAGE = ['manage:servicedesk-customer'];
const NOT_THERE = deskError(404, 'The resource was not found.');

export const customerOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: '/rest/servicedeskapi/customer',
    scopes: [
      MANAGE,
      ['read:customer:jira-service-management', 'write:customer:jira-service-management', 'read:user:jira'],
    ],
    handle: (call) => asJiraAdmin(call, () => create(call, () => undefined)),
  },
  {
    method: 'POST',
    path: '/rest/servicedeskapi/servicedesk/{serviceDeskId}/customer/invite',
    scopes: [
      MANAGE,
      ['write:customer:jira-service-management', 'write:servicedesk.customer:jira-service-management'],
    ],
    experimental: true,
    handle: (call) => {
      if (!call.state.profile.inviteEndpoint) return NOT_THERE;
      const desk = call.state.desks.get(call.params['serviceDeskId'] ?? '');
      if (!desk) return missingDesk(call.params['serviceDeskId'] ?? '');
      // "Jira Administrator and service desk administrator": the former is the latter, too.
      return asJiraAdmin(call, () => {
        if ((stringIn(call.body, 'displayName') ?? '').trim() === '') {
          return deskError(400, 'A display name is required.');
        }
        return create(call, (person) => {
          desk.customers.add(person.accountId);
          call.state.mailsSent.push({ to: person.accountId, desk: desk.id });
        });
      });
    },
  },
  {
    method: 'PUT',
    path: '/rest/servicedeskapi/customer/user/{accountId}/revoke-portal-only-access',
    scopes: [MANAGE, ['write:customer:jira-service-management']],
    handle: ({ caller, state, params }) => {
      // "Site administration (member of the site-admin group)": being a Jira admin is not enough.
      if (!caller.person?.siteAdmin) return FORBIDDEN;
      const person = state.people.get(params['accountId'] ?? '');
      if (person?.accountType !== 'customer') return deskError(404, 'The account ID is invalid.');
      person.active = false;
      return NO_CONTENT;
    },
  },
];

function asJiraAdmin({ caller }: Call, then: () => Answer): Answer {
  if (isJiraAdmin(caller)) return then();
  return isLicensedAgent(caller) ? NEEDS_JIRA_ADMIN : NO_LICENCE;
}

function create({ state, body, query, base }: Call, then: (person: Person) => void): Answer {
  const address = parseAddress(stringIn(body, 'email') ?? '');
  if (!address.ok) return deskError(400, 'The email address is not valid.');
  const { email } = address.data;
  if (state.withEmail(email).length > 0) {
    // The exact words are not published; only the status may be relied on.
    const status = query.get('strictConflictStatusCode') === 'true' ? 409 : 400;
    return deskError(status, 'An account already exists for this email address.');
  }
  const displayName = stringIn(body, 'displayName') ?? stringIn(body, 'fullName') ?? email;
  const person = state.addCustomer(email, displayName);
  then(person);
  return { status: 201, body: customerBean(person, base, false) };
}

/** A customer as the service desk API shows one. */
export function customerBean(person: Person, base: string, emailHidden: boolean): Record<string, unknown> {
  return {
    accountId: person.accountId,
    name: person.accountId,
    key: person.accountId,
    ...(emailHidden ? {} : { emailAddress: person.email }),
    displayName: person.displayName,
    active: person.active,
    timeZone: 'Etc/UTC',
    _links: {
      jiraRest: `${base}/rest/api/2/user?accountId=${encodeURIComponent(person.accountId)}`,
      avatarUrls: {},
      self: `${base}/rest/api/2/user?accountId=${encodeURIComponent(person.accountId)}`,
    },
  };
}
