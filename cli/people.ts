import { createHash } from 'node:crypto';
import { readPeople as peopleOf } from '../src/domain/file/read-people';
import type { ReadPerson } from '../src/domain/file/read-people';
import type { RowProblem } from '../src/domain/file/reading';
import type { Columns } from '../src/domain/invitation/import-row';
import { IMPORT_PEOPLE_MAX } from '../src/domain/limits';
import { UsageError } from './exit';
import { openFile, refuseGuesses } from './file';
import type { FileOptions } from './file';
import type { Io } from './io';

/** Hexadecimal digits that tell rows of one file apart. */
const KEY_DIGITS = 16;

export interface PersonRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Stands for what the row says, so that a report can be held against a file that was mended since. */
  readonly key: string;
  readonly email: string;
  /** Why the row invites no customer. */
  readonly problem?: RowProblem;
}

export interface People {
  readonly columns: Columns;
  /** Rows of one address are one person, as on the import page. */
  readonly rows: readonly PersonRow[];
  /** What is worth a word before anybody is invited: columns left alone, lines left out. */
  readonly notes: readonly string[];
}

/** Reads the people whom an import invites. @throws UsageError where the file cannot be read, or what to do would be a guess. */
export async function readPeople(file: string, options: FileOptions, io: Io): Promise<People> {
  const open = await openFile(file, options, io);
  const { columns, rows, reading } = open;
  if (!columns.includes('email')) {
    throw new UsageError('No column is called email. Say what the columns hold: --columns email,name,-');
  }
  refuseGuesses(open, options);
  if (columns.includes('endsAt')) {
    throw new UsageError(
      'Nobody is there to end an access later, so end dates are not taken. Leave that column alone with --columns, or import in Jira.',
    );
  }
  const people = peopleOf(rows, columns);
  if (people.length > IMPORT_PEOPLE_MAX) {
    throw new UsageError(`${file} holds more than ${IMPORT_PEOPLE_MAX} people. Split it.`);
  }
  const leftAlone = reading.header.filter((name, index) => name.trim() !== '' && !columns[index]);
  return {
    columns,
    rows: people.map((person) => ({
      line: person.line,
      cells: person.cells,
      key: keyOf(person),
      email: person.email,
      ...(person.problem && { problem: person.problem }),
    })),
    notes: [
      ...(leftAlone.length > 0 ? [`Columns left alone: ${leftAlone.join(', ')}.`] : []),
      ...reading.leftOut.map(({ line }) => `Line ${line} is no row of the table, and is left out.`),
    ],
  };
}

function keyOf({ email, displayName, organizations, endsAt }: ReadPerson): string {
  const said = JSON.stringify({ email, displayName, organizations, endsAt });
  return createHash('sha256').update(said).digest('hex').slice(0, KEY_DIGITS);
}
