import { OPT_IN } from './people';
import type { Sample, Seeded } from './openapi-samples';

const API = '/rest/servicedeskapi';
const DESK = `${API}/servicedesk/{serviceDeskId}`;
const TYPES = `${DESK}/requesttype`;

export function deskSamples({ type }: Seeded): Sample[] {
  const path = `${API}/servicedesk/1`;
  const nowhere = `${API}/servicedesk/99`;
  const file = new FormData();
  file.append('file', new Blob(['hello']), 'hello.txt');
  const attach = `POST ${DESK}/attachTemporaryFile`;
  const search = `GET ${DESK}/knowledgebase/article`;
  return [
    { operation: `GET ${API}/info`, as: 'nobody', status: 200 },
    { operation: `GET ${API}/servicedesk`, as: 'customer', status: 200 },
    { operation: `GET ${DESK}`, as: 'customer', path, status: 200 },
    { operation: `GET ${DESK}`, as: 'customer', path: `${API}/servicedesk/2`, status: 403 },
    { operation: `GET ${DESK}`, as: 'agent', path: nowhere, status: 404 },
    { operation: attach, as: 'agent', path: `${path}/attachTemporaryFile`, body: file, status: 201 },
    { operation: attach, as: 'agent', path: `${path}/attachTemporaryFile`, status: 400 },
    { operation: attach, as: 'customer', path: `${API}/servicedesk/2/attachTemporaryFile`, status: 403 },
    { operation: attach, as: 'agent', path: `${nowhere}/attachTemporaryFile`, status: 404 },
    { operation: search, as: 'agent', path: `${path}/knowledgebase/article?query=vpn`, status: 200 },
    { operation: search, as: 'agent', path: `${path}/knowledgebase/article`, status: 400 },
    { operation: search, as: 'agent', path: `${nowhere}/knowledgebase/article?query=vpn`, status: 400 },
    {
      operation: search,
      as: 'customer',
      path: `${API}/servicedesk/2/knowledgebase/article?query=vpn`,
      status: 403,
    },
    ...['queue', 'queue/{queueId}', 'queue/{queueId}/issue'].flatMap((piece): Sample[] => {
      const operation = `GET ${DESK}/${piece}`;
      const at = piece.replace('{queueId}', '1');
      return [
        { operation, as: 'agent', path: `${path}/${at}?includeCount=true`, status: 200 },
        { operation, as: 'other-agent', path: `${path}/${at}`, status: 403 },
        { operation, as: 'agent', path: `${nowhere}/${at}`, status: 404 },
      ];
    }),
    { operation: `GET ${DESK}/queue/{queueId}`, as: 'agent', path: `${path}/queue/9`, status: 404 },
    { operation: `GET ${DESK}/requesttypegroup`, as: 'agent', path: `${path}/requesttypegroup`, status: 200 },
    ...['requesttype', `requesttype/${type.id}`, `requesttype/${type.id}/field`].flatMap(
      (piece): Sample[] => {
        const operation = `GET ${DESK}/${piece.replace(type.id, '{requestTypeId}')}`;
        return [
          { operation, as: 'customer', path: `${path}/${piece}`, status: 200 },
          { operation, as: 'customer', path: `${API}/servicedesk/2/${piece}`, status: 403 },
          { operation, as: 'agent', path: `${nowhere}/${piece}`, status: 404 },
        ];
      },
    ),
  ];
}

export function requestTypeSamples({ type }: Seeded): Sample[] {
  const path = `${API}/servicedesk/1/requesttype`;
  const create = { operation: `POST ${TYPES}`, headers: OPT_IN, path };
  const body = { name: 'Get help', issueTypeId: '10010', description: 'Anything', helpText: '' };
  const remove = {
    operation: `DELETE ${TYPES}/{requestTypeId}`,
    headers: OPT_IN,
    path: `${path}/${type.id}`,
  };
  const check = {
    operation: `POST ${TYPES}/permissions/check`,
    headers: OPT_IN,
    path: `${path}/permissions/check`,
  };
  const asked = { requestTypeIds: [Number(type.id), 9], permissions: ['canAdminister', 'canCreateRequest'] };
  return [
    { ...create, as: 'project-admin', body, status: 200 },
    { ...create, as: 'project-admin', body: {}, status: 400 },
    { ...create, as: 'agent', body, status: 403 },
    { ...remove, as: 'project-admin', status: 204 },
    { ...remove, as: 'agent', status: 403 },
    { ...remove, as: 'project-admin', path: `${path}/99999`, status: 404 },
    { ...check, as: 'project-admin', body: asked, status: 200 },
    { ...check, as: 'project-admin', body: { requestTypeIds: [1] }, status: 400 },
    { ...check, as: 'nobody', body: asked, status: 401 },
  ];
}

