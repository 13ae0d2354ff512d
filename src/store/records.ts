import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import type { Item, Place, Ttl } from './batch';

/** The entity and its index are declared in manifest.yml under app.storage.entities. */
export const RECORD_ENTITY = 'record';
const BY_KIND = 'by-kind';
const BY_SCOPE = 'by-scope';
/** Forge storage: entries of one query. */
const PAGE_MAX = 100;

/** What is written by several at once and must not be overwritten unseen. */
export type RecordKind = 'policy' | 'api-key' | 'day' | 'once' | 'import' | 'slice' | 'ending';

const recordSchema = z.object({ version: z.int(), value: z.unknown() });

/** A value and how often it was written: whoever replaces it says which version they saw. */
export type Versioned = z.infer<typeof recordSchema>;

export interface RecordRef {
  readonly kind: RecordKind;
  readonly id: string;
}

export interface Replacement extends RecordRef {
  /** The version seen; nothing where there was no record. */
  readonly seen: number | undefined;
  readonly value: unknown;
  readonly ttl?: Ttl;
  readonly place?: RecordOrder;
}

/** What the records of a kind are listed by, where that is not their id. */
export interface RecordOrder {
  readonly sort: string;
  /** Part of the kind. */
  readonly scope: string;
}

export function recordPlace({ kind, id }: RecordRef): Place {
  return { key: `${kind}:${id}`, entityName: RECORD_ENTITY };
}

/** A record as it is stored with other items, whatever is stored already. */
export function recordItem(record: Replacement & { readonly ttl: Ttl }): Item {
  return { ...recordPlace(record), value: rowOf(record), ttl: record.ttl };
}

/** A record among values that were read. @throws where it is there but no record. */
export function recordIn(values: ReadonlyMap<string, unknown>, ref: RecordRef): Versioned | undefined {
  const value = values.get(recordPlace(ref).key);
  return value === undefined ? undefined : recordSchema.parse(value);
}

/**
 * Replaces records if none of them changed since it was seen: all of them, or none.
 *
 * Storage compares in transactions only, and only rows that are there. One new record alone is made with the
 * policy that refuses to overwrite; where there are several, those that are new are first made empty. Which code
 * Forge gives a refused comparison is not documented, so what is stored is looked at instead.
 *
 * @returns false where somebody else was faster.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-transactions/
 */
export async function replaceRecords(replacements: readonly Replacement[]): Promise<boolean> {
  const [first, ...others] = replacements;
  if (!first) return true;
  if (others.length === 0 && first.seen === undefined) return makeNew(first, 1, first.value);

  for (const each of replacements.filter(({ seen }) => seen === undefined)) await makeNew(each, 0, {});
  const transaction = kvs.transact();
  for (const { kind, id, seen = 0, value, ttl, place } of replacements) {
    transaction.set(
      keyOf({ kind, id }),
      rowOf({ kind, id, seen, value, ...(place && { place }) }),
      {
        entityName: RECORD_ENTITY,
        conditions: new Filter<Versioned>().and('version', FilterConditions.equalTo(seen)),
      },
      ttl && { ttl },
    );
  }
  try {
    await transaction.execute();
    return true;
  } catch (error) {
    if (await anyMovedOn(replacements)) return false;
    throw error;
  }
}

/** All records of a kind, whatever their number. */
export async function listRecords(kind: RecordKind): Promise<readonly Versioned[]> {
  const found: Versioned[] = [];
  let cursor: string | undefined;
  do {
    const query = kvs
      .entity<unknown>(RECORD_ENTITY)
      .query()
      .index(BY_KIND, { partition: [kind] })
      .limit(PAGE_MAX);
    const page = await (cursor ? query.cursor(cursor) : query).getMany();
    found.push(...page.results.map(({ value }) => recordSchema.parse(value)));
    cursor = page.nextCursor;
  } while (cursor);
  return found;
}

/** The last records of a kind whose id begins so, in the order of their ids. */
export async function lastRecords(
  kind: RecordKind,
  beginning: string,
  max: number,
): Promise<readonly Versioned[]> {
  const { results } = await kvs
    .entity<unknown>(RECORD_ENTITY)
    .query()
    .index(BY_KIND, { partition: [kind] })
    .where(WhereConditions.beginsWith(beginning))
    .sort(Sort.DESC)
    .limit(Math.min(max, PAGE_MAX))
    .getMany();
  return results.map(({ value }) => recordSchema.parse(value));
}

/** Records of a kind that stand up to `to` in its order, or all of a scope: the first in order. */
export async function recordsInOrder(
  kind: RecordKind,
  {
    scope,
    to,
    cursor,
    max = PAGE_MAX,
  }: {
    readonly scope?: string;
    readonly to?: string;
    readonly cursor?: string | undefined;
    readonly max?: number;
  },
): Promise<{ readonly found: readonly Versioned[]; readonly cursor: string | undefined }> {
  const entity = kvs.entity<unknown>(RECORD_ENTITY).query();
  const indexed =
    scope === undefined
      ? entity.index(BY_KIND, { partition: [kind] })
      : entity.index(BY_SCOPE, { partition: [kind, scope] });
  const ranged = to === undefined ? indexed : indexed.where(WhereConditions.lessThanEqualTo(to));
  const query = ranged.sort(Sort.ASC).limit(Math.min(max, PAGE_MAX));
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  return { found: results.map(({ value }) => recordSchema.parse(value)), cursor: nextCursor };
}

function rowOf({ kind, id, seen = 0, value, place }: Replacement): {
  readonly kind: RecordKind;
  readonly sort: string;
  readonly scope?: string;
  readonly version: number;
  readonly value: unknown;
} {
  return { kind, ...(place ?? { sort: id }), version: seen + 1, value };
}

/** @returns false where there is one already. */
async function makeNew({ kind, id, ttl }: Replacement, version: number, value: unknown): Promise<boolean> {
  const key = keyOf({ kind, id });
  try {
    await kvs
      .entity(RECORD_ENTITY)
      .set(key, { kind, sort: id, version, value }, { keyPolicy: 'FAIL_IF_EXISTS', ...(ttl && { ttl }) });
    return true;
  } catch (error) {
    if ((await kvs.entity(RECORD_ENTITY).get(key)) === undefined) throw error;
    return false;
  }
}

async function anyMovedOn(replacements: readonly Replacement[]): Promise<boolean> {
  for (const { kind, id, seen = 0 } of replacements) {
    const stored = recordSchema.safeParse(await kvs.entity(RECORD_ENTITY).get(keyOf({ kind, id }))).data;
    if (stored?.version !== seen) return true;
  }
  return false;
}

function keyOf(ref: RecordRef): string {
  return recordPlace(ref).key;
}
