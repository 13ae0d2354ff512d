import type { Columns } from '../invitation/import-row';
import { readCells } from '../invitation/cells';
import type { ReadCells } from '../invitation/cells';
import { tellDayOrder } from '../invitation/days';
import type { DayOrder, ToldOrder } from '../invitation/days';
import type { Rows } from './file-rows';
import { joinRows } from './people';
import type { RowProblem } from './reading';

/** One person of a file, with all rows of the address. */
export interface ReadPerson extends ReadCells {
  /** Its line in the file, from 1. */
  readonly line: number;
  /** As they stand in the file. */
  readonly cells: readonly string[];
  /** Why the row cannot be sent as it is. */
  readonly problem: RowProblem | undefined;
}

/** The people of a table, in the order of their lines. @param dayOrder for days that the column leaves open. */
export function readPeople(rows: Rows, columns: Columns, dayOrder?: DayOrder): readonly ReadPerson[] {
  const people = joinRows(rows, columns);
  const order = orderOfDays(rows, columns).order ?? dayOrder;
  return Array.from({ length: people.count }, (_, person) => {
    const { line, cells } = people.sent(person);
    return { ...readCells(cells, columns, order), line, cells, problem: people.problem(person) };
  });
}

/** What the whole column of last days tells about the order of day and month. */
export function orderOfDays(rows: Rows, columns: Columns): ToldOrder {
  const index = columns.indexOf('endsAt');
  if (index < 0) return { order: undefined, unclear: undefined };
  return tellDayOrder(cellsOf(rows, index));
}

function* cellsOf(rows: Rows, index: number): Generator<string> {
  for (let row = 0; row < rows.count; row += 1) yield rows.cells(row)[index] ?? '';
}
