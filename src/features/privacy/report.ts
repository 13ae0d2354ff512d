import type { Clock } from '../../platform/clock';
import type { AccountId } from '../../domain/ids';
import { REPORT_MAX, reportAccounts } from '../../platform/jira/report-accounts';
import { accountItem } from './store/account-ledger';
import type { Store } from '../stores';
import { eraseAccount } from './erase';

/** What one round may take at most, in ms: nothing is begun that could not be ended. */
const ROUND_MS = 10_000;

interface Ports {
  readonly store: Store;
  readonly clock: Clock;
  readonly report?: typeof reportAccounts;
}

/**
 * Reports those whose account ids are stored and who were not reported this week, 90 at a time, until `deadline`. It may
 * stop anywhere: who was not reported is still due at the next run. Closed accounts are erased before they
 * count as reported. The delegate and the maker of a key stay noted for as long as that is kept. For an `updated` one there is nothing to refresh: neither names nor addresses are kept.
 *
 * @returns whether all were reported.
 * @throws where Atlassian does not take a report; the next run tries again.
 * @see https://developer.atlassian.com/platform/forge/user-privacy-guidelines/
 */
export async function reportLedger(
  deadline: number,
  { store, clock, report = reportAccounts }: Ports,
): Promise<boolean> {
  const seen = new Set<string>();
  while (clock.now() + ROUND_MS < deadline) {
    // A query may still give out what was deleted just now: no account is reported twice in one run.
    const due = (await store.persons.due(clock.now(), REPORT_MAX)).filter(({ key }) => !seen.has(key));
    if (due.length === 0) return true;
    for (const { key } of due) seen.add(key);
    const updates = await report(
      due.map(({ accountId, at }) => ({ accountId, updatedAt: new Date(at).toISOString() })),
    );
    const closed = new Set<AccountId>(
      updates.filter(({ status }) => status === 'closed').map(({ accountId }) => accountId),
    );
    const standing = await standingAccounts(store);
    // Before they count as reported: what is noted last, for longest, stays.
    await store.write(
      due
        .filter(({ accountId }) => standing.has(accountId) && !closed.has(accountId))
        .map(({ accountId }) => accountItem(accountId, clock.now())),
    );
    for (const accountId of closed) await eraseAccount(accountId, { store, clock });
    await store.persons.reported(
      due.filter(({ accountId }) => !closed.has(accountId)),
      clock.now(),
    );
  }
  return false;
}

/** Account ids without an expiry: the delegate's, and those of makers of keys. */
async function standingAccounts(store: Store): Promise<ReadonlySet<AccountId>> {
  const { authority } = await store.settings.read();
  const keys = await store.apiKeys.list();
  return new Set([
    ...(authority?.kind === 'delegate' ? [authority.accountId] : []),
    ...keys.flatMap(({ key }) => key.createdBy ?? []),
  ]);
}
