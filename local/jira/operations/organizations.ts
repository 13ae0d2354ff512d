import { deskError, FORBIDDEN, missingOrganization, NO_CONTENT, NO_LICENCE, ok } from '../answer';
import type { Answer } from '../answer';
import { isAgentOrDeskAdmin, isJiraAdmin, isLicensedAgent, mayManageOrganizations } from '../caller';
import { dateBean } from '../date-bean';
import { agentsAndAdmins, onDesk } from '../on-desk';
import { fieldOf, stringIn, stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import { pageOf } from '../page';
import type { Desk, Organization } from '../state';
import { customerBean } from './customers';

const ALL = '/rest/servicedeskapi/organization';
const ONE = `${ALL}/{organizationId}`;
const USERS = `${ONE}/user`;
const ON_DESK = '/rest/servicedeskapi/servicedesk/{serviceDeskId}/organization';
const MANAGE = ['manage:servicedesk-customer'];
const granular = (...scopes: string[]): string[] => scopes.map((scope) => `${scope}:jira-service-management`);

export const organizationOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: ALL,
    scopes: [MANAGE, granular('read:organization')],
    pointsPerObject: 1,
    handle: (call) => {
      const accountId = call.query.get('accountId');
      if (accountId !== null && !isLicensedAgent(call.caller)) return NO_LICENCE;
      if (accountId !== null && !call.state.people.has(accountId)) {
        return deskError(404, 'The user does not exist.');
      }
      const visible = [...call.state.organizations.values()]
        .filter((organization) => maySee(call, organization))
        .filter((organization) => accountId === null || organization.members.has(accountId));
      return ok(pageOf(call, ALL, visible, (organization) => organizationBean(organization, call.base)));
    },
  },
  {
    method: 'POST',
    path: ALL,
    scopes: [MANAGE, granular('read:organization', 'write:organization')],
    handle: (call) => {
      if (!mayManageOrganizations(call.caller, call.state)) return organizationRefusal(call);
      const name = (stringIn(call.body, 'name') ?? '').trim();
      if (name === '' || name.length > 200) {
        return deskError(400, 'The organization name must contain 1-200 characters.');
      }
      // "Returns the created organization or the existing organization if name already exists."
      const existing = [...call.state.organizations.values()].find(
        (organization) => organization.name.toLowerCase() === name.toLowerCase(),
      );
      const organization = existing ?? call.state.addOrganization(name);
      return { status: 201, body: organizationBean(organization, call.base) };
    },
  },
  {
    method: 'GET',
    path: ONE,
    scopes: [MANAGE, granular('read:organization')],
    pointsPerObject: 1,
    handle: (call) => onOrganization(call, (organization) => ok(organizationBean(organization, call.base))),
  },
  {
    method: 'DELETE',
    path: ONE,
    scopes: [MANAGE, granular('read:organization', 'delete:organization')],
    handle: (call) => {
      if (!isJiraAdmin(call.caller)) return FORBIDDEN;
      return onOrganization(call, (organization) => {
        call.state.removeOrganization(organization.id);
        return NO_CONTENT;
      });
    },
  },
  {
    method: 'GET',
    path: USERS,
    scopes: [MANAGE, [...granular('read:organization.user'), 'read:user:jira']],
    pointsPerObject: 2,
    handle: (call) => {
      if (!isAgentOrDeskAdmin(call.caller)) return NO_LICENCE;
      return onOrganization(call, (organization) => {
        const members = [...organization.members]
          .sort()
          .map((accountId) => call.state.people.get(accountId))
          .filter((person) => person !== undefined);
        return ok(
          pageOf(call, USERS, members, (person) =>
            customerBean(person, call.base, call.state.profile.emailsHidden),
          ),
        );
      });
    },
  },
  {
    method: 'POST',
    path: USERS,
    scopes: [MANAGE, [...granular('read:organization.user', 'write:organization.user'), 'read:user:jira']],
    handle: (call) =>
      changeMembers(call, (organization, known) =>
        known.forEach((accountId) => organization.members.add(accountId)),
      ),
  },
  {
    method: 'DELETE',
    path: USERS,
    scopes: [MANAGE, [...granular('read:organization.user', 'delete:organization.user'), 'read:user:jira']],
    handle: (call) =>
      changeMembers(call, (organization, known) =>
        known.forEach((accountId) => organization.members.delete(accountId)),
      ),
  },
  {
    method: 'GET',
    path: ON_DESK,
    scopes: [MANAGE, granular('read:servicedesk.organization')],
    pointsPerObject: 1,
    handle: (call) =>
      onDesk(call, agentsAndAdmins, (desk) => {
        const accountId = call.query.get('accountId');
        if (accountId !== null && !call.state.people.has(accountId)) {
          return deskError(404, 'The user does not exist.');
        }
        const linked = [...desk.organizations]
          .map((id) => call.state.organizations.get(id))
          .filter((organization) => organization !== undefined)
          .filter((organization) => accountId === null || organization.members.has(accountId));
        return ok(pageOf(call, ON_DESK, linked, (organization) => organizationBean(organization, call.base)));
      }),
  },
  {
    method: 'POST',
    path: ON_DESK,
    scopes: [MANAGE, granular('read:servicedesk.organization', 'write:servicedesk.organization')],
    handle: (call) => changeLink(call, (desk, id) => desk.organizations.add(id)),
  },
  {
    method: 'DELETE',
    path: ON_DESK,
    scopes: [MANAGE, granular('read:servicedesk.organization', 'delete:servicedesk.organization')],
    handle: (call) => changeLink(call, (desk, id) => desk.organizations.delete(id)),
  },
];

