import { entryItems } from '../audit/append';
import { person } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { shortOf } from '../invite/quota';
import { hashedForKey } from '../audit/store/audit-store';
import type { Store } from '../stores';
import type { Clock } from '../../platform/clock';
import { peopleMax } from './start';

/** Addresses that one person looks up a day in one project, whatever the policy says. */
const LOOKS_MAX = 5000;
/** Times that a whole import is looked up: each new choice of columns is another look. */
const LOOKS_PER_IMPORT = 10;

/**
 * Counts addresses before they are looked up, and tells of them in the audit log: one entry for each person, project and
 * day (UTC), written with the count. A look changes nothing, but it tells with the app's eyes who has an account.
 *
 * @returns why there may be no more today, or `undefined` when they are counted.
 * @throws StorageError where it could not be counted.
 */
export async function countLookups(
  amount: number,
  actor: AccountId,
  policy: ProjectPolicy,
  { store, clock }: { readonly store: Pick<Store, 'quotas'>; readonly clock: Clock },
): Promise<Reason | undefined> {
  if (amount === 0) return undefined;
  const { projectId } = policy;
  const max = Math.min(LOOKS_PER_IMPORT * peopleMax(policy), LOOKS_MAX);
  const quota = { of: 'look', projectId, accountId: actor, max } as const;
  const taken = await store.quotas.takeNoted(quota, amount, clock, (count) => {
    const now = clock.now();
    const day = new Date(now).toISOString().slice(0, 10);
    const entry = {
      actor: person(actor),
      projectId,
      event: 'look',
      addresses: count,
      outcome: 'done',
    } as const;
    const key = `look:${projectId}:${day}:${hashedForKey(actor)}`;
    return entryItems([entry], { policy: undefined, now, once: () => key }, clock);
  });
  return taken.ok ? undefined : shortOf(taken.reason);
}
