import type { Clock } from '../clock';
import type { HistoryEntry } from '../contract/history';
import type { AccountId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import type { Item } from '../store/batch';
import { enrolmentItem } from '../store/enrolments';
import { historyItem } from '../store/history';
import { newAccountItem } from '../store/new-accounts';
import { pendingItem } from '../store/pending';
import type { PendingInvitation } from '../store/pending';
import type { Store } from '../store/store';
import type { Invited } from './invited';
import { firstRetry, stillWaiting } from './retry-later';

interface Ports {
  readonly store: Pick<Store, 'pending' | 'write'>;
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
  // A new account was never looked for in vain.
  const existing = invited.filter(({ domain, isNewAccount }) => domain !== undefined && !isNewAccount);
  const emails = existing.map(({ outcome }) => outcome.email);
  const waiting =
    emails.length > 0 ? await store.pending.find(projectId, emails) : new Map<string, PendingInvitation>();

  const items = invited.flatMap((each, place): Item[] => {
    if (each.domain === undefined) return [];
    const { accountId, email } = each.outcome;
    const entry = historyEntry(each, each.domain, actor, now);
    const before = waiting.get(email);
    const pending = each.tryLater
      ? firstRetry(each, actor, projectId, now, before)
      : accountId && before && stillWaiting(before, each);
    return [
      historyItem(projectId, entry, place),
      ...(accountId && each.enrolment ? [enrolmentItem(projectId, accountId, each.enrolment)] : []),
      ...(accountId && each.isNewAccount ? [newAccountItem(email, accountId, now)] : []),
      ...(pending ? [pendingItem(pending, now)] : []),
    ];
  });
  if (items.length > 0) await store.write(items);
  // What an agent did by hand must not be done once more, when an admin may have undone it.
  const done = existing.flatMap((each) => {
    const before = each.outcome.accountId && waiting.get(each.outcome.email);
    return before && !stillWaiting(before, each) ? [before] : [];
  });
  await Promise.all(done.map((pending) => store.pending.remove(pending)));
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
