import { ok, platformError } from '../answer';
import { canBrowse, isAgentOf, isDeskAdmin, isJiraAdmin } from '../caller';
import type { Caller } from '../caller';
import { fieldOf, stringIn, stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import type { Desk, SiteState } from '../state';

/** The permissions that are modelled; Jira has more. */
const GLOBAL = ['ADMINISTER', 'USER_PICKER'];
const PROJECT = ['ADMINISTER_PROJECTS', 'BROWSE_PROJECTS', 'SERVICEDESK_AGENT'];

export const permissionOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/rest/api/3/permissions',
    scopes: [['manage:jira-configuration'], ['read:permission:jira']],
    anonymous: true,
    handle: ({ state }) =>
      ok({
        permissions: Object.fromEntries(
          [...GLOBAL, ...PROJECT, ...state.appPermissions.keys()].map((key) => [key, permissionBean(key)]),
        ),
      }),
  },
  {
    method: 'GET',
    path: '/rest/api/3/mypermissions',
    scopes: [['read:jira-work'], ['read:permission:jira']],
    anonymous: true,
    pointsPerObject: 2,
    handle: myPermissions,
  },
  {
    method: 'POST',
    path: '/rest/api/3/permissions/check',
    // "Current" lists no scope at all.
    scopes: [[], ['read:permission:jira']],
    anonymous: true,
    pointsPerObject: 2,
    handle: check,
  },
  {
    method: 'POST',
    path: '/rest/api/3/permissions/project',
    scopes: [['read:jira-work'], ['read:permission:jira', 'read:project:jira']],
    anonymous: true,
    pointsPerObject: 1,
    handle: ({ caller, state, body }) => {
      const keys = stringsIn(body, 'permissions') ?? [];
      const unknown = keys.find((key) => !isOfProject(key, state));
      if (unknown !== undefined) return platformError(400, `Unrecognized permission: ${unknown}`);
      const projects = [...state.desks.values()]
        .filter((desk) => keys.length > 0 && keys.every((key) => holdsIn(caller, key, desk, state)))
        .map((desk) => ({ id: Number(desk.projectId), key: desk.projectKey }));
      return ok({ projects });
    },
  },
];

function myPermissions({ caller, state, query }: Call): ReturnType<Operation['handle']> {
  const keys = (query.get('permissions') ?? '').split(',').filter((key) => key !== '');
  if (keys.length === 0) return platformError(400, 'The permissions parameter is required.');
  const unknown = keys.find((key) => !GLOBAL.includes(key) && !isOfProject(key, state));
  if (unknown !== undefined) return platformError(400, `Unrecognized permission: ${unknown}`);

  const project = query.get('projectId') ?? query.get('projectKey');
  const desk = project === null ? undefined : state.desk(project);
  if (project !== null && (!desk || !canBrowse(caller, desk))) {
    return platformError(404, `No project could be found with id or key '${project}'.`);
  }
  const holds = (key: string): boolean => {
    if (GLOBAL.includes(key)) return holdsGlobally(caller, key);
    // Without a project: whether the person holds it in any.
    const places = desk ? [desk] : [...state.desks.values()];
    return places.some((place) => holdsIn(caller, key, place, state));
  };
  return ok({
    permissions: Object.fromEntries(
      keys.map((key) => [key, { ...permissionBean(key), havePermission: holds(key) }]),
    ),
  });
}

function check({ caller, state, body }: Call): ReturnType<Operation['handle']> {
  const accountId = stringIn(body, 'accountId') ?? caller.person?.accountId;
  const others = accountId !== caller.person?.accountId;
  if (others && !isJiraAdmin(caller)) return platformError(403, 'Administer Jira is required.');
  const person = state.people.get(accountId ?? '');
  const subject: Caller = { as: caller.as, person };

  const globalPermissions = stringsIn(body, 'globalPermissions') ?? [];
  const projectPermissions = bulkProjectPermissions(body);
  const unknown = [
    ...globalPermissions.filter((key) => !GLOBAL.includes(key)),
    ...projectPermissions.flatMap(({ permissions }) => permissions.filter((key) => !isOfProject(key, state))),
  ][0];
  if (unknown !== undefined) return platformError(400, `Unrecognized permission: ${unknown}`);
  return ok({
    globalPermissions: globalPermissions.filter((key) => holdsGlobally(subject, key)),
    projectPermissions: projectPermissions.flatMap(({ permissions, projects }) =>
      permissions.map((permission) => ({
        permission,
        issues: [],
        // "Invalid ids are ignored."
        projects: projects.filter((id) => {
          const desk = projectById(state, id);
          return desk !== undefined && holdsIn(subject, permission, desk, state);
        }),
      })),
    ),
  });
}

function bulkProjectPermissions(body: unknown): { permissions: string[]; projects: number[] }[] {
  const list = fieldOf(body, 'projectPermissions');
  if (!Array.isArray(list)) return [];
  return list.map((each: unknown) => {
    const projects = fieldOf(each, 'projects');
    return {
      permissions: stringsIn(each, 'permissions') ?? [],
      projects: Array.isArray(projects) ? projects.map(Number).filter(Number.isInteger) : [],
    };
  });
}

function projectById(state: SiteState, id: number): Desk | undefined {
  return [...state.desks.values()].find(({ projectId }) => projectId === String(id));
}

function holdsGlobally(caller: Caller, key: string): boolean {
  return key === 'ADMINISTER'
    ? isJiraAdmin(caller)
    : caller.person?.accountType === 'atlassian' || caller.as === 'app';
}

function isOfProject(key: string, { appPermissions }: SiteState): boolean {
  return PROJECT.includes(key) || appPermissions.has(key);
}

function holdsIn(caller: Caller, key: string, desk: Desk, { appPermissions }: SiteState): boolean {
  const holders = appPermissions.get(key);
  if (holders) return holders.has(`${desk.projectId} ${caller.person?.accountId}`);
  switch (key) {
    case 'SERVICEDESK_AGENT':
      return isAgentOf(caller, desk);
    case 'ADMINISTER_PROJECTS':
      return isDeskAdmin(caller, desk);
    default:
      // In JSM this is true even for portal customers: never a test for agents.
      return caller.person !== undefined;
  }
}

function permissionBean(key: string): Record<string, unknown> {
  return {
    id: String([...GLOBAL, ...PROJECT].indexOf(key)),
    key,
    name: key,
    type: GLOBAL.includes(key) ? 'GLOBAL' : 'PROJECT',
    description: '',
  };
}
