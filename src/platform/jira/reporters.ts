import { route } from '@forge/api';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId, ProjectId } from '../../domain/ids';
import { readAnswer } from './result';
import type { JiraResult } from './result';
import { json } from './client';
import type { JiraClient } from './client';
import { ok } from '../../domain/result';

/** Requests in one answer. */
const REQUESTS_MAX = 100;

const foundSchema = z.object({
  issues: z.array(
    z.object({ fields: z.object({ reporter: z.nullish(z.object({ accountId: accountIdSchema })) }) }),
  ),
});

/**
 * Accounts that opened one of the project's newest hundred requests. Empty: none of them ever did, as far as the caller
 * may see requests.
 *
 * @param accountIds 50 at most: the query has to stay short.
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/#api-rest-api-3-search-jql-post
 */
export async function reportersAmong(
  jira: JiraClient,
  projectId: ProjectId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<ReadonlySet<AccountId>>> {
  const people = accountIds.map((accountId) => `"${accountId}"`).join(', ');
  const answer = await jira.requestJira(route`/rest/api/3/search/jql`, {
    method: 'POST',
    ...json({
      jql: `project = ${projectId} AND reporter in (${people}) ORDER BY created DESC`,
      fields: ['reporter'],
      maxResults: REQUESTS_MAX,
    }),
  });
  const read = await readAnswer(answer, foundSchema);
  if (!read.ok) return read;
  return ok(new Set(read.data.issues.flatMap(({ fields }) => fields.reporter?.accountId ?? [])));
}
