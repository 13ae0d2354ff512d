import type { AccountId, IssueId, ProjectId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { JiraClient } from '../../platform/jira/client';
import { readReporter, setReporter } from '../../platform/jira/issues';
import { reasonOf } from '../../platform/jira/reasons';
import type { JiraError } from '../../platform/jira/result';

/** Makes a customer the reporter of a request that has none, as the person at the screen. One that is there stays. */
export async function makeReporter(
  accountId: AccountId,
  issue: { readonly id: IssueId; readonly projectId: ProjectId },
  user: JiraClient,
): Promise<Result<undefined>> {
  const read = await readReporter(user, issue.id);
  if (!read.ok) return fail(issueReason(read.error));
  if (read.data.projectId !== issue.projectId) return fail(reason('issue-gone'));
  const { reporter } = read.data;
  if (reporter) return reporter === accountId ? ok(undefined) : fail(reason('reporter-there'));
  const set = await setReporter(user, issue.id, accountId);
  if (set.ok) return ok(undefined);
  const isRefused = set.error.kind === 'rejected' || set.error.kind === 'forbidden';
  return fail(isRefused ? reason('reporter-refused') : issueReason(set.error));
}

/** Why an issue cannot be read or changed. */
export function issueReason(refusal: JiraError): Reason {
  const isHidden = refusal.kind === 'missing' || refusal.kind === 'forbidden';
  return isHidden ? reason('issue-gone') : reasonOf(refusal);
}
