import { readFileSync, statSync } from 'node:fs';
import Papa from 'papaparse';
import type { ParseStepResult } from 'papaparse';
import { COLUMNS_MAX } from '../src/domain/invitation/import-row';
import { IMPORT_PEOPLE_MAX } from '../src/domain/limits';
import { UsageError } from './exit';

/** 100,000 rows of 600 bytes; more is no list of people. */
const FILE_MAX = 60_000_000;
const DELIMITERS = [',', ';', '\t'] as const;

export interface Row {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** The rows of a CSV file that are not blank. @throws UsageError where it cannot be read, or its rows do not fit together. */
export function readCsv(file: string): readonly Row[] {
  const rows = rowsIn(textOf(file));
  if (rows.length === 0) throw new UsageError(`${file} holds no rows.`);
  if (rows.length > IMPORT_PEOPLE_MAX) {
    throw new UsageError(`${file} holds more than ${IMPORT_PEOPLE_MAX} rows. Split it.`);
  }
  const width = rows[0]?.cells.length ?? 0;
  if (width > COLUMNS_MAX) throw new UsageError(`${file} has more than ${COLUMNS_MAX} columns.`);
  // One comma too many would turn the end of a name into an organization.
  const wide = rows.find(({ cells }) => cells.slice(width).some((cell) => cell.trim() !== ''));
  if (wide) {
    throw new UsageError(
      `Line ${wide.line} has ${wide.cells.length} cells, the first row ${width}. A cell with a comma in it needs quotes.`,
    );
  }
  return rows;
}

function textOf(file: string): string {
  let bytes: Buffer;
  try {
    if (statSync(file).size > FILE_MAX) throw new UsageError(`${file} is larger than 60 MB. Split it.`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read.`);
  }
  try {
    // Takes the byte order mark away, and wants every byte to make sense.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw new UsageError(`${file} is no UTF-8 text. Save it as “CSV UTF-8”.`);
  }
}

function rowsIn(text: string): readonly Row[] {
  const rows: Row[] = [];
  let line = 1;
  let at = 0;
  const parser = new Papa.Parser({
    delimiter: delimiterOf(text),
    newline: '\n',
    step: ({ data, errors, meta }: ParseStepResult<readonly (readonly string[])[]>) => {
      if (errors.length > 0) throw new UsageError(`The quotes in line ${line} do not fit together.`);
      const cells = data[0] ?? [];
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
      line += text.slice(at, meta.cursor).split('\n').length - 1;
      at = meta.cursor;
    },
  });
  parser.parse(text, 0, false);
  return rows;
}

/** What stands most often in the first line, outside of quotes. Bars stand between organizations, so they do not count. */
function delimiterOf(text: string): string {
  const first =
    text
      .trimStart()
      .split('\n', 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
