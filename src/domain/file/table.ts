import type { FileRows, Rows } from './file-rows';
import { guessColumns, guessHeaded } from './guess-columns';
import type { GuessedBy } from './guess-columns';
import { ownColumns, unguarded } from './own-columns';
import type { Parsed } from './parse';
import { widthOf } from './records';
import type { Delimiter, Encoding } from './reading';
import type { Columns } from '../invitation/import-row';
import { HEADER_RECORDS, namedIn } from './sniff';

/** Rows that the columns are guessed from. */
const GUESS_ROWS = 200;
const SAMPLE_ROWS = 10;
/** Rows at the end that may be no rows of the table. */
const FOOTER_ROWS = 5;
/** Of the rows that are looked at: a width that so many have is that of a table without names. */
const COMMON = 0.25;
/** Columns of a list: fixed names, so that its file of rows to fix is read again. */
const LIST_HEADER: readonly string[] = ['email', 'name'];

/** What was read, before anything is decided about it. */
export interface Reading {
  /** `list`: addresses without columns, as people paste them; its columns are an address and a name. */
  readonly form: 'table' | 'list';
  readonly encoding: Encoding;
  /** False where the words of the file had to tell its encoding. */
  readonly encodingCertain: boolean;
  /** The other encodings that could be meant, likeliest first. */
  readonly encodings: readonly Encoding[];
  readonly delimiter: Delimiter;
  /** Whether the first row of the table holds the names of the columns. */
  readonly headed: boolean;
  /** As in the file; empty texts where `headed` is not. */
  readonly header: readonly string[];
  /** What each column seems to hold. */
  readonly guess: Columns;
  /** For each column that has a use: why. */
  readonly guessedBy: readonly (GuessedBy | null)[];
  /** Rows under the header, blank ones left out. */
  readonly rows: number;
  /** The first rows, to look at. */
  readonly sample: readonly SampleRow[];
  /** Lines that are no rows of the table: a title above it, a sum below. */
  readonly leftOut: readonly LeftOut[];
}
interface SampleRow {
  readonly line: number;
  readonly cells: readonly string[];
}
interface LeftOut {
  readonly line: number;
  readonly text: string;
}

export interface Table {
  readonly reading: Reading;
  readonly rows: Rows;
}

/** What a file holds, with its columns guessed. @param headed whether the first row names the columns; else it is guessed. */
export function openTable(parsed: Parsed, headed?: boolean): Table {
  return parsed.form === 'list' ? openList(parsed) : openColumns(parsed, headed);
}

function openList(parsed: Parsed): Table {
  const width = LIST_HEADER.length;
  const rows = parsed.rows.view({ from: 0, to: parsed.rows.count, width, own: 0 });
  return {
    rows,
    reading: {
      ...factsOf(parsed, rows),
      headed: false,
      header: LIST_HEADER,
      guess: ['email', 'name'],
      guessedBy: ['content', 'content'],
      leftOut: [],
    },
  };
}

function openColumns(parsed: Parsed, said: boolean | undefined): Table {
  const { rows: all } = parsed;
  const at = headerRow(all);
  const headed = said ?? guessHeaded(all.cells(at), rowsOf(all, at + 1, at + 1 + GUESS_ROWS));
  const names = headed ? all.cells(at) : [];
  const from = headed ? firstRow(all, at) : 0;
  const to = headed ? lastRow(all, from) : all.count;
  const own = headed ? ownColumns(names) : 0;
  const width = headed ? names.length - own : commonWidth(rowsOf(all, from, from + GUESS_ROWS));
  const rows = all.view({ from, to, width, own });
  const header = Array.from({ length: width }, (_, index) =>
    own > 0 ? unguarded(names[index] ?? '') : (names[index] ?? ''),
  );
  const { columns, by } = guessColumns(header, firstRows(rows, GUESS_ROWS));
  const leftOut = [...range(0, headed ? at : 0), ...range(to, all.count)];
  return {
    rows,
    reading: {
      ...factsOf(parsed, rows),
      headed,
      header,
      guess: columns,
      guessedBy: by,
      leftOut: leftOut.map((row) => ({ line: all.line(row), text: all.cells(row).join(' ').trim() })),
    },
  };
}

function factsOf({ form, encoding, encodingCertain, encodings, delimiter }: Parsed, rows: Rows) {
  const sample = firstRows(rows, SAMPLE_ROWS).map((cells, row) => ({ line: rows.line(row), cells }));
  return { form, encoding, encodingCertain, encodings, delimiter, rows: rows.count, sample };
}

/** The row that names most columns, among the first; rows above it must be no people. */
function headerRow(all: FileRows): number {
  let best = 0;
  for (let row = 0; row < Math.min(all.count, HEADER_RECORDS); row += 1) {
    const cells = all.cells(row);
    if (cells.some((cell) => cell.includes('@'))) break;
    if (namedIn(cells) > namedIn(all.cells(best)) && cells.length > all.cells(best).length) best = row;
  }
  return best;
}

/** The first row under the header, and under the line that tables of text draw below it. */
function firstRow(all: FileRows, header: number): number {
  const under = header + 1;
  const isLine = under < all.count && all.cells(under).every((cell) => /^[-=+: ]*$/.test(cell.trim()));
  return isLine ? under + 1 : under;
}

/** After the last row that is one: reports end in a sum, or in when they were made. */
function lastRow(all: FileRows, from: number): number {
  let to = all.count;
  while (to > Math.max(from, all.count - FOOTER_ROWS) && isFooter(all.cells(to - 1))) to -= 1;
  return to;
}

const FOOTER =
  /^\W*(?:(?:sub)?total|sum|count|number of|records?|rows?|exported|generated|created (?:on|at|by)|report|page|end of|confidential|copyright|summe|gesamt|insgesamt|anzahl|zeilen|exportiert|erstellt|seite|ende|vertraulich|somme|nombre de|lignes|exporté|généré|fin|suma|número de|filas|exportado|generado|página|合計|総計|件数|©|\(?\d+ (?:rows?|records?|entries|contacts|zeilen|einträge|lignes|filas|件))(?![\p{L}\p{N}])/iu;

/** At most two cells, no address, and words that reports end with: a person without an address is told, not left out. */
function isFooter(cells: readonly string[]): boolean {
  const full = cells.filter((cell) => cell.trim() !== '');
  const isLine = full.every((cell) => /^[-=_+*]{2,}$/.test(cell.trim()));
  return (
    full.length <= 2 && !full.some((cell) => cell.includes('@')) && (isLine || FOOTER.test(full[0] ?? ''))
  );
}

/** Columns of a table without names: a row that is wider than a quarter of the others is refused. */
function commonWidth(rows: readonly (readonly string[])[]): number {
  const widths = rows.map(widthOf).sort((one, other) => other - one);
  return widths[Math.ceil(widths.length * COMMON) - 1] ?? 0;
}

function rowsOf(all: FileRows, from: number, to: number): (readonly string[])[] {
  return range(from, Math.min(to, all.count)).map((row) => all.cells(row));
}

function firstRows(rows: Rows, max: number): (readonly string[])[] {
  return range(0, Math.min(rows.count, max)).map((row) => rows.cells(row));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
