import { route } from '@forge/api';
import type { AccountId, IssueId } from '../../domain/ids';
import { readStatus } from './result';
import type { JiraResult } from './result';
import { json } from './client';
import type { JiraClient } from './client';

/**
 * Adds customers to those who take part in a request; who does already, stays. Takes permission to manage its participants,
 * and the person at the screen either has it or not: it is never asked as the app. A `rejected` answer means that some
 * account does not exist.
 *
 * @see https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-request/#api-rest-servicedeskapi-request-issueidorkey-participant-post
 */
export async function addParticipants(
  user: JiraClient,
  issueId: IssueId,
  accountIds: readonly AccountId[],
): Promise<JiraResult<undefined>> {
  const answer = await user.requestJira(route`/rest/servicedeskapi/request/${issueId}/participant`, {
    method: 'POST',
    ...json({ accountIds }),
  });
  return readStatus(answer);
}
