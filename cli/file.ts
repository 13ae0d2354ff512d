import { readFileSync, statSync } from 'node:fs';
import type { Columns } from '../src/domain/invitation/import-row';
import { knownColumn } from '../src/domain/file/column-names';
import { parse } from '../src/domain/file/parse';
import type { Parsed } from '../src/domain/file/parse';
import { ENCODINGS, FILE_BYTES_MAX } from '../src/domain/file/reading';
import type { Encoding } from '../src/domain/file/reading';
import { openTable } from '../src/domain/file/table';
import type { Table } from '../src/domain/file/table';
import { columnsNamed } from './columns';
import { UsageError } from './exit';
import type { Io } from './io';
import { fileWords } from './words';

/** Stands for standard input. */
const STANDARD_INPUT = '-';

/** What the options of a command say about a file. */
export interface FileOptions {
  readonly columns?: string | undefined;
  readonly encoding?: string | undefined;
}

export interface OpenFile extends Table {
  readonly parsed: Parsed;
  readonly columns: Columns;
}

/** A file that holds no people that could be read. */
export class UnreadableFile extends UsageError {}

/**
 * Reads a file with the reader of the import page.
 *
 * @param name of the file; `-` is standard input.
 * @throws UnreadableFile, UsageError where an option is wrong.
 */
export async function openFile(
  name: string,
  { columns: named, encoding }: FileOptions,
  io: Io,
): Promise<OpenFile> {
  const known = encoding === undefined ? undefined : encodingNamed(encoding);
  const source = new Blob([name === STANDARD_INPUT ? await io.input() : bytesOf(name)]);
  const parsed = await parse(source, () => undefined, known && { encoding: known });
  if (!parsed.ok) throw new UnreadableFile(`${name}: ${fileWords(parsed.problem)}`);
  const table = openTable(parsed);
  if (table.rows.count === 0) throw new UnreadableFile(`${name}: ${fileWords({ problem: 'header-only' })}`);
  return { ...table, parsed, columns: named === undefined ? table.reading.guess : saidColumns(named, table) };
}

function saidColumns(named: string, { rows }: Table): Columns {
  const columns = columnsNamed(named);
  if (columns.length > rows.width) {
    throw new UsageError(`--columns names ${columns.length} columns, but the file has ${rows.width}.`);
  }
  return columns;
}

function bytesOf(name: string): Buffer<ArrayBuffer> {
  try {
    if (statSync(name).size > FILE_BYTES_MAX) {
      throw new UnreadableFile(`${name} is larger than ${FILE_BYTES_MAX / 1_000_000} MB. Split it.`);
    }
    return Buffer.from(readFileSync(name));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UnreadableFile(`${name} cannot be read.`);
  }
}

/** An encoding by any of its names: `latin1`, `sjis`, `UTF-8`. @throws UsageError */
function encodingNamed(name: string): Encoding {
  let label: string;
  try {
    label = new TextDecoder(name).encoding;
  } catch {
    label = '';
  }
  const encoding = ENCODINGS.find((each) => each === (label === 'gbk' ? 'gb18030' : label));
  if (!encoding) throw new UsageError(`--encoding takes one of ${ENCODINGS.join(', ')}.`);
  return encoding;
}

/**
 * Without a person who checks the preview, nothing may be guessed: the encoding is certain, addresses are in a
 * column that is named so, and no other column has the same name.
 *
 * @throws UsageError
 */
export function refuseGuesses({ reading, columns }: OpenFile, options: FileOptions): void {
  if (!reading.encodingCertain && options.encoding === undefined) {
    throw new UsageError(
      `The file is no UTF-8. Look at it with: guestlist read. If its guess is right, say --encoding ${reading.encoding}`,
    );
  }
  refuseGuessedColumns({ reading, columns }, options.columns);
}

function refuseGuessedColumns(
  { reading, columns }: Pick<OpenFile, 'reading' | 'columns'>,
  named: string | undefined,
): void {
  if (named !== undefined || reading.form === 'list') return;
  const email = columns.indexOf('email');
  if (reading.guessedBy[email] === 'content') {
    const said = columns.map((use) => use ?? '-').join(',');
    throw new UsageError(
      `No column is called email. Look at the file with: guestlist read. If its guess is right, say --columns ${said}`,
    );
  }
  for (const use of ['email', 'name', 'firstName', 'lastName'] as const) {
    const exact = reading.header.filter((name) => {
      const known = knownColumn(name);
      return known?.use === use && known.by === 'exact';
    });
    if (exact.length > 1) {
      throw new UsageError(`Several columns hold ${use}: ${exact.join(', ')}. Say which one with --columns.`);
    }
  }
}
