/** Says to spreadsheets that the file is UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** `= + - @`, also full-width and small: what a spreadsheet takes for the beginning of a formula. */
const FORMULA_START = '=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B';
/** What is invisible before a formula does not make it text. */
const INVISIBLE = '\\s\\p{Cc}\\p{Cf}';
const FORMULA = new RegExp(`(?<![${INVISIBLE}])[${INVISIBLE}]*[${FORMULA_START}]`, 'gu');

/**
 * One record of a CSV file, with its line end.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * Text that no spreadsheet runs as a formula: an apostrophe stands before whatever looks like one, wherever a cell can begin:
 * at the beginning; and inside, where a spreadsheet of another language cuts at semicolons or tabs and reads the rest as a
 * cell of its own.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function harmless(text: string): string {
  const guarded = text.replace(FORMULA, (formula: string, at: number) => {
    const begins = at === 0 || text[at - 1] === ';';
    return `${begins ? "'" : ''}${formula.replace(/[\t\r\n]/g, "$&'")}`;
  });
  return /^[\t\r\n]/.test(guarded) ? `'${guarded}` : guarded;
}
