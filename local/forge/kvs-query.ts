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
  const sorted = [...all].sort((one, other) => compare(one.key, other.key));
  const found = sorted.filter((stored) =>
    (query.where ?? []).every((clause) => {
      if (clause.property !== 'key')
        throw new KvsRefusal(400, 'QUERY_WHERE_FIELD_INVALID', 'Only keys can be queried');
      return holds(stored.key, clause);
    }),
  );
  return pageOf(found, query);
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
    .filter((stored) => passes(stored, query.filters))
    .sort((one, other) => compare(rangeOf(one), rangeOf(other)) || compare(one.key, other.key));
  return pageOf(query.sort === 'DESC' ? found.reverse() : found, query);
}

function pageOf(found: readonly Stored[], query: Query): { data: Stored[]; cursor?: string } {
  const limit = query.limit ?? LIMIT_DEFAULT;
  if (limit > LIMIT_MAX || limit < 1)
    throw new KvsRefusal(400, 'LIST_QUERY_LIMIT_EXCEEDED', 'At most 100 at a time');
  const after = query.cursor ?? query.after;
  const last = after === undefined ? undefined : Buffer.from(after, 'base64url').toString();
  const start = last === undefined ? 0 : found.findIndex(({ key }) => key === last) + 1;
  const data = found.slice(start, start + limit);
  const end = data.at(-1);
  return end && start + data.length < found.length
    ? { data, cursor: Buffer.from(end.key).toString('base64url') }
    : { data };
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

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
