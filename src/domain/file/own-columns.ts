/** Columns that this app puts after those of the file. Never translated: they are how it knows its own files. */
export const ERRORS_COLUMN = 'errors';
export const REPORT_COLUMNS = ['line', 'state', 'account id', ERRORS_COLUMN] as const;

/**
 * How many columns at the end were put there by this app: such a file is read without them, and its cells without the
 * guards against formulas. 0 where the file is from elsewhere.
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