export function platformSamples({ customer }: Seeded): Sample[] {
  const bulk = `GET /rest/api/3/user/bulk`;
  const search = 'GET /rest/api/3/user/search';
  const email = `/rest/api/3/user/email`;
  const check = 'POST /rest/api/3/permissions/check';
  const project = 'POST /rest/api/3/permissions/project';
  const mine = 'GET /rest/api/3/mypermissions';
  const asked = {
    globalPermissions: ['ADMINISTER'],
    projectPermissions: [{ permissions: ['SERVICEDESK_AGENT'], projects: [10001, 10002, 7] }],
  };
  const at = (operation: string, query: string): string => `${operation.split(' ')[1] ?? ''}?${query}`;
  return [
    { operation: search, as: 'agent', path: at(search, 'query=c'), status: 200 },
    { operation: search, as: 'agent', path: at(search, 'query=c'), profile: 'hidden-emails', status: 200 },
    { operation: search, as: 'agent', status: 400 },
    { operation: 'GET /rest/api/3/users/search', as: 'agent', status: 200 },
    { operation: 'GET /rest/api/3/users/search', as: 'customer', status: 403 },
    { operation: 'GET /rest/api/3/users', as: 'agent', status: 200 },
    { operation: 'GET /rest/api/3/users', as: 'nobody', status: 403 },
    {
      operation: 'GET /rest/api/3/user',
      as: 'agent',
      path: `/rest/api/3/user?accountId=${customer}`,
      status: 200,
    },
    {
      operation: 'GET /rest/api/3/user',
      as: 'customer',
      path: `/rest/api/3/user?accountId=${customer}`,
      status: 403,
    },
    { operation: 'GET /rest/api/3/user', as: 'agent', status: 404 },
    { operation: bulk, as: 'agent', path: at(bulk, `accountId=${customer}&accountId=x`), status: 200 },
    { operation: bulk, as: 'agent', status: 400 },
    { operation: `GET ${email}`, as: 'app', path: `${email}?accountId=${customer}`, status: 200 },
    { operation: `GET ${email}`, as: 'jira-admin', path: `${email}?accountId=${customer}`, status: 401 },
    { operation: `GET ${email}`, as: 'app', status: 404 },
    { operation: `GET ${email}/bulk`, as: 'app', path: `${email}/bulk?accountId=${customer}`, status: 200 },
    { operation: `GET ${email}/bulk`, as: 'jira-admin', status: 401 },
    { operation: 'GET /rest/api/3/myself', as: 'customer', status: 200 },
    { operation: 'GET /rest/api/3/permissions', as: 'agent', status: 200 },
    { operation: mine, as: 'agent', path: at(mine, 'permissions=ADMINISTER,SERVICEDESK_AGENT'), status: 200 },
    { operation: mine, as: 'agent', path: at(mine, 'permissions=FLY'), status: 400 },
    { operation: mine, as: 'agent', path: at(mine, 'permissions=ADMINISTER&projectKey=X'), status: 404 },
    { operation: check, as: 'agent', body: asked, status: 200 },
    { operation: check, as: 'agent', body: { globalPermissions: ['FLY'] }, status: 400 },
    { operation: check, as: 'agent', body: { ...asked, accountId: customer }, status: 403 },
    { operation: project, as: 'agent', body: { permissions: ['SERVICEDESK_AGENT'] }, status: 200 },
    { operation: project, as: 'agent', body: { permissions: ['FLY'] }, status: 400 },
    { operation: 'GET /rest/api/3/project', as: 'agent', status: 200 },
    { operation: 'GET /rest/api/3/project/search', as: 'agent', status: 200 },
    {
      operation: 'GET /rest/api/3/project/{projectIdOrKey}',
      as: 'agent',
      path: '/rest/api/3/project/SUP',
      status: 200,
    },
    {
      operation: 'GET /rest/api/3/project/{projectIdOrKey}',
      as: 'agent',
      path: '/rest/api/3/project/NO',
      status: 404,
    },
    { operation: 'GET /rest/api/3/serverInfo', as: 'nobody', status: 200 },
  ];
}
