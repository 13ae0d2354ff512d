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
  const places = new Map<string, number>();
  const ofRow = new Numbers();
  const first = new Numbers();
  const joined = new Numbers();
  const also = new Map<number, number[]>();
  const merged = new Map<number, readonly string[]>();
  const problems = new Map<number, RowProblem>();
  const email = columns.indexOf('email');
  const cellsOf = (person: number) => merged.get(person) ?? rows.cells(first.at(person));

  const add = (row: number, problem?: RowProblem): number => {
    const person = first.length;
    first.push(row);
    joined.push(0);
    ofRow.push(person);
    if (problem) problems.set(person, problem);
    return person;
  };
  const join = (person: number, row: number, cells: readonly string[]): void => {
    const before = cellsOf(person);
    const after = united(before, cells, columns);
    if (after.some((cell) => cell.length > CELL_MAX) || isTooLarge(after)) {
      add(row, 'joined-too-long');
      return;
    }
    if (after !== before) merged.set(person, after);
    joined.set(person, joined.at(person) + 1);
    ofRow.push(person);
    const lines = also.get(person) ?? [];
    if (lines.length < SAME_LINES_MAX) also.set(person, [...lines, rows.line(row)]);
  };

  for (let row = 0; row < rows.count; row += 1) {
    const cells = rows.cells(row);
    const why = whyNotSent(cells, rows.width);
    if (why) {
      add(row, why);
      continue;
    }
    const parsed = readAddressCell(cells[email] ?? '');
    if (!parsed.ok) {
      add(row);
      continue;
    }
    const key = addressKey(parsed.data.address.email);
    const person = places.get(key);
    if (person === undefined) places.set(key, add(row));
    else join(person, row, cells);
  }

  return {
    count: first.length,
    ofRow: (row) => ofRow.at(row),
    rowOf: (person) => first.at(person),
    joined: (person) => joined.at(person),
    cells: cellsOf,
    sent: (person) => {
      const lines = also.get(person);
      return {
        line: rows.line(first.at(person)),
        ...(lines && { also: lines }),
        cells: [...cellsOf(person)],
      };
    },
    problem: (person) => problems.get(person),
    find: (key) => places.get(key),
  };
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
