import { kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { BY_KIND, isFinished, PAGE_MAX, RECORD_ENTITY, recordSchema } from './versioned-records';
import type { RecordKind, Versioned } from './versioned-records';

const BY_SCOPE = 'by-scope';
/** Read to find the first: damaged ones are rare. */
const FIRST_MAX = 5;

const orderedSchema = z.extend(recordSchema, { sort: z.string() });

/** A record, and what puts it in order. */
export type Ordered = Versioned & { readonly sort: string };

/**
 * Records of a kind, or of one scope of it, that stand from `from` to `to` in its order: the first in order. What is no
 * record is left out: one that is damaged must not hide the others.
 */
export async function recordsInOrder(
  kind: RecordKind,
  {
    scope,
    from,
    to,
    cursor,
    max = PAGE_MAX,
  }: {
    readonly scope?: string;
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly cursor?: string | undefined;
    readonly max?: number;
  },
): Promise<{ readonly found: readonly Ordered[]; readonly cursor: string | undefined }> {
  const entity = kvs.entity<unknown>(RECORD_ENTITY).query();
  const indexed =
    scope === undefined
      ? entity.index(BY_KIND, { partition: [kind] })
      : entity.index(BY_SCOPE, { partition: [kind, scope] });
  const range = rangeOf(from, to);
  const query = (range ? indexed.where(range) : indexed).sort(Sort.ASC).limit(Math.min(max, PAGE_MAX));
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  const found = results.flatMap(({ value }) => orderedSchema.safeParse(value).data ?? []);
  return { found: found.filter(isFinished), cursor: nextCursor };
}

/**
 * The first in order that can be read. One that is damaged is passed over: it must not hide the others.
 *
 * @param read gives `undefined` for a value that it cannot read.
 */
export async function firstInOrder<T>(
  kind: RecordKind,
  query: { readonly scope?: string; readonly from?: string | undefined },
  read: (record: Ordered) => T | undefined,
): Promise<T | undefined> {
  let cursor: string | undefined;
  do {
    const page = await recordsInOrder(kind, { ...query, cursor, max: FIRST_MAX });
    for (const record of page.found) {
      const first = read(record);
      if (first !== undefined) return first;
    }
    ({ cursor } = page);
  } while (cursor);
  return undefined;
}

function rangeOf(from: string | undefined, to: string | undefined) {
  if (from !== undefined && to !== undefined) return WhereConditions.between(from, to);
  if (from !== undefined) return WhereConditions.greaterThanEqualTo(from);
  return to === undefined ? undefined : WhereConditions.lessThanEqualTo(to);
}
