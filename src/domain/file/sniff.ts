import { parseAddress } from '../address/address';
import { isHeader, useOfHeader } from './column-names';
import { cutRecords } from './records';
import type { Delimiter } from './reading';

/** Characters of the file that are looked at. */
export const SNIFF_CHARACTERS = 65_536;
const SNIFF_RECORDS = 100;
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

export interface Sniffed {
  readonly form: 'table' | 'list';
  readonly delimiter: Delimiter;
  /** Characters of a first line that is no record: Excel's own `sep=;`, or the name over a list. */
  readonly skip: number;
}

/**
 * Tells how a file's columns stand apart, or that it is a list of addresses without columns.
 *
 * @param head the beginning of the file, `\n` at its line ends.
 * @param whole whether that is all of it.
 */
export function sniff(head: string, whole: 'more' | 'end'): Sniffed {
  const said = /^sep=([,;\t])\n/.exec(head);
  if (said) {
    const delimiter = DELIMITERS.find((each) => each === said[1]) ?? ',';
    return { form: 'table', delimiter, skip: said[0].length };
  }
  const [best] = DELIMITERS.map((delimiter) => look(head, delimiter, whole)).sort(
    (one, other) => other.score - one.score,
  );
  const { delimiter, records } = best ?? { delimiter: ',' as const, records: [] };
  const [first = [], ...others] = records;
  // `Ada <ada@acme.example>` under "E-mail" is no table either: no cell of it is an address.
  if (first.length === 1 && isHeader(first) && others.length > 0 && others.every(isNamedAddress)) {
    return { form: 'list', delimiter, skip: head.indexOf('\n') + 1 };
  }
  return { form: isList(records) ? 'list' : 'table', delimiter, skip: 0 };
}

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
  const [first = []] = records;
  if (records.every((cells) => cells.length === 1)) return 0;
  const named = first.filter((cell) => useOfHeader(cell) !== null).length;
  const alone = records.filter((cells) => cells.length > 1 && cells.some(isAddress)).length;
  const width = commonest(records.map((cells) => cells.length));
  const even = width === 1 ? 0 : records.filter((cells) => cells.length === width).length;
  return named * 10 + (alone * 4 + even) / records.length;
}

/** `Ada <ada@acme.example>`, several addresses in one line, or one alone in each: nothing that makes columns. */
function isList(records: readonly (readonly string[])[]): boolean {
  const [first = []] = records;
  if (records.length === 0 || isHeader(first)) return false;
  const rows = records.filter((cells) => cells.some((cell) => cell.includes('@')));
  if (rows.length === 0) return records.every((cells) => cells.length === 1);
  const listed = rows.filter(
    (cells) =>
      cells.filter((cell) => cell.trim() !== '').length === 1 ||
      isNamedAddress(cells) ||
      cells.filter((cell) => cell.includes('@')).length > 1,
  );
  return listed.length > rows.length / 2;
}

function isNamedAddress(cells: readonly string[]): boolean {
  return cells.some((cell) => /<[^<>@]*@[^<>]*>/.test(cell));
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
