import { ERRORS_COLUMN, REPORT_COLUMNS } from '../../../../src/domain/file/own-columns';
import { BYTE_ORDER_MARK, csvLine } from '../../../ui/csv';

/** Begins the file of rows to fix: the columns of the file, and what is wrong. */
export function rowsToFixHead(header: readonly string[]): string {
  return BYTE_ORDER_MARK + guardedLine([...header, ERRORS_COLUMN]);
}

/** @param error what is wrong with the row, in words. */
export function rowsToFixLine(
  header: readonly string[],
  row: { readonly cells: readonly string[]; readonly error: string },
): string {
  return guardedLine([...padded(row.cells, header.length), row.error]);
}

/** Begins the full report: the columns of the file, and what became of each row. */
export function reportHead(header: readonly string[]): string {
  return BYTE_ORDER_MARK + guardedLine([...header, ...REPORT_COLUMNS]);
}

/** @param row its cells are missing where they are erased; `state` and `error` in words. */
export function reportLine(
  header: readonly string[],
  row: {
    readonly line: number;
    readonly cells?: readonly string[];
    readonly state: string;
    readonly accountId?: string;
    readonly error: string;
  },
): string {
  return guardedLine([
    ...padded(row.cells ?? [], header.length),
    String(row.line),
    row.state,
    row.accountId ?? '',
    row.error,
  ]);
}

/**
 * `csvLine` puts an apostrophe before what a spreadsheet runs, at the places where a cell can begin. An apostrophe that
 * stands there already is doubled, so that taking one away gives back every text.
 */
function guardedLine(cells: readonly string[]): string {
  return csvLine(cells.map((cell) => cell.replace(/(^|[;\t\r\n])(?=')/g, "$1'")));
}

function padded(cells: readonly string[], length: number): readonly string[] {
  return [...cells, ...Array<string>(Math.max(0, length - cells.length)).fill('')];
}
