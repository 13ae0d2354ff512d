import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Item, Place, Ttl } from './kvs';

/** The entity and its index are declared in manifest.yml under app.storage.entities. */
export const RECORD_ENTITY = 'record';
export const BY_KIND = 'by-kind';
/** Forge storage: entries of one query. */
export const PAGE_MAX = 100;

/** What is written by several at once and must not be overwritten unseen. */
export type RecordKind =
  | 'agenda'
  | 'policy'
  | 'policy-version'
  | 'api-key'
  | 'day'
  | 'once'
  | 'script-job'
  | 'proof'
  | 'proof-probe'
  | 'import'
  | 'import-plan'
  | 'import-layouts'
  | 'import-open'
  | 'slice'
  | 'ending'
  | 'ending-progress'
  | 'intent'
  | 'new-organization'
  | 'enrolment-note'
  | 'organization-list'
  | 'upkeep'
  | 'upkeep-report'
  | 'upkeep-summary'
  | 'upkeep-work';

export const recordSchema = z.object({ version: z.int(), value: z.unknown() });

/** A value and how often it was written: a writer names the version it expects. */
export interface Versioned<T = unknown> {
  readonly value: T;
  /** Expected by the next write: compare-and-set. */
  readonly version: number;
}

/** Of a record that was made to be compared with, and holds nothing yet. */
const UNFINISHED = 0;

/** What says whose a stored row is. */
export const writtenSchema = z.object({ version: z.int(), write: z.optional(z.string()) });

export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

export interface Replacement extends RecordRef {
  /** The version expected; `undefined` where there was no record. */
  readonly seen: number | undefined;
  readonly value: unknown;
  readonly ttl?: Ttl;
  readonly place?: RecordOrder;
}

/** What the records of a kind are listed by, where that is not their id. */
interface RecordOrder {
  readonly sort: string;
  /** Part of the kind. */
  readonly scope: string;
}

export function recordPlace({ kind, id }: RecordRef): Place {
  return { key: `${kind}:${id}`, entityName: RECORD_ENTITY };
}

/** A record as it is stored with other items, whatever is stored already. */
export function recordItem(record: Replacement & { readonly ttl: Ttl }): Item {
  return { ...recordPlace(record), value: rowOf(record, randomUUID()), ttl: record.ttl };
}

/** A record among values that were read. @throws where it is there but no record. */
export function recordIn(values: ReadonlyMap<string, unknown>, ref: RecordRef): Versioned | undefined {
  const value = values.get(recordPlace(ref).key);
  return value === undefined ? undefined : recordSchema.parse(value);
}

/** What a record among values that were read holds; `null` where it is no record, `undefined` where there is none. */
export function valueIn(values: ReadonlyMap<string, unknown>, ref: RecordRef): unknown {
  const stored = values.get(recordPlace(ref).key);
  return stored === undefined ? undefined : (recordSchema.safeParse(stored).data?.value ?? null);
}

/**
 * Replaces records if none of them changed since it was seen: all of them, or none.
 *
 * Storage compares in transactions only, and only rows that are there. One new record alone is made with the
 * policy that refuses to overwrite; where there are several, those that are new are first made empty. Which code
 * Forge gives a refused comparison is not documented, and the answer to a write that was done can be lost, so what is
 * stored is looked at instead: each write has an id of its own.
 *
 * @param extra written with them: either both are there or neither. With them, 25 keys at most.
 * @returns false when another writer came first.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-transactions/
 */
