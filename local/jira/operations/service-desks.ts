import { FORBIDDEN, missingDesk, ok } from '../answer';
import { canBrowse } from '../caller';
import { dateBean } from '../date-bean';
import type { Operation } from '../operation';
import { page } from '../page';
import type { Desk } from '../state';

const ALL = '/rest/servicedeskapi/servicedesk';
const READ = [['read:servicedesk-request'], ['read:servicedesk:jira-service-management']];

export const serviceDeskOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: ALL,
    scopes: READ,
    pointsPerObject: 1,
    handle: (call) => {
      const visible = [...call.state.desks.values()].filter(
        (desk) => canBrowse(call.caller, desk) || desk.customers.has(call.caller.person?.accountId ?? ''),
      );
      return ok(
        page(
          call,
          ALL,
          visible.map((desk) => deskBean(desk, call.base)),
        ),
      );
    },
  },
  {
    method: 'GET',
    path: `${ALL}/{serviceDeskId}`,
    scopes: READ,
    pointsPerObject: 1,
    handle: ({ caller, state, params, base }) => {
      const desk = state.desk(params['serviceDeskId'] ?? '');
      if (!desk) return missingDesk(params['serviceDeskId'] ?? '');
      const visible = canBrowse(caller, desk) || desk.customers.has(caller.person?.accountId ?? '');
      return visible ? ok(deskBean(desk, base)) : FORBIDDEN;
    },
  },
  {
    method: 'GET',
    path: '/rest/servicedeskapi/info',
    scopes: [[]],
    anonymous: true,
    handle: ({ base }) =>
      ok({
        version: 'local site',
        platformVersion: '1001.0.0-SNAPSHOT',
        buildDate: dateBean(Date.UTC(2025, 8, 17)),
        buildChangeSet: 'local',
        isLicensedForUse: true,
        _links: { self: `${base}/rest/servicedeskapi/info` },
      }),
  },
];

function deskBean(desk: Desk, base: string): unknown {
  return {
    id: desk.id,
    projectId: desk.projectId,
    projectName: desk.projectName,
    projectKey: desk.projectKey,
    projectTypeKey: 'service_desk',
    _links: { self: `${base}${ALL}/${desk.id}` },
  };
}
