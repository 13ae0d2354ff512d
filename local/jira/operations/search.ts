import { ok, platformError } from '../answer';
import { canBrowse } from '../caller';
import type { Issue } from '../issues';
import { fieldOf, stringIn, stringsIn } from '../operation';
import type { Call, Operation } from '../operation';
import type { Desk } from '../state';
import { userBean } from './users';

const SITE_CREATED = '2026-01-05T10:00:00.000+0000';
const PAGE = 50;
const PAGE_MAX = 5000;

/** The one query that is modelled; any other is refused, as bad JQL is. */
const QUERY = /^project = (\w+) AND reporter in \(([^()]*)\) ORDER BY created DESC$/;

export const searchOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: '/rest/api/3/search/jql',
    scopes: [
      ['read:jira-work'],
      [
        'read:issue-details:jira',
        'read:field.default-value:jira',
        'read:field.option:jira',
        'read:field:jira',
        'read:group:jira',
      ],
    ],
    anonymous: true,
    pointsPerObject: 1,
    handle: search,
  },
];

function search(call: Call): ReturnType<Operation['handle']> {
  const jql = stringIn(call.body, 'jql') ?? '';
  const [, project = '', list = ''] = QUERY.exec(jql) ?? [];
  if (!project) return platformError(400, `Error in the JQL Query: ${jql}`);
  const reporters = list.split(',').map((word) => word.trim().replace(/^"(.*)"$/, '$1'));
  // Jira refuses a query that names an account it does not know.
  const unknown = reporters.find((accountId) => !call.state.people.has(accountId));
  if (unknown !== undefined) {
    return platformError(400, `The value '${unknown}' does not exist for the field 'reporter'.`);
  }
  const desk = call.state.desk(project);
  const found = desk && canBrowse(call.caller, desk) ? requestsOf(call, desk, new Set(reporters)) : [];
  const asked = fieldOf(call.body, 'maxResults');
  const max = Math.min(typeof asked === 'number' ? asked : PAGE, PAGE_MAX);
  return ok({
    issues: found.slice(0, max).map((issue) => issueBean(issue, call)),
    isLast: found.length <= max,
    ...(found.length > max && { nextPageToken: String(max) }),
  });
}

/** The newest first. */
function requestsOf({ state }: Call, { projectId }: Desk, reporters: ReadonlySet<string>): readonly Issue[] {
  return [...state.issues.values()]
    .filter((issue) => issue.projectId === projectId && reporters.has(issue.reporter ?? ''))
    .reverse();
}

function issueBean(issue: Issue, call: Call): unknown {
  const reporter = call.state.people.get(issue.reporter ?? '');
  const asked = stringsIn(call.body, 'fields') ?? [];
  const fields = {
    ...(asked.includes('reporter') && { reporter: reporter ? userBean(reporter, call) : null }),
    ...(asked.includes('created') && { created: issue.created ?? SITE_CREATED }),
  };
  return {
    id: issue.id,
    ...(Object.keys(fields).length > 0 && {
      key: issue.key,
      self: `${call.base}/rest/api/3/issue/${issue.id}`,
      fields,
    }),
  };
}
