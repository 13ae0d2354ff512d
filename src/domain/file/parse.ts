import { parseAddressList } from '../address/address-list';
import { COLUMNS_MAX } from '../invitation/import-row';
import { decode, piecesOf } from './decode';
import type { DecodedText, DecodeOptions } from './decode';
import { FileRows } from './file-rows';
import { ownColumns } from './own-columns';
import { FILE_ROWS_MAX } from './reading';
import type { Delimiter, Encoding, FileProblem } from './reading';
import { createCutter, createTightener, cutRecords, widthOf } from './records';
import { sniff, SNIFF_CHARACTERS } from './sniff';
import type { Sniffed } from './sniff';

/** Line ends in one cell: more than any list of organizations has. Then its quote was never meant to open it. */
const CELL_LINES_MAX = 200;
/** Characters of one record: one without an end would be searched again with each piece. */
const RECORD_MAX = 4_000_000;

export interface Parsed {
  readonly ok: true;
  readonly form: 'table' | 'list';
  readonly encoding: Encoding;
  /** False where the words of the file had to tell its encoding. */
  readonly encodingCertain: boolean;
  /** The other encodings that could be meant, likeliest first. */
  readonly encodings: readonly Encoding[];
  readonly delimiter: Delimiter;
  readonly rows: FileRows;
}
interface Refused {
  readonly ok: false;
  readonly problem: FileProblem;
}

/**
 * Reads a file, or what was pasted. Blank lines are left out, yet counted.
 *
 * @param onProgress told the part that is read, 0 to 1.
 */
export async function parse(
  source: Blob | string,
  onProgress: (part: number) => void,
  options: DecodeOptions = {},
): Promise<Parsed | Refused> {
  try {
    if (typeof source !== 'string') {
      const decoded = await decode(source, options);
      return decoded.ok ? await parseText(decoded, onProgress) : decoded;
    }
    // What was pasted is measured and looked at like a file.
    const measured = await decode(new Blob([source]), { chunkBytes: options.chunkBytes });
    if (!measured.ok) return measured;
    const pasted = { encoding: 'utf-8', certain: true, others: [], pieces: piecesOf(source) } as const;
    return await parseText({ ok: true, ...pasted }, onProgress);
  } catch {
    return { ok: false, problem: { problem: 'unreadable' } };
  }
}

async function parseText(
  { encoding, certain, others, pieces }: DecodedText,
  onProgress: (part: number) => void,
): Promise<Parsed | Refused> {
  let held = '';
  let reading: { readonly how: Sniffed; readonly take: Take; readonly rows: FileRows } | undefined;
  let tighten = (text: string): string => text;
  const begin = (whole: 'more' | 'end') => {
    const how = sniff(held.slice(0, SNIFF_CHARACTERS), held.length > SNIFF_CHARACTERS ? 'more' : whole);
    // A list is kept as records with commas.
    const rows = new FileRows(how.form === 'list' ? ',' : how.delimiter);
    const line = 1 + lineEnds(held.slice(0, how.skip));
    if (how.isSpaced) tighten = createTightener(how.delimiter);
    held = tighten(held.slice(how.skip));
    return { how, rows, take: takeBy(how, rows, line) };
  };
  for await (const { text, part } of pieces) {
    held += reading ? tighten(text) : text;
    if (held.length < SNIFF_CHARACTERS && part < 1) continue;
    reading ??= begin('more');
    const taken = reading.take(held, 'more');
    if ('problem' in taken) return { ok: false, problem: taken };
    held = held.slice(taken.rest);
    onProgress(part);
  }
  reading ??= begin('end');
  const taken = reading.take(held, 'end');
  if ('problem' in taken) return { ok: false, problem: taken };
  const { how, rows } = reading;
  if (rows.count === 0) return { ok: false, problem: { problem: 'empty' } };
  return {
    ok: true,
    form: how.form,
    encoding,
    encodingCertain: certain,
    encodings: others,
    delimiter: how.delimiter,
    rows,
  };
}

/** Takes the whole rows out of a text; `rest` is where what is not whole yet begins. */
type Take = (text: string, more: 'more' | 'end') => { readonly rest: number } | FileProblem;

function takeBy({ form, delimiter, isWrapped }: Sniffed, rows: FileRows, firstLine: number): Take {
  if (form === 'list') return takeList(rows, firstLine);
  return isWrapped ? takeWrapped(rows, delimiter, firstLine) : takeTable(rows, delimiter, firstLine);
}

