import { KvsRefusal } from './kvs-rules';
import type { Stored } from './kvs-store';

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

export interface Index {
  readonly partition: readonly string[];
  readonly range: string | undefined;
}

/** One page of plain values, by key. */
export function queryKeys(all: readonly Stored[], query: Query): { data: Stored[]; cursor?: string } {
  const found = all.filter((stored) =>
    (query.where ?? []).every((clause) => {
      if (clause.property !== 'key')
        throw new KvsRefusal(400, 'QUERY_WHERE_FIELD_INVALID', 'Only keys can be queried');
      return holds(stored.key, clause);
    }),
  );
  return pageOf(found, ({ key }) => [key], query);
}

/** One page of an entity's values, by an index. Values without the index's attributes are not in it. */
export function queryIndex(
  all: readonly Stored[],
  index: Index | 'by-key',
  query: Query,
): { data: Stored[]; cursor?: string } {
  const { partition, range } = index === 'by-key' ? { partition: [], range: undefined } : index;
  if (partition.length !== (query.partition ?? []).length) {
    throw new KvsRefusal(400, 'INVALID_PARTITION', 'The query names another number of partition values');
  }
  const rangeOf = (stored: Stored): unknown => (range === undefined ? stored.key : attribute(stored, range));
  const found = all
    .filter((stored) => rangeOf(stored) !== undefined)
    .filter((stored) =>
      partition.every((name, place) => attribute(stored, name) === query.partition?.[place]),
    )
    .filter((stored) => query.range === undefined || holds(rangeOf(stored), query.range))
    .filter((stored) => passes(stored, query.filters));
  return pageOf(found, (stored) => [rangeOf(stored), stored.key], query);
}

/** Where a value stands in the order of a query. */
type Place = (stored: Stored) => readonly unknown[];

function pageOf(found: readonly Stored[], placeOf: Place, query: Query): { data: Stored[]; cursor?: string } {
  const limit = query.limit ?? LIMIT_DEFAULT;
  if (limit > LIMIT_MAX || limit < 1)
    throw new KvsRefusal(400, 'LIST_QUERY_LIMIT_EXCEEDED', 'At most 100 at a time');
  const after = query.cursor ?? query.after;
  const turn = query.sort === 'DESC' ? -1 : 1;
  // A cursor holds a place, not a key: what it was made from may be deleted by now.
  const left = found
    .filter((stored) => after === undefined || turn * comparePlaces(placeOf(stored), readCursor(after)) > 0)
    .sort((one, other) => turn * comparePlaces(placeOf(one), placeOf(other)));
  const data = left.slice(0, limit);
  const end = data.at(-1);
  return end && data.length < left.length ? { data, cursor: cursorAt(placeOf(end)) } : { data };
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

function comparePlaces(one: readonly unknown[], other: readonly unknown[]): number {
  return one.reduce<number>((found, value, index) => found || compare(value, other[index]), 0);
}

function passes(stored: Stored, filters: Query['filters']): boolean {
  const test = (clause: Clause): boolean => holds(attribute(stored, clause.property ?? ''), clause);
  return (
    (filters?.and ?? []).every(test) && (!filters?.or || filters.or.length === 0 || filters.or.some(test))
  );
}

function attribute({ value }: Stored, name: string): unknown {
  return (value as Record<string, unknown>)[name];
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

/** `NaN`, neither before nor after, where one of them is missing. */
function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  if (one === undefined || other === undefined) return Number.NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}