/** Customers see only the organizations that they belong to. */
function maySee({ caller }: Call, organization: Organization): boolean {
  return caller.person?.accountType !== 'customer' || organization.members.has(caller.person.accountId);
}

/** Runs `then` for an organization that is there and that the caller may see. */
export function onOrganization(call: Call, then: (organization: Organization) => Answer): Answer {
  const id = call.params['organizationId'] ?? '';
  const organization = call.state.organizations.get(id);
  return organization && maySee(call, organization) ? then(organization) : missingOrganization(id);
}

function changeMembers(
  call: Call,
  change: (organization: Organization, known: readonly string[]) => void,
): Answer {
  if (!mayManageOrganizations(call.caller, call.state)) return organizationRefusal(call);
  return onOrganization(call, (organization) => {
    const accountIds = stringsIn(call.body, 'accountIds');
    if (!accountIds) return deskError(400, 'accountIds are required.');
    if (organization.scimManaged)
      return deskError(403, 'The organization is managed by an identity provider.');
    // Whether the known ones are added is not documented; as on the desk, they are.
    const known = accountIds.filter((accountId) => call.state.people.has(accountId));
    change(organization, known);
    return known.length === accountIds.length ? NO_CONTENT : deskError(400, 'One or more users are unknown.');
  });
}

function changeLink(call: Call, change: (desk: Desk, organizationId: string) => void): Answer {
  return onDesk(call, agentsAndAdmins, (desk) => {
    const given = fieldOf(call.body, 'organizationId');
    const id = typeof given === 'number' || typeof given === 'string' ? String(given) : '';
    if (!call.state.organizations.has(id)) return missingOrganization(id);
    change(desk, id);
    return NO_CONTENT;
  });
}

export function organizationRefusal({ caller }: Call): Answer {
  return isLicensedAgent(caller) ? FORBIDDEN : NO_LICENCE;
}

function organizationBean(organization: Organization, base: string): unknown {
  return {
    id: organization.id,
    uuid: organization.uuid,
    name: organization.name,
    created: dateBean(organization.createdAt),
    scimManaged: organization.scimManaged,
    _links: { self: `${base}${ALL}/${organization.id}` },
  };
}
