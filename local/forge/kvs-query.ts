import { attribute, compare, firstWhere, rangeOf } from './kvs-index';
import type { Index, Stored } from './kvs-index';
import { KvsRefusal } from './kvs-rules';

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;

interface Clause {
  readonly property?: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

export interface Query {
  readonly where?: readonly Clause[];
  readonly partition?: readonly unknown[];
  readonly range?: Clause;
  readonly filters?: { readonly and?: readonly Clause[]; readonly or?: readonly Clause[] };
  readonly sort?: 'ASC' | 'DESC';
  readonly limit?: number;
  readonly cursor?: string;
  readonly after?: string;
}

/** The order of plain values. */
export const BY_KEY: Index = { partition: [], range: undefined };

/**
 * One page of plain values, by key.
 *
 * @param rows in the order of their keys.
 */
export function queryKeys(
  rows: readonly Stored[],
  { where = [], cursor, after, limit }: Query,
  isGone: (stored: Stored) => boolean,
): { data: Stored[]; cursor?: string } {
  if (where.some(({ property }) => property !== 'key'))
    throw new KvsRefusal(400, 'QUERY_WHERE_FIELD_INVALID', 'Only keys can be queried');
  const [range, ...others] = where;
  if (others.length > 0) throw new KvsRefusal(400, 'QUERY_WHERE_INVALID', 'One condition at a time');
  const from = cursor ?? after;
  return queryIndex(
    rows,
    BY_KEY,
    {
      ...(range && { range }),
      ...(from !== undefined && { cursor: from }),
      ...(limit !== undefined && { limit }),
    },
    isGone,
  );
}

/**
 * One page of an entity. Filters only thin it out: "pages with no results, with cursor pointing to the next page".
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-api-query/
 * @param rows in the order of the index; no more of them are looked at than the page takes, and one to tell whether
 *   there is a next one.
 */
export function queryIndex(
  rows: readonly Stored[],
  index: Index,
  query: Query,
  isGone: (stored: Stored) => boolean,
): { data: Stored[]; cursor?: string } {
  const limit = limitOf(query);
  const [from, to] = boundsOf(rows, index, query);
  const taken: Stored[] = [];
  for (let step = 0; step < to - from && taken.length <= limit; step += 1) {
    const stored = rows[query.sort === 'DESC' ? to - 1 - step : from + step];
    if (!stored || isGone(stored)) continue;
    if (query.range && !holds(rangeOf(stored, index), query.range)) continue;
    taken.push(stored);
  }
  const page = pageOf(taken, limit, (stored) => [rangeOf(stored, index), stored.key]);
  return { ...page, data: page.data.filter((stored) => meetsConditions(stored, query.filters)) };
}

/** Whether a row meets conditions. Of one that is not there, only `notExists` is true. */
export function meetsConditions(stored: Stored | undefined, filters: Query['filters']): boolean {
  const test = (clause: Clause): boolean =>
    stored ? holds(attribute(stored, clause.property ?? ''), clause) : clause.condition === 'NOT_EXISTS';
  const { and = [], or = [] } = filters ?? {};
  return and.every(test) && (or.length === 0 || or.some(test));
}

/** Between which places the range of a query and its cursor leave rows to look at. */
function boundsOf(rows: readonly Stored[], index: Index, query: Query): readonly [number, number] {
  const first = (passes: (row: Stored) => boolean): number => firstWhere(rows, passes);
  let [from, to] = query.range ? rangeBounds(query.range, index, first) : [0, rows.length];
  if (query.cursor !== undefined) {
    // A cursor holds a place, not a key: what it was made from may be deleted by now.
    const [range, key] = readCursor(query.cursor);
    const order = (row: Stored): number => compare(rangeOf(row, index), range) || compare(row.key, key);
    if (query.sort === 'DESC')
      to = Math.min(
        to,
        first((row) => order(row) >= 0),
      );
    else
      from = Math.max(
        from,
        first((row) => order(row) > 0),
      );
  }
  return [from, Math.max(from, to)];
}

/** Rows are in order, so those that a condition lets through stand together. */
function rangeBounds(
  { condition, values: [low, high] }: Clause,
  index: Index,
  first: (passes: (row: Stored) => boolean) => number,
): readonly [number, number] {
  const notBefore = (value: unknown): number => first((row) => compare(rangeOf(row, index), value) >= 0);
  const behind = (value: unknown): number => first((row) => compare(rangeOf(row, index), value) > 0);
  const end = first(() => false);
  switch (condition) {
    case 'BETWEEN':
      return [notBefore(low), behind(high)];
    case 'EQUAL_TO':
      return [notBefore(low), behind(low)];
    case 'GREATER_THAN':
      return [behind(low), end];
    case 'GREATER_THAN_EQUAL_TO':
      return [notBefore(low), end];
    case 'LESS_THAN':
      return [0, notBefore(low)];
    case 'LESS_THAN_EQUAL_TO':
      return [0, behind(low)];
    case 'BEGINS_WITH': {
      const begins = (row: Stored): boolean => String(rangeOf(row, index)).startsWith(String(low));
      return [notBefore(low), first((row) => compare(rangeOf(row, index), low) >= 0 && !begins(row))];
    }
    default:
      return [0, end];
  }
}

function pageOf(
  found: readonly Stored[],
  limit: number,
  placeOf: (stored: Stored) => readonly unknown[],
): { data: Stored[]; cursor?: string } {
  const data = found.slice(0, limit);
  const end = data.at(-1);
  return end && data.length < found.length ? { data, cursor: cursorAt(placeOf(end)) } : { data };
}

function limitOf({ limit = LIMIT_DEFAULT }: Query): number {
  if (limit > LIMIT_MAX || limit < 1)
    throw new KvsRefusal(400, 'LIST_QUERY_LIMIT_EXCEEDED', 'At most 100 at a time');
  return limit;
}

function cursorAt(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(cursor: string): readonly unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place)) return place;
  } catch {
    // Told below.
  }
  throw new KvsRefusal(400, 'INVALID_CURSOR', 'The cursor is none that a query gave');
}

function holds(value: unknown, { condition, values }: Clause): boolean {
  const [first, second] = values;
  switch (condition) {
    case 'BEGINS_WITH':
      return typeof value === 'string' && value.startsWith(String(first));
    case 'BETWEEN':
      return compare(value, first) >= 0 && compare(value, second) <= 0;
    case 'EQUAL_TO':
      return value === first;
    case 'NOT_EQUAL_TO':
      return value !== first;
    case 'GREATER_THAN':
      return compare(value, first) > 0;
    case 'GREATER_THAN_EQUAL_TO':
      return compare(value, first) >= 0;
    case 'LESS_THAN':
      return compare(value, first) < 0;
    case 'LESS_THAN_EQUAL_TO':
      return compare(value, first) <= 0;
    case 'EXISTS':
      return value !== undefined;
    case 'NOT_EXISTS':
      return value === undefined;
    case 'CONTAINS':
      return typeof value === 'string' && value.includes(String(first));
    case 'NOT_CONTAINS':
      return typeof value !== 'string' || !value.includes(String(first));
    default:
      throw new KvsRefusal(400, 'INVALID_FILTER_CONDITION', `There is no condition ${condition}`);
  }
}
