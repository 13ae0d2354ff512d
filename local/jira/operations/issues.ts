import { NO_CONTENT, ok, platformError } from '../answer';
import type { Answer } from '../answer';
import { canBrowse, isAgentOf, isDeskAdmin } from '../caller';
import type { Issue, IssueComment } from '../issues';
import { fieldOf, stringIn } from '../operation';
import type { Call, Operation } from '../operation';
import { numberIn } from '../page';
import type { Desk, Person } from '../state';
import { userBean } from './users';

const ISSUE = '/rest/api/3/issue/{issueIdOrKey}';
/** Comments that come with an issue. Jira documents no number; this one is ours. */
const COMMENTS_WITH_ISSUE = 20;
const COMMENTS_MAX = 100;

export const issueOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: ISSUE,
    scopes: [
      ['read:jira-work'],
      [
        'read:issue-meta:jira',
        'read:issue-security-level:jira',
        'read:issue.vote:jira',
        'read:issue.changelog:jira',
        'read:avatar:jira',
        'read:issue:jira',
        'read:status:jira',
        'read:user:jira',
        'read:field-configuration:jira',
      ],
    ],
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) =>
      onIssue(call, (issue, desk) =>
        ok({
          id: issue.id,
          key: issue.key,
          self: `${call.base}/rest/api/3/issue/${issue.id}`,
          fields: wanted(fieldsOf(issue, desk, call), call.query.get('fields')),
        }),
      ),
  },
  {
    method: 'PUT',
    path: ISSUE,
    scopes: [['write:jira-work'], ['write:issue:jira']],
    anonymous: true,
    handle: (call) => onIssue(call, (issue, desk) => edited(issue, desk, call)),
  },
  {
    method: 'GET',
    path: `${ISSUE}/comment`,
    scopes: [
      ['read:jira-work'],
      [
        'read:comment:jira',
        'read:comment.property:jira',
        'read:group:jira',
        'read:project:jira',
        'read:project-role:jira',
        'read:user:jira',
        'read:avatar:jira',
      ],
    ],
    anonymous: true,
    pointsPerObject: 1,
    handle: (call) =>
      onIssue(call, (issue) => {
        const startAt = numberIn(call.query, 'startAt', 0);
        const maxResults = Math.min(numberIn(call.query, 'maxResults', COMMENTS_MAX), COMMENTS_MAX);
        const newestFirst = call.query.get('orderBy') === '-created';
        const all = newestFirst ? [...issue.comments].reverse() : issue.comments;
        const comments = all
          .slice(startAt, startAt + maxResults)
          .map((each) => commentBean(each, issue, call));
        return ok({ startAt, maxResults, total: issue.comments.length, comments });
      }),
  },
];

/** An issue by its id or key that the caller may see; to others it is not there. */
export function findIssue({
  state,
  params,
}: Call): { readonly issue: Issue; readonly desk: Desk } | undefined {
  const wantedIssue = params['issueIdOrKey'] ?? '';
  const issue = state.issue(wantedIssue);
  const desk = issue && [...state.desks.values()].find(({ projectId }) => projectId === issue.projectId);
  return issue && desk ? { issue, desk } : undefined;
}

function onIssue(call: Call, then: (issue: Issue, desk: Desk) => Answer): Answer {
  const found = findIssue(call);
  return found && canBrowse(call.caller, found.desk)
    ? then(found.issue, found.desk)
    : platformError(404, 'Issue does not exist or you do not have permission to see it.');
}

/** Sets the reporter; other fields are not modelled. Agents and project admins may. */
function edited(issue: Issue, desk: Desk, { caller, body, state }: Call): Answer {
  const fields = fieldOf(body, 'fields');
  if (!isAgentOf(caller, desk) && !isDeskAdmin(caller, desk))
    return fieldError("Field 'reporter' cannot be set. It is not on the appropriate screen, or unknown.");
  const accountId = stringIn(fieldOf(fields, 'reporter'), 'id') ?? '';
  if (!state.people.has(accountId)) return fieldError('The reporter specified is not a user.');
  issue.reporter = accountId;
  return NO_CONTENT;
}

function fieldError(reporter: string): Answer {
  return { status: 400, body: { errorMessages: [], errors: { reporter } } };
}

function fieldsOf(issue: Issue, desk: Desk, call: Call): Record<string, unknown> {
  const account = (id: string | undefined): unknown => {
    const person = call.state.people.get(id ?? '');
    return person ? userBean(person, call) : null;
  };
  return {
    summary: issue.summary,
    description: issue.description ?? null,
    project: {
      id: desk.projectId,
      key: desk.projectKey,
      name: desk.projectName,
      projectTypeKey: 'service_desk',
    },
    issuetype: { id: '10010', name: 'Service request', subtask: false },
    reporter: account(issue.reporter),
    creator: account(issue.reporter),
    assignee: account(issue.assignee),
    attachment: [],
    issuelinks: [],
    subtasks: [],
    ...issue.fields,
    comment: {
      startAt: 0,
      maxResults: COMMENTS_WITH_ISSUE,
      total: issue.comments.length,
      comments: issue.comments.slice(0, COMMENTS_WITH_ISSUE).map((each) => commentBean(each, issue, call)),
    },
  };
}

/** `*all`, names, and names that are left out: `*all,-comment`. */
function wanted(fields: Record<string, unknown>, asked: string | null): Record<string, unknown> {
  const names = (asked ?? '*all').split(',').map((name) => name.trim());
  const without = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const only = names.filter((name) => !name.startsWith('-'));
  const all = only.length === 0 || only.includes('*all') || only.includes('*navigable');
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => (all || only.includes(name)) && !without.has(name)),
  );
}

function commentBean(comment: IssueComment, issue: Issue, call: Call): unknown {
  const author = call.state.people.get(comment.author);
  const created = new Date(comment.createdAt).toISOString().replace('Z', '+0000');
  return {
    self: `${call.base}/rest/api/3/issue/${issue.id}/comment/${comment.id}`,
    id: comment.id,
    ...(author && { author: authorBean(author, call), updateAuthor: authorBean(author, call) }),
    body: comment.body,
    created,
    updated: created,
    jsdPublic: true,
  };
}

/** As elsewhere, but for the language, which is not told here. */
function authorBean(person: Person, call: Call): unknown {
  return { ...(userBean(person, call) as object), locale: undefined };
}