export async function replaceRecords(
  replacements: readonly Replacement[],
  extra: readonly Item[] = [],
): Promise<boolean> {
  const [first, ...others] = replacements;
  if (!first) return true;
  const write = randomUUID();
  if (others.length + extra.length === 0 && first.seen === undefined) {
    const made = await makeNew(first, { version: 1, write, value: first.value });
    if (made !== 'unfinished') return made === 'mine';
  }

  for (const each of replacements.filter(({ seen }) => seen === undefined)) {
    await makeNew(each, { version: UNFINISHED, write, value: {} });
  }
  const transaction = kvs.transact();
  for (const { kind, id, seen = UNFINISHED, value, ttl, place } of replacements) {
    transaction.set(
      keyOf({ kind, id }),
      rowOf({ kind, id, seen, value, ...(place && { place }) }, write),
      {
        entityName: RECORD_ENTITY,
        conditions: new Filter<Versioned>().and('version', FilterConditions.equalTo(seen)),
      },
      ttl && { ttl },
    );
  }
  for (const { key, entityName, value, ttl } of extra) {
    transaction.set(key, value, entityName === undefined ? undefined : { entityName }, { ttl });
  }
  try {
    await transaction.execute();
    return true;
  } catch (error) {
    const became = await whatBecame(replacements, write);
    if (became === 'unchanged') throw error;
    return became === 'mine';
  }
}

/** All records of a kind, whatever their number. */
export async function listRecords(kind: RecordKind): Promise<readonly Versioned[]> {
  return finished(await rowsOf(kind));
}

/** Where all records of a kind are, readable or not. */
export async function placesOf(kind: RecordKind): Promise<readonly Place[]> {
  return (await rowsOf(kind)).map(({ key }) => ({ key, entityName: RECORD_ENTITY }));
}

async function rowsOf(
  kind: RecordKind,
): Promise<readonly { readonly key: string; readonly value: unknown }[]> {
  const found: { readonly key: string; readonly value: unknown }[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<unknown>(RECORD_ENTITY)
      .query()
      .index(BY_KIND, { partition: [kind] })
      .limit(PAGE_MAX);
    const page = await (cursor ? query.cursor(cursor) : query).getMany();
    found.push(...page.results);
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

/** Whether a record holds a value. */
export function isFinished({ version }: Versioned): boolean {
  return version !== UNFINISHED;
}

interface Row {
  readonly kind: RecordKind;
  readonly sort: string;
  readonly scope?: string;
  readonly version: number;
  readonly write: string;
  readonly value: unknown;
}

/** @param write names this write: who asks later whether it was done, finds it. */
export function rowOf({ kind, id, seen = UNFINISHED, value, place }: Replacement, write: string): Row {
  return { kind, ...(place ?? { sort: id }), version: seen + 1, write, value };
}

/** The records among rows; a row that is none does not keep the others from being read. */
export function finished(results: readonly { readonly value: unknown }[]): Versioned[] {
  return results.flatMap(({ value }) => recordSchema.safeParse(value).data ?? []).filter(isFinished);
}

/** @returns `unfinished` where there is one already that holds nothing yet. */
async function makeNew(
  { kind, id, ttl, place }: Replacement,
  row: { readonly version: number; readonly write: string; readonly value: unknown },
): Promise<'mine' | 'unfinished' | 'others'> {
  const key = keyOf({ kind, id });
  try {
    await kvs
      .entity(RECORD_ENTITY)
      .set(
        key,
        { kind, ...(place ?? { sort: id }), ...row },
        { keyPolicy: 'FAIL_IF_EXISTS', ...(ttl && { ttl }) },
      );
    return 'mine';
  } catch (error) {
    const stored = await kvs.entity(RECORD_ENTITY).get(key);
    if (stored === undefined) throw error;
    const { version, write } = writtenSchema.parse(stored);
    if (write === row.write) return 'mine';
    return version === UNFINISHED ? 'unfinished' : 'others';
  }
}

/** What became of a transaction whose answer says that it failed, or is lost. */
async function whatBecame(
  replacements: readonly Replacement[],
  mine: string,
): Promise<'mine' | 'others' | 'unchanged'> {
  let became: 'others' | 'unchanged' = 'unchanged';
  for (const { kind, id, seen = UNFINISHED } of replacements) {
    const stored = writtenSchema.safeParse(await kvs.entity(RECORD_ENTITY).get(keyOf({ kind, id }))).data;
    // All of them, or none: one tells of the others.
    if (stored?.write === mine && stored.version === seen + 1) return 'mine';
    if (stored?.version !== seen) became = 'others';
  }
  return became;
}

function keyOf(ref: RecordRef): string {
  return recordPlace(ref).key;
}
