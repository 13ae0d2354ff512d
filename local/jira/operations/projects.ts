import { ok, platformError } from '../answer';
import { canBrowse } from '../caller';
import type { Call, Operation } from '../operation';
import { numberIn } from '../page';
import type { Desk } from '../state';
import { userBean } from './users';

const SCOPES = [
  ['read:jira-work'],
  [
    'read:issue-type:jira',
    'read:project:jira',
    'read:project.property:jira',
    'read:user:jira',
    'read:application-role:jira',
    'read:avatar:jira',
    'read:group:jira',
    'read:issue-type-hierarchy:jira',
    'read:project-category:jira',
    'read:project-version:jira',
    'read:project.component:jira',
  ],
];

export const projectOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rest/api/3/project',
    scopes: SCOPES,
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) => ok(visible(call).map((desk) => projectBean(desk, call.base))),
  },
  {
    method: 'GET',
    path: '/rest/api/3/project/search',
    scopes: SCOPES,
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) => {
      const wanted = (call.query.get('query') ?? '').toLowerCase();
      const typeKey = call.query.get('typeKey');
      const ids = call.query.getAll('id');
      const found = visible(call)
        .filter((desk) =>
          [desk.projectKey, desk.projectName].some((text) => text.toLowerCase().includes(wanted)),
        )
        .filter((desk) => ids.length === 0 || ids.includes(desk.projectId))
        .filter(() => typeKey === null || typeKey.split(',').includes('service_desk'));
      const startAt = numberIn(call.query, 'startAt', 0);
      const maxResults = Math.min(numberIn(call.query, 'maxResults', 50), 100);
      const values = found.slice(startAt, startAt + maxResults);
      return ok({
        self: `${call.base}/rest/api/3/project/search?startAt=${startAt}`,
        maxResults,
        startAt,
        total: found.length,
        isLast: startAt + values.length >= found.length,
        values: values.map((desk) => projectBean(desk, call.base)),
      });
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/project/{projectIdOrKey}',
    scopes: SCOPES,
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) => {
      const wanted = call.params['projectIdOrKey'] ?? '';
      const desk = visible(call).find(
        ({ projectId, projectKey }) => projectId === wanted || projectKey === wanted,
      );
      return desk
        ? ok({ ...(projectBean(desk, call.base) as object), lead: leadBean(desk, call) })
        : platformError(404, `No project could be found with id or key '${wanted}'.`);
    },
  },
  {
    method: 'GET',
    path: '/rest/api/3/serverInfo',
    scopes: [[], []],
    anonymous: true,
    handle: ({ base, state }) =>
      ok({
        baseUrl: base,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        buildNumber: 100000,
        serverTime: new Date(state.clock.now()).toISOString(),
        serverTitle: 'Guestlist local site',
      }),
  },
];

/** An admin of the space; a Jira admin where the space has none. */
function leadBean({ projectId }: Desk, call: Call): unknown {
  const people = [...call.state.people.values()];
  const lead =
    people.find(({ adminOf }) => adminOf.includes(projectId)) ??
    people.find(({ role }) => role === 'jira-admin');
  return lead && userBean(lead, call);
}

function visible({ caller, state }: Call): Desk[] {
  return [...state.desks.values()].filter((desk) => canBrowse(caller, desk));
}

function projectBean(desk: Desk, base: string): unknown {
  return {
    self: `${base}/rest/api/3/project/${desk.projectId}`,
    id: desk.projectId,
    key: desk.projectKey,
    name: desk.projectName,
    projectTypeKey: 'service_desk',
    simplified: false,
    style: 'classic',
    isPrivate: false,
    avatarUrls: {},
  };
}
