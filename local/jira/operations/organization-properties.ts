import { NO_CONTENT, ok } from '../answer';
import { mayManageOrganizations } from '../caller';
import { deletePropertyFrom, propertyIn, propertyKeysOf, setPropertyIn } from '../entity-properties';
import type { Call, Operation } from '../operation';
import { linkTo } from '../page';
import { onOrganization, organizationRefusal } from './organizations';

const ALL = '/rest/servicedeskapi/organization/{organizationId}/property';
const ONE = `${ALL}/{propertyKey}`;
const MANAGE = ['manage:servicedesk-customer'];
const READ = 'read:organization.property:jira-service-management';
const WRITE = 'write:organization.property:jira-service-management';
const DELETE = 'delete:organization.property:jira-service-management';

export const organizationPropertyOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: ALL,
    scopes: [MANAGE, [READ]],
    handle: (call) =>
      onOrganization(call, ({ properties }) => ok(propertyKeysOf(properties, linkTo(call, ALL)))),
  },
  {
    method: 'GET',
    path: ONE,
    scopes: [MANAGE, [READ]],
    handle: (call) => onOrganization(call, ({ properties }) => propertyIn(properties, keyOf(call))),
  },
  {
    method: 'PUT',
    path: ONE,
    scopes: [MANAGE, [READ, WRITE]],
    handle: (call) => {
      if (!mayManageOrganizations(call.caller, call.state)) return organizationRefusal(call);
      return onOrganization(call, ({ properties }) => setPropertyIn(properties, keyOf(call), call.body));
    },
  },
  {
    method: 'DELETE',
    path: ONE,
    scopes: [MANAGE, [READ, DELETE]],
    handle: (call) => {
      if (!mayManageOrganizations(call.caller, call.state)) return organizationRefusal(call);
      return onOrganization(
        call,
        ({ properties }) => deletePropertyFrom(properties, keyOf(call)) ?? NO_CONTENT,
      );
    },
  },
];

function keyOf({ params }: Call): string {
  return params['propertyKey'] ?? '';
}
