import Papa from 'papaparse';
import type { ParseStepResult } from 'papaparse';
import type { Delimiter } from './reading';

/** One record of a text whose lines end in `\n`. */
interface Record {
  readonly cells: readonly string[];
  /** Where it begins and ends in the text that was given; without its line end. */
  readonly start: number;
  readonly end: number;
}

export interface Records {
  readonly records: readonly Record[];
  /** Where the text that makes no whole record yet begins. */
  readonly rest: number;
  /** The first record whose quotes are wrong, by its place in `records`; where in the text the cell begins. */
  readonly wrong?: {
    readonly record: number;
    readonly kind: 'unclosed-quote' | 'stray-quote';
    readonly at: number;
  };
}

/**
 * Cuts a text into records.
 *
 * @param more whether text follows: then the last record may not be whole, and is left for the next time.
 */
export function cutRecords(text: string, delimiter: Delimiter, more: 'more' | 'end'): Records {
  const records: Record[] = [];
  let wrong: Records['wrong'];
  let start = 0;
  // Papa's own streaming reads files and decodes them, too; what it cuts records with stands on its own.
  const parser = new Papa.Parser({
    delimiter,
    newline: '\n',
    step: ({ data, errors, meta }: ParseStepResult<readonly (readonly string[])[]>) => {
      const [error] = errors;
      wrong ??= error && {
        record: records.length,
        kind: error.code === 'MissingQuotes' ? 'unclosed-quote' : 'stray-quote',
        at: error.index ?? start,
      };
      const end = text[meta.cursor - 1] === '\n' ? meta.cursor - 1 : meta.cursor;
      records.push({ cells: data[0] ?? [], start, end });
      start = meta.cursor;
    },
  });
  parser.parse(text, 0, more === 'more');
  return { records, rest: start, ...(wrong && { wrong }) };
}

/** The cells of one record, cut out of its text. */
export function createCutter(delimiter: Delimiter): (record: string) => readonly string[] {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  return (record) => {
    // What almost every record is: without a quotation mark, each delimiter parts two cells.
    if (!record.includes('"')) return record.split(delimiter);
    const { data } = parser.parse(record, 0, false) as { readonly data: readonly (readonly string[])[] };
    return data[0] ?? [''];
  };
}

/**
 * Removes blanks between a delimiter and a quotation mark, which would keep the mark from quoting. Takes a text piece by
 * piece, and gives back each as it is without them.
 */
export function createTightener(delimiter: Delimiter): (piece: string) => string {
  let state: 'start' | 'quoted' | 'closed' | 'plain' = 'start';
  let held = '';
  return (piece) => {
    const text = held + piece;
    const parts: string[] = [];
    let from = 0;
    let blanks = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (state === 'quoted') {
        if (character === '"') state = 'closed';
      } else if (character === '"' && state !== 'plain') {
        parts.push(text.slice(from, at - blanks));
        from = at;
        blanks = 0;
        state = 'quoted';
      } else if (character === delimiter || character === '\n') {
        state = 'start';
        blanks = 0;
      } else if (state === 'start' && (character === ' ' || character === '\u00A0')) {
        blanks += 1;
      } else {
        state = 'plain';
        blanks = 0;
      }
    }
    // What follows blanks at the end of a piece decides.
    held = text.slice(text.length - blanks);
    parts.push(text.slice(from, text.length - blanks));
    return parts.join('');
  };
}

/** Cells up to the last that is not blank: spreadsheets pad rows with empty ones. */
export function widthOf(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}
