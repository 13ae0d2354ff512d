import { BYTE_ORDER_MARK, csvLine } from '../../../ui/csv';

/** Columns that this app puts after those of the file. Never translated: they are how it knows its own files. */
const ERRORS_COLUMN = 'errors';
const REPORT_COLUMNS = ['line', 'state', 'account id', ERRORS_COLUMN] as const;

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
 * How many columns at the end were put there by this app: such a file is read without them, and its cells without the
 * guards against formulas. 0 where the file is somebody else's.
 */
export function ownColumns(header: readonly string[]): number {
  const endsWith = (names: readonly string[]): boolean =>
    header.length > names.length &&
    names.every((name, index) => header[header.length - names.length + index]?.trim() === name);
  if (endsWith(REPORT_COLUMNS)) return REPORT_COLUMNS.length;
  return endsWith([ERRORS_COLUMN]) ? 1 : 0;
}

/** A cell of this app's own file as it was before it was guarded. */
export function unguarded(cell: string): string {
  return cell.replace(/(^|[;\t\r\n])'/g, '$1');
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
