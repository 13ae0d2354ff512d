import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema, issueIdSchema, issueKeySchema, projectIdSchema } from '../../domain/ids';
import type { AccountId, IssueId, IssueKey, ProjectId } from '../../domain/ids';
import { readAnswer, readStatus } from './result';
import type { JiraResult } from './result';
import { json } from './client';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

/** Comments asked for where the issue came without its newest ones. */
const COMMENTS_MAX = 50;

const accountSchema = z.object({
  accountId: accountIdSchema,
  accountType: z.optional(z.string()),
  displayName: z.optional(z.string()),
  emailAddress: z.nullish(z.string()),
});

const commentSchema = z.object({
  author: z.catch(z.nullish(accountSchema), undefined),
  body: z.optional(z.unknown()),
});

const commentPageSchema = z.object({
  comments: z.array(commentSchema),
  total: z.optional(z.number()),
});

const issueSchema = z.object({
  id: issueIdSchema,
  key: issueKeySchema,
  fields: z.looseObject({
    project: z.object({ id: projectIdSchema, key: z.string() }),
    reporter: z.catch(z.nullish(accountSchema), undefined),
    assignee: z.catch(z.nullish(accountSchema), undefined),
    description: z.optional(z.unknown()),
    comment: z.catch(z.nullish(commentPageSchema), undefined),
  }),
});

/** A person in an issue, as Jira shows them to the caller. */
export interface Account {
  readonly accountId: AccountId;
  /** `atlassian`, `app`, `customer` (portal-only) or `unknown`. */
  readonly accountType: string;
  readonly displayName: string;
  /** Absent where it is hidden. */
  readonly email: string | undefined;
}

interface Comment {
  readonly author: Account | undefined;
  /** A document in Atlassian's format. */
  readonly body: unknown;
}

/** An issue, as far as it can speak of people. */
export interface ReadIssue {
  readonly id: IssueId;
  readonly key: IssueKey;
  readonly projectId: ProjectId;
  readonly projectKey: string;
  readonly reporter: Account | undefined;
  readonly assignee: Account | undefined;
  /** A document in Atlassian's format, or `undefined`. */
  readonly description: unknown;
  /** Values of the site's own fields that are set. */
  readonly fields: readonly unknown[];
  /** In no order. */
  readonly comments: readonly Comment[];
}

/**
 * Reads an issue with its comments: one call, and a second one for the newest comments where it has more than Jira puts into
 * the issue. The issue is not put among those that the caller viewed last.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-get
 */
export async function readIssue(jira: JiraClient, id: IssueId): Promise<JiraResult<ReadIssue>> {
  const answer = await jira.requestJira(
    route`/rest/api/3/issue/${id}?fields=*all,-attachment,-worklog,-issuelinks,-subtasks,-watches,-votes`,
    { headers: { Accept: 'application/json' } },
  );
  const read = await readAnswer(answer, issueSchema);
  if (!read.ok) return read;
  const { key, fields } = read.data;
  const { project, reporter, assignee, description, comment, ...others } = fields;
  const given = comment?.comments ?? [];
  const newest = (comment?.total ?? 0) > given.length ? await newestComments(jira, id) : [];
  return ok({
    id: read.data.id,
    key,
    projectId: project.id,
    projectKey: project.key,
    reporter: reporter ? toAccount(reporter) : undefined,
    assignee: assignee ? toAccount(assignee) : undefined,
    description,
    fields: Object.entries(others).flatMap(([name, value]) =>
      name.startsWith('customfield_') && value !== null ? [value] : [],
    ),
    comments: [...given, ...newest].map(({ author, body }) => ({
      author: author ? toAccount(author) : undefined,
      body,
    })),
  });
}

const reportedSchema = z.object({
  fields: z.object({
    project: z.object({ id: projectIdSchema }),
    // No catch: a reporter that cannot be read must not count as none, for it would be replaced.
    reporter: z.nullish(z.object({ accountId: accountIdSchema })),
  }),
});

/**
 * Reads where an issue is and who reported it, and nothing else.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-get
 */
export async function readReporter(
  jira: JiraClient,
  id: IssueId,
): Promise<JiraResult<{ readonly projectId: ProjectId; readonly reporter: AccountId | undefined }>> {
  const answer = await jira.requestJira(route`/rest/api/3/issue/${id}?fields=project,reporter`, {
    headers: { Accept: 'application/json' },
  });
  const read = await readAnswer(answer, reportedSchema);
  if (!read.ok) return read;
  const { project, reporter } = read.data.fields;
  return ok({ projectId: project.id, reporter: reporter?.accountId });
}

/**
 * Sets who reported an issue. Takes permission to edit it and to modify its reporter, and the field on the edit screen: a
 * `rejected` answer says that one of the last two is missing. The person at the screen has them or not: it is never asked
 * as the app.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-put
 */
export async function setReporter(
  user: JiraClient,
  id: IssueId,
  accountId: AccountId,
): Promise<JiraResult<undefined>> {
  const answer = await user.requestJira(route`/rest/api/3/issue/${id}`, {
    method: 'PUT',
    ...json({ fields: { reporter: { id: accountId } } }),
  });
  return readStatus(answer);
}

/** What cannot be read of them is left out: the issue itself is there. */
async function newestComments(
  jira: JiraClient,
  id: IssueId,
): Promise<readonly z.infer<typeof commentSchema>[]> {
  const answer = await jira.requestJira(
    route`/rest/api/3/issue/${id}/comment?orderBy=-created&maxResults=${COMMENTS_MAX}`,
    { headers: { Accept: 'application/json' } },
  );
  const read = await readAnswer(answer, commentPageSchema);
  return read.ok ? read.data.comments : [];
}

function toAccount(read: z.infer<typeof accountSchema>): Account {
  return {
    accountId: read.accountId,
    accountType: read.accountType ?? 'unknown',
    displayName: read.displayName ?? '',
    email: read.emailAddress ?? undefined,
  };
}
