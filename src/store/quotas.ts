import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock';
import type { KeyId } from '../contract/actor';
import type { AccountId, ProjectId } from '../contract/ids';
import { readAll, StorageError } from './batch';
import type { Place } from './batch';
import { recordIn, recordPlace, replaceRecords } from './records';
import type { RecordRef } from './records';

/** Several requests count at once; each try loses to at most one that got through. */
const TRIES_MAX = 25;
const WAIT_MS = 40;
/** Longer than the day it counts. */
const KEPT = { unit: 'HOURS', value: 48 } as const;

/** Whose invitations of a day are counted. */
export type QuotaOf =
  | { readonly of: 'person'; readonly projectId: ProjectId; readonly accountId: AccountId }
  | { readonly of: 'project'; readonly projectId: ProjectId }
  | { readonly of: 'key'; readonly keyId: KeyId };

export type Quota = QuotaOf & { readonly max: number };

export interface QuotaStore {
  /**
   * Takes `amount` from all of these at once, or from none. Days are of UTC.
   *
   * @param known the counts where they were read just before, with `quotaPlaces`.
   * @returns the first that has not enough left, and how much it has.
   * @throws StorageError where it could not be counted: then nothing is taken.
   */
  take(
    quotas: readonly Quota[],
    amount: number,
    clock: Clock,
    known?: ReadonlyMap<string, unknown>,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly quota: Quota; readonly left: number }>;
  /** How many are left today of each, in one storage operation. */
  left(quotas: readonly Quota[], now: number): Promise<readonly number[]>;
}

const countSchema = z.object({ count: z.number() });

export const quotaStore: QuotaStore = {
  async take(quotas, amount, clock, known) {
    for (let tries = 0; tries < TRIES_MAX && quotas.length > 0; tries += 1) {
      const refs = quotas.map((quota) => refOf(quota, clock.now()));
      const values = tries === 0 && known ? known : await readAll(refs.map(recordPlace));
      const counts = refs.map((ref) => {
        return { ref, seen: recordIn(values, ref)?.version, count: countIn(values, ref) };
      });
      for (const [index, quota] of quotas.entries()) {
        const left = quota.max - (counts[index]?.count ?? 0);
        if (left < amount) return { ok: false, quota, left: Math.max(left, 0) };
      }
      const taken = await replaceRecords(
        counts.map(({ ref, seen, count }) => ({ ...ref, seen, value: { count: count + amount }, ttl: KEPT })),
      );
      if (taken) return { ok: true };
      await clock.sleep(WAIT_MS * clock.random() * (tries + 1));
    }
    if (quotas.length === 0) return { ok: true };
    throw new StorageError('QUOTA_CONTENTION');
  },
  async left(quotas, now) {
    if (quotas.length === 0) return [];
    const values = await readAll(quotaPlaces(quotas, now));
    return quotas.map((quota) => Math.max(0, quota.max - countIn(values, refOf(quota, now))));
  },
};

function countIn(values: ReadonlyMap<string, unknown>, ref: RecordRef): number {
  return countSchema.safeParse(recordIn(values, ref)?.value).data?.count ?? 0;
}

/** Where the counts of today are. */
export function quotaPlaces(quotas: readonly QuotaOf[], now: number): Place[] {
  return quotas.map((quota) => recordPlace(refOf(quota, now)));
}

function refOf(quota: QuotaOf, now: number): RecordRef {
  return { kind: 'day', id: `${nameOf(quota)}:${new Date(now).toISOString().slice(0, 10)}` };
}

function nameOf(quota: QuotaOf): string {
  switch (quota.of) {
    case 'person':
      // No account id: nobody has to find it to erase it.
      return `person:${quota.projectId}:${createHash('sha256').update(quota.accountId).digest('hex').slice(0, 32)}`;
    case 'project':
      return `project:${quota.projectId}`;
    case 'key':
      return `key:${quota.keyId}`;
  }
}
