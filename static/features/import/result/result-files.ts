import type { ImportLayout, RowView } from '../../../../src/contract/import';
import type { Translate } from '../../../i18n/use-translate';
import type { ImportKind } from '../kind-words';
import { reportHead, reportLine, rowsToFixHead, rowsToFixLine } from '../file/own-file';

/** The rows that are not done, as a CSV that can be mended and imported again. */
export function rowsToFixFile({ header }: ImportLayout, rows: readonly RowView[], t: Translate): string {
  const lines = rows.map((row) =>
    rowsToFixLine(header, { cells: row.cells ?? [], error: errorWords(row, t) }),
  );
  return rowsToFixHead(header) + lines.join('');
}

/**
 * What became of every row, as a CSV. Of those that are done the app has only their line, and the account.
 *
 * @param own cells by their line, where the file itself is at hand.
 */
export function reportFile(
  { header }: ImportLayout,
  rows: readonly RowView[],
  t: Translate,
  kind: ImportKind = 'import',
  own: ReadonlyMap<number, readonly string[]> = new Map(),
): string {
  const lines = rows.map((row) => {
    const cells = row.cells ?? own.get(row.line);
    return reportLine(header, {
      line: row.line,
      ...(cells && { cells }),
      state:
        row.state === 'done' && row.account
          ? accountWords(row.account, kind, t)
          : t(`import.rowstate.${row.state}`),
      ...(row.accountId && { accountId: row.accountId }),
      error: errorWords(row, t),
    });
  });
  return reportHead(header) + lines.join('');
}

/** What became of the account; of a list of people who were removed: of the person. */
function accountWords(account: NonNullable<RowView['account']>, kind: ImportKind, t: Translate): string {
  if (kind === 'import') return t(`audit.account.${account}`);
  return t(account === 'made' ? 'leavers.count.created' : 'leavers.count.existed');
}

/** A file to be saved. */
export function csvBlob(parts: readonly string[]): Blob {
  return new Blob([...parts], { type: 'text/csv;charset=utf-8' });
}

/** Named after the file that was imported. */
export function csvName(fileName: string, word: 'rows-to-fix' | 'report' | 'kept-back'): string {
  return `${fileName.replace(/\.[a-z0-9]{1,5}$/i, '') || 'import'}-${word}.csv`;
}

function errorWords({ reason, state }: RowView, t: Translate): string {
  if (!reason) return state === 'todo' ? t('import.row.not-tried') : '';
  return t.explain(reason);
}
