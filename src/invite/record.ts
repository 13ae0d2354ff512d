import type { Clock } from '../clock';
import type { HistoryEntry } from '../contract/history';
import type { AccountId, ProjectId } from '../contract/ids';
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
  const reached = invited.filter(({ domain }) => domain !== undefined);
  // A new account was never looked for in vain.
  const emails = reached.filter(({ isNewAccount }) => !isNewAccount).map(({ outcome }) => outcome.email);
  const waiting: ReadonlyMap<string, PendingInvitation> =
    emails.length > 0 ? await store.pending.find(projectId, emails, now) : new Map();

  const over: PendingInvitation[] = [];
  const items = reached.flatMap((each, place): Item[] => {
    const { accountId, email } = each.outcome;
    const before = waiting.get(email);
    const after = pendingAfter(each, before, { actor, projectId, now });
    if (before && !after) over.push(before);
    return [
      historyItem(projectId, historyEntry(each, actor, now), place),
      ...(accountId && each.enrolment ? [enrolmentItem(projectId, accountId, each.enrolment)] : []),
      ...(accountId && each.isNewAccount ? [newAccountItem(email, accountId, now)] : []),
      ...(after ? [pendingItem(after, now)] : []),
    ];
  });
  if (items.length > 0) await store.write(items);
  await Promise.all(over.map((pending) => store.pending.remove(pending)));
}

/** What is to be tried again. What an agent did by hand is not: an admin may have undone it since. */
function pendingAfter(
  each: Invited,
  before: PendingInvitation | undefined,
  {
    actor,
    projectId,
    now,
  }: { readonly actor: AccountId; readonly projectId: ProjectId; readonly now: number },
): PendingInvitation | undefined {
  if (each.tryLater) return firstRetry(each, actor, projectId, now, before);
  return each.outcome.accountId && before ? stillWaiting(before, each) : before;
}

function historyEntry(
  { outcome, organizations, domain = '' }: Invited,
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