function takeTable(rows: FileRows, delimiter: Delimiter, firstLine: number): Take {
  let line = firstLine;
  let columnsMax = COLUMNS_MAX;
  return (text, more) => {
    const { records, rest, wrong } = cutRecords(text, delimiter, more);
    rows.addText(text.slice(0, rest));
    for (const [index, record] of records.entries()) {
      const { cells } = record;
      if (wrong?.record === index) {
        return { problem: wrong.kind, line: line + lineEnds(text.slice(record.start, wrong.at)) };
      }
      const lines = cells.map(lineEnds);
      const long = lines.findIndex((count) => count > CELL_LINES_MAX);
      if (long !== -1) return { problem: 'unclosed-quote', line: line + sum(lines.slice(0, long)) };
      const width = widthOf(cells);
      if (rows.count === 0) columnsMax = COLUMNS_MAX + ownColumns(cells.slice(0, width));
      if (width > columnsMax) {
        return { problem: 'too-many-columns', line, columns: width, max: COLUMNS_MAX };
      }
      if (width > 0) {
        if (rows.count > FILE_ROWS_MAX) return { problem: 'too-many-rows', line, max: FILE_ROWS_MAX };
        rows.addRow(line, record, width);
      }
      line += 1 + sum(lines);
    }
    if (text.length - rest > RECORD_MAX) return endless(text.slice(rest), delimiter, line);
    return { rest };
  };
}

/** Each record is one quoted cell, which is a record itself. */
function takeWrapped(rows: FileRows, delimiter: Delimiter, firstLine: number): Take {
  const unwrap = createCutter(delimiter);
  const takeInner = takeTable(rows, delimiter, firstLine);
  return (text, more) => {
    const { records, rest, wrong } = cutRecords(text, delimiter, more);
    const inner = records.map(({ cells, start, end }, index) =>
      cells.length === 1 && wrong?.record !== index
        ? oneLine(cells[0] ?? '', unwrap)
        : text.slice(start, end),
    );
    const taken = takeInner(inner.map((record) => `${record}\n`).join(''), 'end');
    return 'problem' in taken ? taken : { rest };
  };
}

/** A record without line ends, so that the lines are counted right. */
function oneLine(record: string, cut: (record: string) => readonly string[]): string {
  return record.includes('\n') ? csvRecord(cut(record).map((cell) => cell.replaceAll('\n', ' '))) : record;
}

/** Each line is read as the invite form reads what is pasted there, and kept as a table of addresses and names. */
function takeList(rows: FileRows, firstLine: number): Take {
  let line = firstLine;
  return (text, more) => {
    const rest = more === 'end' ? text.length : text.lastIndexOf('\n') + 1;
    const records: string[] = [];
    let start = 0;
    const added: { line: number; start: number; end: number }[] = [];
    for (const each of linesOf(text.slice(0, rest))) {
      for (const entry of parseAddressList(each).entries) {
        const record = entry.ok
          ? csvRecord([entry.address.email, entry.displayName ?? ''])
          : csvRecord([entry.text, '']);
        added.push({ line, start, end: start + record.length });
        records.push(record);
        start += record.length;
      }
      line += 1;
    }
    rows.addText(records.join(''));
    for (const record of added) {
      if (rows.count > FILE_ROWS_MAX)
        return { problem: 'too-many-rows', line: record.line, max: FILE_ROWS_MAX };
      rows.addRow(record.line, record, 2);
    }
    return text.length - rest > RECORD_MAX ? { problem: 'binary', kind: 'other' } : { rest };
  };
}

/** A record without an end: an open quote, too many columns, or a cell too long to be written by hand. */
function endless(text: string, delimiter: Delimiter, line: number): FileProblem {
  const { records, wrong } = cutRecords(text, delimiter, 'end');
  if (wrong) return { problem: wrong.kind, line: line + lineEnds(text.slice(0, wrong.at)) };
  const columns = widthOf(records[0]?.cells ?? []);
  return columns > COLUMNS_MAX
    ? { problem: 'too-many-columns', line, columns, max: COLUMNS_MAX }
    : { problem: 'row-too-long', line };
}

function lineEnds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function linesOf(text: string): string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

function csvRecord(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
