import { parseAddress } from '../address/address';
import { isHeader, useOfHeader } from './column-names';
import { DELIMITERS } from './reading';
import type { Delimiter } from './reading';
import { cutRecords } from './records';

/** Characters of the file that are looked at. */
export const SNIFF_CHARACTERS = 65_536;
const SNIFF_RECORDS = 100;
/** Records at the beginning among which the names of the columns may stand: a title may stand above them. */
export const HEADER_RECORDS = 10;
/** Records that are quoted as a whole, of all: a line by hand may be among them. */
const WRAPPED = 0.8;

export interface Sniffed {
  readonly form: 'table' | 'list';
  readonly delimiter: Delimiter;
  /** Characters of a first line that is no record: Excel's own `sep=;`, or the name over a list. */
  readonly skip: number;
  /** Each record stands in one pair of quotation marks: `"ada@acme.example,Ada"`. */
  readonly isWrapped: boolean;
  /** Blanks stand before quotation marks: `ada@acme.example, "Lovelace, Ada"`. */
  readonly isSpaced: boolean;
}

/**
 * Tells how a file's columns stand apart, or that it is a list of addresses without columns.
 *
 * @param head the beginning of the file, `\n` at its line ends.
 * @param whole whether that is all of it.
 */
export function sniff(head: string, whole: 'more' | 'end'): Sniffed {
  const said = /^"?sep=(.)"?\n/i.exec(head);
  const delimiter = DELIMITERS.find((each) => each === said?.[1]);
  if (said && delimiter) {
    return { ...plainTable(delimiter, head), skip: said[0].length };
  }
  const [best] = DELIMITERS.map((each) => look(head, each, whole)).sort(
    (one, other) => other.score - one.score,
  );
  if (!best) return plainTable(',', head);
  const inner = unwrapped(best.records);
  if (inner !== undefined) {
    const within = sniff(inner, 'end');
    if (within.form === 'table' && within.skip === 0) return { ...within, isWrapped: true };
  }
  const { delimiter: chosen, records } = best;
  const [first = [], ...others] = records;
  const table = plainTable(chosen, head);
  if (first.length === 1 && isHeader(first) && others.some(isSeveral)) {
    return { ...table, form: 'list', skip: head.indexOf('\n', head.search(/\S/)) + 1 };
  }
  return { ...table, form: isList(records) ? 'list' : 'table' };
}

function plainTable(delimiter: Delimiter, head: string): Sniffed {
  const isSpaced = SPACED[delimiter].test(head);
  return { form: 'table', delimiter, skip: 0, isWrapped: false, isSpaced };
}

/** A blank between a delimiter, or a line's beginning, and a quotation mark. */
const SPACED: Readonly<Record<Delimiter, RegExp>> = {
  ',': /[,\n] +"/,
  ';': /[;\n] +"/,
  '\t': /[\t\n] +"/,
  '|': /[|\n] +"/,
};

interface Looked {
  readonly delimiter: Delimiter;
  readonly records: readonly (readonly string[])[];
  readonly score: number;
}

function look(head: string, delimiter: Delimiter, whole: 'more' | 'end'): Looked {
  const cut = cutRecords(head, delimiter, whole).records;
  const all = cut.length > 0 ? cut : cutRecords(head, delimiter, 'end').records;
  const records = all
    .map(({ cells }) => cells)
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .slice(0, SNIFF_RECORDS);
  return { delimiter, records, score: scoreOf(records) };
}

/**
 * Names of columns tell most, then cells that are nothing but an address, then rows of one width: with the wrong
 * delimiter, `Acme, Inc.;ada@acme.example` has neither.
 */
function scoreOf(records: readonly (readonly string[])[]): number {
  if (records.every((cells) => cells.length === 1)) return 0;
  const named = Math.max(0, ...records.slice(0, HEADER_RECORDS).map(namedIn));
  const alone = records.filter((cells) => cells.length > 1 && cells.some(isAddress)).length;
  const width = commonest(records.map((cells) => cells.length));
  const even = width === 1 ? 0 : records.filter((cells) => cells.length === width).length;
  return named * 10 + (alone * 4 + even) / records.length;
}

/** Cells that name a column; 0 in a row with an address. */
export function namedIn(cells: readonly string[]): number {
  return cells.some((cell) => cell.includes('@'))
    ? 0
    : cells.filter((cell) => useOfHeader(cell) !== null).length;
}

/** The text inside the quotation marks of the records, where nearly all consist of a single quoted cell that is a record. */
function unwrapped(records: readonly (readonly string[])[]): string | undefined {
  const single = records.filter((cells) => cells.length === 1 && /[,;\t|]/.test(cells[0] ?? ''));
  const isWrapped = single.length >= Math.max(1, records.length * WRAPPED) && single.length > 1;
  return isWrapped ? single.map(([cell = '']) => `${cell.replaceAll('\n', ' ')}\n`).join('') : undefined;
}

/** `Ada <ada@acme.example>`, several addresses in one line, or one alone in each: nothing that makes columns. */
function isList(records: readonly (readonly string[])[]): boolean {
  const [first = []] = records;
  if (records.length === 0 || isHeader(first)) return false;
  const rows = records.filter((cells) => cells.some((cell) => cell.includes('@')));
  if (rows.length === 0) return records.every((cells) => cells.length === 1);
  return rows.filter(isListed).length > rows.length / 2;
}

/** Columns beside an address make a table; one comma may stand in its name. */
function isListed(cells: readonly string[]): boolean {
  const full = cells.filter((cell) => cell.trim() !== '');
  const addresses = full.filter((cell) => cell.includes('@')).length;
  return full.length === 1 || (isSeveral(full) && full.length <= addresses * 2);
}

/** Whether a line is part of a list: a named address, or more than one. */
function isSeveral(cells: readonly string[]): boolean {
  return (
    cells.some((cell) => /<[^<>@]*@[^<>]*>/.test(cell)) ||
    cells.filter((cell) => cell.includes('@')).length > 1 ||
    cells.some((cell) => cell.split('@').length > 2)
  );
}

function isAddress(cell: string): boolean {
  return cell.includes('@') && parseAddress(cell).ok;
}

function commonest(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  const [first] = [...times].sort((one, other) => other[1] - one[1]);
  return first?.[0] ?? 0;
}
