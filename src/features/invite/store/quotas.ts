import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../../../platform/clock';
import type { KeyId } from '../../../domain/actor';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { readAll, StorageError } from '../../../platform/kvs/kvs';
import type { Item, Place } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef, Replacement } from '../../../platform/kvs/versioned-records';
import { fail, ok } from '../../../domain/result';
import type { Result } from '../../../domain/result';

/** Several requests count at once; each try loses to at most one that got through. */
const TRIES_MAX = 25;
const WAIT_MS = 40;
/** Longer than the day it counts. */
const KEPT = { unit: 'HOURS', value: 48 } as const;

/** Whose invitations, or looked up addresses, of a day are counted. */
export type QuotaOf =
  | { readonly of: 'person'; readonly projectId: ProjectId; readonly accountId: AccountId }
  | { readonly of: 'project'; readonly projectId: ProjectId }
  | { readonly of: 'key'; readonly keyId: KeyId }
  | { readonly of: 'look'; readonly projectId: ProjectId; readonly accountId: AccountId };

export type Quota = QuotaOf & { readonly max: number };

/** The first quota that has not enough left, and how much it has. */
export interface Short {
  readonly quota: Quota;
  readonly left: number;
}

export interface QuotaStore {
  /**
   * Takes `amount` from all of these at once, or from none. Days are of UTC.
   *
   * @param known the counts where they were read just before, with `quotaPlaces`.
   * @param extra written with them: both, or neither.
   * @returns the first that has not enough left, and how much it has.
   * @throws StorageError where it could not be counted: then nothing is taken.
   */
  take(
    quotas: readonly Quota[],
    amount: number,
    clock: Clock,
    known?: ReadonlyMap<string, unknown>,
    extra?: readonly Item[],
  ): Promise<Result<void, Short>>;
  /**
   * The same of counts that were read just before, with `quotaPlaces`, for a caller that writes them together with what they
   * are counted for.
   */
  more(
    quotas: readonly Quota[],
    amount: number,
    now: number,
    known: ReadonlyMap<string, unknown>,
  ): Result<readonly Replacement[], Short>;
  /**
   * Takes from one quota, and writes with it what tells of that: both, or neither.
   *
   * @param itemsOf what tells of so many.
   */
  takeNoted(
    quota: Quota,
    amount: number,
    clock: Clock,
    itemsOf: (count: number) => readonly Item[],
  ): Promise<Result<void, Short>>;
  /** How many are left today of each, in one storage operation. */
  left(quotas: readonly Quota[], now: number): Promise<readonly number[]>;
}

const countSchema = z.object({ count: z.number() });

export const quotaStore: QuotaStore = {
  async take(quotas, amount, clock, known, extra = []) {
    for (let tries = 0; tries < TRIES_MAX && quotas.length > 0; tries += 1) {
      const now = clock.now();
      const values = tries === 0 && known ? known : await readAll(quotaPlaces(quotas, now));
      const more = quotaStore.more(quotas, amount, now, values);
      if (!more.ok) return more;
      const taken = await replaceRecords(more.data, extra);
      if (taken) return ok(undefined);
      await clock.sleep(WAIT_MS * clock.random() * (tries + 1));
    }
    if (quotas.length === 0) return ok(undefined);
    throw new StorageError('QUOTA_CONTENTION');
  },
  more(quotas, amount, now, known) {
    const counts = quotas.map((quota) => ({ quota, count: countIn(known, refOf(quota, now)) }));
    for (const { quota, count } of counts) {
      const left = quota.max - count;
      if (left < amount) return fail({ quota, left: Math.max(left, 0) });
    }
    return ok(
      counts.map(({ quota, count }) => {
        const ref = refOf(quota, now);
        return { ...ref, seen: recordIn(known, ref)?.version, value: { count: count + amount }, ttl: KEPT };
      }),
    );
  },
  async takeNoted(quota, amount, clock, itemsOf) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const now = clock.now();
      const values = await readAll(quotaPlaces([quota], now));
      const more = quotaStore.more([quota], amount, now, values);
      if (!more.ok) return more;
      const count = countIn(values, refOf(quota, now)) + amount;
      if (await replaceRecords(more.data, itemsOf(count))) return ok(undefined);
      await clock.sleep(WAIT_MS * clock.random() * (tries + 1));
    }
    throw new StorageError('QUOTA_CONTENTION');
  },
  async left(quotas, now) {
    if (quotas.length === 0) return [];
    const values = await readAll(quotaPlaces(quotas, now));
    return quotas.map((quota) => leftIn(values, quota, now));
  },
};

/** How many are left today, among values that were read with `quotaPlaces`. */
export function leftIn(values: ReadonlyMap<string, unknown>, quota: Quota, now: number): number {
  return Math.max(0, quota.max - countIn(values, refOf(quota, now)));
}

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
    case 'look':
      // Holds no account id, so that it needs no erasure.
      return `${quota.of}:${quota.projectId}:${createHash('sha256').update(quota.accountId).digest('hex').slice(0, 32)}`;
    case 'project':
      return `project:${quota.projectId}`;
    case 'key':
      return `key:${quota.keyId}`;
  }
}
