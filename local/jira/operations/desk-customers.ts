import { deskError, NO_CONTENT, ok } from '../answer';
import { agentsAndAdmins, deskAdminsAndApp, onDesk } from '../on-desk';
import { stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import { pageOf } from '../page';
import type { Desk, Person, SiteState } from '../state';
import { customerBean } from './customers';

const PATH = '/rest/servicedeskapi/servicedesk/{serviceDeskId}/customer';
const MANAGE = ['manage:servicedesk-customer'];

/** As the screen words it; the API's own words are not published. */
const LACKS_CUSTOMER_ROLE = deskError(
  403,
  "You don't have permission to invite customers to this service project.",
);

export const deskCustomerOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: PATH,
    scopes: [MANAGE, ['read:servicedesk.customer:jira-service-management', 'read:user:jira']],
    experimental: true,
    pointsPerObject: 2,
    handle: (call) =>
      onDesk(call, agentsAndAdmins, (desk) =>
        ok(pageOf(call, PATH, listed(call, desk), (person) => beanOf(person, call))),
      ),
  },
  {
    method: 'POST',
    path: PATH,
    scopes: [
      MANAGE,
      [
        'read:servicedesk.customer:jira-service-management',
        'write:servicedesk.customer:jira-service-management',
      ],
    ],
    handle: (call) =>
      onDesk(call, deskAdminsAndApp, (desk) => {
        const people = peopleNamed(call);
        if (!people) return deskError(400, 'accountIds are required.');
        if (people.some((person) => person && !person.customerRole)) return LACKS_CUSTOMER_ROLE;
        // "Any valid customers are added, but no confirmation is returned."
        for (const person of people) if (person) desk.customers.add(person.accountId);
        return people.every(Boolean) ? NO_CONTENT : deskError(400, 'One or more customers do not exist.');
      }),
  },
  {
    method: 'DELETE',
    path: PATH,
    scopes: [
      MANAGE,
      [
        'read:servicedesk.customer:jira-service-management',
        'delete:servicedesk.customer:jira-service-management',
      ],
    ],
    experimental: true,
    handle: (call) =>
      onDesk(call, deskAdminsAndApp, (desk) => {
        if (call.state.profile.deskAccess === 'open') {
          return deskError(400, 'Customers cannot be removed from a service desk with open access.');
        }
        const people = peopleNamed(call);
        if (!people) return deskError(400, 'accountIds are required.');
        for (const person of people) if (person) desk.customers.delete(person.accountId);
        return NO_CONTENT;
      }),
  },
];

/** An open desk keeps no list of its customers. */
function listed({ state, query }: Call, desk: Desk): Person[] {
  if (state.profile.deskAccess === 'open') return [];
  const wanted = (query.get('query') ?? '').toLowerCase();
  const isListed = findableIn(state);
  // One walk: a desk may have tens of thousands, and is read page after page.
  const people: Person[] = [];
  for (const accountId of desk.customers) {
    const person = state.people.get(accountId);
    if (person && isListed(person) && (wanted === '' || matches(person, wanted))) people.push(person);
  }
  return people;
}

function beanOf(person: Person, { state, base }: Call): unknown {
  return customerBean(person, base, state.profile.emailsHidden);
}

function matches(person: Person, wanted: string): boolean {
  const words = [person.email, person.displayName, ...person.displayName.split(/\s+/)];
  return words.some((word) => word.toLowerCase().startsWith(wanted));
}

/** @returns whether the search index knows a person by now. */
export function findableIn({ clock }: SiteState): (person: Person) => boolean {
  const now = clock.now();
  return ({ searchableAt }) => searchableAt <= now;
}

function peopleNamed({ body, state }: Call): (Person | undefined)[] | undefined {
  return stringsIn(body, 'accountIds')?.map((accountId) => state.people.get(accountId));
}
