import { KvsRefusal } from './kvs-rules';

export interface Stored {
  readonly key: string;
  readonly value: unknown;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number | undefined;
}

export interface Index {
  readonly partition: readonly string[];
  readonly range: string | undefined;
}

/** Rows in the order of an index, in one partition. */
interface Sorted {
  readonly index: Index;
  readonly partition: readonly unknown[];
  readonly rows: Stored[];
  changesSinceAsked: number;
}

/** With this many changes since the last query, sorting again is cheaper than inserting one by one. */
const CHANGES_MAX = 1000;

/** Keeps the rows of one entity sorted, so that a query of 100,000 rows looks only at those it gives out. */
export class KvsIndexes {
  readonly #sorted = new Map<string, Sorted>();

  /** @param all every row of the entity, read only where they are not sorted yet. */
  rows(index: Index, partition: readonly unknown[], all: () => Iterable<Stored>): readonly Stored[] {
    if (index.partition.length !== partition.length) {
      throw new KvsRefusal(400, 'INVALID_PARTITION', 'The query names another number of partition values');
    }
    const name = JSON.stringify([index, partition]);
    const known = this.#sorted.get(name);
    if (known) {
      known.changesSinceAsked = 0;
      return known.rows;
    }
    const rows = [...all()].filter((row) => isIn(row, index, partition)).sort(inOrderOf(index));
    this.#sorted.set(name, { index, partition, rows, changesSinceAsked: 0 });
    return rows;
  }

  /** A row takes the place of another; nothing in place of what is not there. */
  change(before: Stored | undefined, after: Stored | undefined): void {
    for (const [name, sorted] of this.#sorted) {
      sorted.changesSinceAsked += 1;
      if (sorted.changesSinceAsked > CHANGES_MAX) {
        this.#sorted.delete(name);
        continue;
      }
      const { index, partition, rows } = sorted;
      if (before && isIn(before, index, partition)) rows.splice(placeOf(before, rows, index), 1);
      if (after && isIn(after, index, partition)) rows.splice(placeOf(after, rows, index), 0, after);
    }
  }
}

/** The place of the first row that passes, where all behind it pass, too. */
export function firstWhere(rows: readonly Stored[], passes: (row: Stored) => boolean): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const row = rows[middle];
    if (row && passes(row)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** What an index puts a row in order by, first; rows with the same are in the order of their keys. */
export function rangeOf(row: Stored, { range }: Index): unknown {
  return range === undefined ? row.key : attribute(row, range);
}

export function attribute({ value }: Stored, name: string): unknown {
  return (value as Record<string, unknown>)[name];
}

/** `NaN`, neither before nor after, where one of them is missing. */
export function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  if (one === undefined || other === undefined) return Number.NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows without the attribute of the range are not in an index. */
function isIn(row: Stored, index: Index, partition: readonly unknown[]): boolean {
  return (
    rangeOf(row, index) !== undefined &&
    index.partition.every((name, place) => attribute(row, name) === partition[place])
  );
}

function inOrderOf(index: Index): (one: Stored, other: Stored) => number {
  return (one, other) => compare(rangeOf(one, index), rangeOf(other, index)) || compare(one.key, other.key);
}

function placeOf(wanted: Stored, rows: readonly Stored[], index: Index): number {
  const order = inOrderOf(index);
  return firstWhere(rows, (row) => order(row, wanted) >= 0);
}
