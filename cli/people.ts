import { createHash } from 'node:crypto';
import type { Columns } from '../src/domain/invitation/import-row';
import { readCells } from '../src/domain/invitation/cells';
import { columnsNamed, columnsOfHeader } from './columns';
import { readCsv } from './csv';
import type { Row } from './csv';
import { UsageError } from './exit';

/** Hexadecimal digits that tell rows of one file apart. */
const KEY_DIGITS = 16;

export interface PersonRow extends Row {
  /** Stands for what the row says, so that a report can be held against a file that was mended since. */
  readonly key: string;
  readonly email: string;
}

export interface People {
  readonly columns: Columns;
  readonly rows: readonly PersonRow[];
  /** Names of columns that nobody reads. */
  readonly leftAlone: readonly string[];
}

/** Reads the people in a file. @param named what `--columns` says. @throws UsageError */
export function readPeople(file: string, named: string | undefined): People {
  const all = readCsv(file);
  const first = all[0]?.cells ?? [];
  const header = first.some((cell) => cell.includes('@')) ? undefined : first;
  if (!header && named === undefined) {
    throw new UsageError('The file has no header. Say what the columns hold: --columns email,name');
  }
  const columns = named === undefined ? columnsOfHeader(header ?? []) : columnsNamed(named);
  if (columns.length > first.length) {
    throw new UsageError(`--columns names ${columns.length} columns, but the file has ${first.length}.`);
  }
  const rows = header ? all.slice(1) : all;
  if (rows.length === 0) throw new UsageError(`${file} holds nobody.`);
  return {
    columns,
    rows: rows.map((row) => ({
      ...row,
      key: keyOf(row, columns),
      email: readCells(row.cells, columns).email,
    })),
    leftAlone: (header ?? []).filter((name, index) => name.trim() !== '' && !columns[index]),
  };
}

function keyOf({ cells }: Row, columns: Columns): string {
  const said = readCells(cells, columns);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, KEY_DIGITS);
}
