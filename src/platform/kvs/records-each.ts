import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { randomUUID } from 'node:crypto';
import { readAll } from './kvs';
import type { Item } from './kvs';
import { RECORD_ENTITY, recordPlace, replaceRecords, rowOf, writtenSchema } from './versioned-records';
import type { RecordRef, Replacement, Versioned } from './versioned-records';

/** Forge storage: operations in one transaction. */
const TOGETHER_MAX = 25;

/** What became of one of many. `changed`: another was faster. `refused`: storage failed. */
export type Became = 'done' | 'changed' | 'refused';

export interface SeenRecord extends RecordRef {
  readonly seen: number;
}

/**
 * Replaces each record that did not change since it was seen, 25 to a storage operation. One that changed, or that
 * storage refuses, keeps no other.
 *
 * @returns what became of each, in their order.
 */
export function replaceEach(replacements: readonly Replacement[]): Promise<readonly Became[]> {
  return inTransactions(replacements, {
    add: addReplacement,
    isDone: isReplaced,
    alone: (replacement) => replaceRecords([replacement]),
  });
}

/** Puts a replacement into a transaction: it fails where the record changed since it was seen. */
export function addReplacement(transaction: Transaction, replacement: Replacement, write: string): void {
  transaction.set(
    recordPlace(replacement).key,
    rowOf(replacement, write),
    { entityName: RECORD_ENTITY, conditions: unchanged(replacement.seen) },
    replacement.ttl && { ttl: replacement.ttl },
  );
}

/** Whether what is stored is what this write replaced. */
export function isReplaced({ seen = 0 }: Replacement, stored: Written | undefined, write: string): boolean {
  return stored?.write === write && stored.version === seen + 1;
}

/** Removes each record that did not change since it was seen; one that is gone already counts as removed. */
export function removeEach(records: readonly SeenRecord[]): Promise<readonly Became[]> {
  return inTransactions(records, {
    add: remove,
    isDone: (_record, stored) => stored === undefined,
    alone: (record) => removeRecord(record),
  });
}

/**
 * Removes a record if it did not change since it was seen.
 *
 * @param extra written with it: either both happen or neither.
 * @returns false where another was faster.
 */
export async function removeRecord(record: SeenRecord, extra: readonly Item[] = []): Promise<boolean> {
  const transaction = kvs.transact();
  remove(transaction, record);
  for (const { key, entityName, value, ttl } of extra) {
    transaction.set(key, value, entityName === undefined ? undefined : { entityName }, { ttl });
  }
  try {
    await transaction.execute();
    return true;
  } catch (error) {
    const stored = (await storedOf([record])).get(record);
    if (stored?.version === record.seen) throw error;
    // The answer to a removal that was done may be lost: gone is gone.
    return stored === undefined;
  }
}

type Transaction = ReturnType<typeof kvs.transact>;
interface Written {
  readonly version: number;
  readonly write?: string | undefined;
}

interface Change<T> {
  readonly add: (transaction: Transaction, record: T, write: string) => unknown;
  /** Whether a row shows that it was changed after all, though the answer says that it was not, or is lost. */
  readonly isDone: (record: T, stored: Written | undefined, write: string) => boolean;
  readonly alone: (record: T) => Promise<boolean>;
}

async function inTransactions<T extends RecordRef & { readonly seen: number | undefined }>(
  records: readonly T[],
  change: Change<T>,
): Promise<readonly Became[]> {
  const parts = Array.from({ length: Math.ceil(records.length / TOGETHER_MAX) }, (_, index) =>
    records.slice(index * TOGETHER_MAX, (index + 1) * TOGETHER_MAX),
  );
  return (await Promise.all(parts.map((part) => together(part, change)))).flat();
}

/** All of them, or else each by itself. */
async function together<T extends RecordRef & { readonly seen: number | undefined }>(
  records: readonly T[],
  change: Change<T>,
): Promise<readonly Became[]> {
  const write = randomUUID();
  const transaction = kvs.transact();
  for (const record of records) change.add(transaction, record, write);
  try {
    await transaction.execute();
    return records.map(() => 'done');
  } catch {
    const stored = await storedOf(records).catch(() => undefined);
    if (!stored) return records.map(() => 'refused');
    return Promise.all(
      records.map(async (record): Promise<Became> => {
        const now = stored.get(record);
        if (change.isDone(record, now, write)) return 'done';
        if (now?.version !== record.seen) return 'changed';
        return change.alone(record).then(
          (done) => (done ? 'done' : 'changed'),
          () => 'refused',
        );
      }),
    );
  }
}

/** What is stored of each; of a row that is no record, nothing that equals any version. */
export async function storedOf<T extends RecordRef>(records: readonly T[]): Promise<ReadonlyMap<T, Written>> {
  const values = await readAll(records.map(recordPlace));
  return new Map(
    records.flatMap((record) => {
      const value = values.get(recordPlace(record).key);
      if (value === undefined) return [];
      return [[record, writtenSchema.safeParse(value).data ?? { version: Number.NaN }] as const];
    }),
  );
}

function remove(transaction: Transaction, record: SeenRecord): void {
  transaction.delete(recordPlace(record).key, {
    entityName: RECORD_ENTITY,
    conditions: unchanged(record.seen),
  });
}

/** Of a row that is not there, only `notExists` holds. */
function unchanged(seen: number | undefined) {
  const condition = seen === undefined ? FilterConditions.notExists() : FilterConditions.equalTo(seen);
  return new Filter<Versioned>().and('version', condition);
}
