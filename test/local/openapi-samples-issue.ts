import type { Sample, Seeded } from './openapi-samples';

/** Requests as issues, their comments and participants, and who can be given work. */
export function issueSamples({ customer }: Seeded): Sample[] {
  const issue = { operation: 'GET /rest/api/3/issue/{issueIdOrKey}' };
  const reporter = (id: string): Omit<Sample, 'status' | 'as'> => ({
    operation: 'PUT /rest/api/3/issue/{issueIdOrKey}',
    path: '/rest/api/3/issue/SUP-2',
    body: { fields: { reporter: { id } } },
  });
  const comments = { operation: 'GET /rest/api/3/issue/{issueIdOrKey}/comment' };
  const at = (key: string): string => `/rest/servicedeskapi/request/${key}/participant`;
  const list = { operation: `GET ${at('{issueIdOrKey}')}` };
  const add = { operation: `POST ${at('{issueIdOrKey}')}`, body: { accountIds: [customer] } };
  const assignable = '/rest/api/3/user/assignable/search';
  return [
    { ...issue, as: 'agent', path: '/rest/api/3/issue/SUP-1?fields=*all,-attachment', status: 200 },
    { ...issue, as: 'agent', path: '/rest/api/3/issue/20002', profile: 'hidden-emails', status: 200 },
    { ...issue, as: 'agent', path: '/rest/api/3/issue/SUP-99', status: 404 },
    { ...issue, as: 'customer', path: '/rest/api/3/issue/SUP-1', status: 404 },
    { ...reporter(customer), as: 'agent', status: 204 },
    { ...reporter('nobody'), as: 'agent', status: 400 },
    { ...reporter(customer), as: 'user', status: 400 },
    { ...reporter(customer), as: 'agent', path: '/rest/api/3/issue/SUP-99', status: 404 },
    {
      ...comments,
      as: 'agent',
      path: '/rest/api/3/issue/SUP-1/comment?orderBy=-created&maxResults=1',
      status: 200,
    },
    { ...comments, as: 'agent', path: '/rest/api/3/issue/SUP-99/comment', status: 404 },
    { ...list, as: 'agent', path: at('SUP-1'), status: 200 },
    { ...list, as: 'agent', path: at('SUP-99'), status: 404 },
    { ...add, as: 'agent', path: at('SUP-1'), status: 200 },
    { ...add, as: 'agent', path: at('SUP-1'), body: { accountIds: ['nobody'] }, status: 400 },
    { ...add, as: 'other-agent', path: at('SUP-1'), status: 403 },
    { ...add, as: 'user', path: at('SUP-1'), status: 403 },
    { ...add, as: 'agent', path: at('SUP-99'), status: 404 },
    { ...search(`project = SUP AND reporter in ("${customer}") ORDER BY created DESC`), status: 200 },
    { ...search('reporter = 7'), status: 400 },
    {
      operation: `GET ${assignable}`,
      as: 'agent',
      path: `${assignable}?project=SUP&query=a`,
      status: 200,
    },
    { operation: `GET ${assignable}`, as: 'agent', path: `${assignable}?project=SUP`, status: 400 },
  ];
}

function search(jql: string): Omit<Sample, 'status'> {
  const path = '/rest/api/3/search/jql';
  return { operation: `POST ${path}`, as: 'agent', path, body: { jql, fields: ['reporter'] } };
}
