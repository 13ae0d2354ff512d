import type { Clock } from '../../platform/clock';
import { LEASE_MS } from './store/expiry-times';
import type { VersionedExpiry } from './store/expiry-store';
import type { Store } from '../stores';

/** An ending as it was before it was leased, with the version of the lease. */
export type Leased = VersionedExpiry;

/**
 * Leases endings, so that no other worker ends or changes them. From then on they are due: where the worker crashes,
 * the schedule goes on.
 *
 * @returns those that are unchanged since they were read.
 */
export async function lease(
  held: readonly VersionedExpiry[],
  { store, clock }: { readonly store: Pick<Store, 'endings'>; readonly clock: Clock },
): Promise<readonly Leased[]> {
  const now = clock.now();
  const dueAt = new Date(now).toISOString();
  const became = await store.endings.write(
    held.map(({ ending, version }) => ({
      ending: {
        ...ending,
        ...(ending.endsAt > dueAt && { endsAt: dueAt }),
        leaseUntil: now + LEASE_MS,
      },
      seen: version,
    })),
  );
  return held.flatMap(({ ending, version }, index) =>
    became[index] === 'done' ? [{ ending, version: version + 1 }] : [],
  );
}
