import type { Clock } from '../clock';
import type { HistoryEntry } from '../contract/history';
import type { AccountId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import type { Item } from '../store/batch';
import { enrolmentItem } from '../store/enrolments';
import { historyItem } from '../store/history';
import { newAccountItem } from '../store/new-accounts';
import type { Store } from '../store/store';
import type { Invited } from './invited';
import { firstRetryItem } from './retry-later';

interface Ports {
  readonly store: Pick<Store, 'write'>;
  readonly clock: Clock;
}

/**
 * Writes down what became of invitations: history, enrolments, accounts just created, and what is to be tried
 * again. Nothing for those that never reached Jira.
 *
 * @throws where storage fails; what was done in Jira stands.
 */
export async function recordInvitations(
  invited: readonly Invited[],
  actor: AccountId,
  { projectId }: ProjectPolicy,
  { store, clock }: Ports,
): Promise<void> {
  const now = clock.now();
  const items = invited.flatMap((each, place): Item[] => {
    if (each.domain === undefined) return [];
    const { accountId, email } = each.outcome;
    const entry = historyEntry(each, each.domain, actor, now);
    return [
      historyItem(projectId, entry, place),
      ...(accountId && each.enrolment ? [enrolmentItem(projectId, accountId, each.enrolment)] : []),
      ...(accountId && each.isNewAccount ? [newAccountItem(email, accountId, now)] : []),
      ...(each.tryLater ? [firstRetryItem(each, actor, projectId, now)] : []),
    ];
  });
  if (items.length > 0) await store.write(items);
}

export function historyEntry(
  { outcome, organizations }: Invited,
  domain: string,
  actor: AccountId,
  now: number,
): HistoryEntry {
  const account = outcome.steps.find(({ step }) => step === 'account')?.change;
  return {
    at: new Date(now).toISOString(),
    actor,
    ...(outcome.accountId && { customer: outcome.accountId }),
    domain,
    state: outcome.state,
    ...(outcome.reason && { reason: outcome.reason.code }),
    ...(account && { account }),
    organizations: organizations.map(({ name }) => name),
  };
}
