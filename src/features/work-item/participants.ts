import type { AccountId, IssueId } from '../../domain/ids';
import type { Outcome } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { Participant } from '../../contract/work-item';
import { enrol } from '../invite/enrol';
import type { JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { addParticipants } from '../../platform/jira/participants';
import { reasonOf } from '../../platform/jira/reasons';

/** Adds those of the invited who are on the service desk now to the request, as the person at the screen. */
export async function addInvited(
  outcomes: readonly Outcome[],
  issueId: IssueId,
  user: JiraClient,
): Promise<readonly Participant[]> {
  const customers = [...new Set(outcomes.flatMap(customerOf))];
  // The kind of account matters only where Jira refuses some of several: then each is asked for alone.
  const accounts = customers.map((accountId) => ({ accountId, accountType: 'unknown' }));
  const missed = await enrol(accounts, (ids) => addParticipants(user, issueId, ids));
  return customers.map((accountId) => {
    const refusal = missed.get(accountId);
    return { accountId, ...(refusal && { reason: participantReason(refusal) }) };
  });
}

function customerOf({ accountId, steps }: Outcome): readonly AccountId[] {
  const onDesk = steps.some(({ step, state }) => step === 'desk' && state === 'done');
  return accountId && onDesk ? [accountId] : [];
}

function participantReason(refusal: JiraError): ReturnType<typeof reason> {
  if (refusal.kind === 'forbidden') return reason('participant-refused');
  return refusal.kind === 'missing' ? reason('issue-gone') : reasonOf(refusal);
}
