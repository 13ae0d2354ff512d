import { addressKey } from '../address/address';
import { organizationKey } from '../organization/find-organization';
import { CELL_MAX } from '../invitation/import-row';
import type { Columns, ImportRow } from '../invitation/import-row';
import { SAME_LINES_MAX, SLICE_BYTES_MAX } from '../limits';
import { readAddressCell, readCells } from '../invitation/cells';
import type { Rows } from './file-rows';
import { Numbers } from './numbers';
import type { RowProblem } from './reading';

/** Bytes of JSON that one character takes at most: `\u0000`. */
const CHARACTER_BYTES_MAX = 6;
/** What stands around a row's cells: its lines, brackets, and three characters for each cell. */
const ROW_BYTES = 1000;

/** The people of a file, numbered in the order of their first lines: rows of one address are one person. */
export interface People {
  readonly count: number;
  /** Who a row became. */
  readonly ofRow: (row: number) => number;
  /** The row that the person stands in. */
  readonly rowOf: (person: number) => number;
  /** Rows that were joined into the person's. */
  readonly joined: (person: number) => number;
  /** The cells of their rows, joined. */
  readonly cells: (person: number) => readonly string[];
  /** As the person is sent. */
  readonly sent: (person: number) => ImportRow;
  /** Why the person is not sent. */
  readonly problem: (person: number) => RowProblem | undefined;
  /** By the key of their address. */
  readonly find: (key: string) => number | undefined;
}

/**
 * Joins rows of the same address: the first one's cells, what is empty in them filled from later ones, and the
 * organizations of all. What is no address is never joined, nor is a row that could not be sent.
 */
export function joinRows(rows: Rows, columns: Columns): People {
  const joined = new JoinedRows(rows, columns);
  const places = new Map<string, number>();
  const email = columns.indexOf('email');
  for (let row = 0; row < rows.count; row += 1) {
    const cells = rows.cells(row);
    const why = whyNotSent(cells, rows.width);
    if (why) {
      joined.add(row, why);
      continue;
    }
    const parsed = readAddressCell(cells[email] ?? '');
    if (!parsed.ok) {
      joined.add(row);
      continue;
    }
    const key = addressKey(parsed.data.address.email);
    const person = places.get(key);
    if (person === undefined) places.set(key, joined.add(row));
    else joined.join(person, row, cells);
  }
  return {
    count: joined.first.length,
    ofRow: (row) => joined.ofRow.at(row),
    rowOf: (person) => joined.first.at(person),
    joined: (person) => joined.more.at(person),
    cells: (person) => joined.cells(person),
    sent: (person) => joined.sent(person),
    problem: (person) => joined.problems.get(person),
    find: (key) => places.get(key),
  };
}

/** The people of the rows taken in so far. */
class JoinedRows {
  /** The person of each row. */
  readonly ofRow = new Numbers();
  /** The first row of each person. */
  readonly first = new Numbers();
  /** How many rows were joined into each person's first. */
  readonly more = new Numbers();
  readonly problems = new Map<number, RowProblem>();
  private readonly also = new Map<number, number[]>();
  private readonly merged = new Map<number, readonly string[]>();

  constructor(
    private readonly rows: Rows,
    private readonly columns: Columns,
  ) {}

  /** Takes a row for a person of its own. @returns their number. */
  add(row: number, problem?: RowProblem): number {
    const person = this.first.length;
    this.first.push(row);
    this.more.push(0);
    this.ofRow.push(person);
    if (problem) this.problems.set(person, problem);
    return person;
  }

  /** Joins a row into a person's; where that would be too long, it stays a person of its own. */
  join(person: number, row: number, cells: readonly string[]): void {
    const before = this.cells(person);
    const after = united(before, cells, this.columns);
    if (after.some((cell) => cell.length > CELL_MAX) || isTooLarge(after)) {
      this.add(row, 'joined-too-long');
      return;
    }
    if (after !== before) this.merged.set(person, after);
    this.more.set(person, this.more.at(person) + 1);
    this.ofRow.push(person);
    const lines = this.also.get(person) ?? [];
    if (lines.length < SAME_LINES_MAX) this.also.set(person, [...lines, this.rows.line(row)]);
  }

  cells(person: number): readonly string[] {
    return this.merged.get(person) ?? this.rows.cells(this.first.at(person));
  }

  sent(person: number): ImportRow {
    const lines = this.also.get(person);
    return {
      line: this.rows.line(this.first.at(person)),
      ...(lines && { also: lines }),
      cells: [...this.cells(person)],
    };
  }
}

/** Why a row cannot be sent, whatever it says. */
function whyNotSent(cells: readonly string[], width: number): RowProblem | undefined {
  if (cells.some((cell) => cell.length > CELL_MAX)) return 'cell-too-long';
  if (isTooLarge(cells)) return 'row-too-large';
  return cells.slice(width).some((cell) => cell.trim() !== '') ? 'too-many-cells' : undefined;
}

/** @returns `cells` itself where the others add nothing. */
function united(cells: readonly string[], others: readonly string[], columns: Columns): readonly string[] {
  if (cells.length === others.length && cells.every((cell, index) => cell === others[index])) return cells;
  const filled = [...cells];
  columns.forEach((use, index) => {
    if (use === null || use === 'organizations') return;
    const other = others[index] ?? '';
    if ((cells[index] ?? '').trim() === '' && other.trim() !== '') put(filled, index, other);
  });
  const place = columns.indexOf('organizations');
  const known = new Set(readCells(cells, columns).organizations.map(organizationKey));
  const added = readCells(others, columns).organizations.filter((name) => !known.has(organizationKey(name)));
  if (added.length > 0) {
    const own = (cells[place] ?? '').trim();
    put(filled, place, [...(own === '' ? [] : [own]), ...added].join('; '));
  }
  const changed = filled.length !== cells.length || filled.some((cell, index) => cell !== cells[index]);
  return changed ? filled : cells;
}

/** Puts a cell at its place, also beyond the end of a short row. */
function put(cells: string[], index: number, text: string): void {
  while (cells.length < index) cells.push('');
  cells[index] = text;
}

/** Whether a row would not fit into a chunk of its own. */
function isTooLarge(cells: readonly string[]): boolean {
  const characters = cells.reduce((sum, cell) => sum + cell.length, 0);
  if (characters * CHARACTER_BYTES_MAX + ROW_BYTES < SLICE_BYTES_MAX) return false;
  return new TextEncoder().encode(JSON.stringify(cells)).length + ROW_BYTES > SLICE_BYTES_MAX;
}
