import Button from '@atlaskit/button/new';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ImportLayout, ImportView, RowView } from '../../../../src/contract/import';
import { download } from '../../../ui/download';
import { ErrorNotice } from '../../../ui/error-notice';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reader } from '../file/reader';
import { kindOf } from '../kind-words';
import { OwnFileBar } from './own-file-bar';
import { cellsByLine } from './own-cells';
import { csvBlob, csvName, reportFile, rowsToFixFile } from './result-files';
import { ResultReasons } from './result-reasons';
import { useOwnFile } from './use-own-file';
import { useRows } from './use-rows';

/** What became of the rows of one's own import: grouped by reason, and as files. */
export function Result({
  view,
  reader,
}: {
  readonly view: ImportView;
  /** Of the page: it may hold the file. */
  readonly reader: Reader;
}): ReactElement | null {
  const t = useTranslate();
  const { rows, reload } = useRows(view);
  if (view.erased) return null;
  if (rows.step === 'failed') {
    return (
      <ErrorNotice
        error={rows.error}
        title={t('import.result.failed')}
        action={<Button onClick={reload}>{t('import.result.reload')}</Button>}
      />
    );
  }
  if (rows.step === 'loading') {
    return (
      <div className="row" role="status">
        <progress className="bar" value={rows.part} max={1} aria-label={t('import.result.loading')} />
        <span className="quiet">{t('import.result.loading')}</span>
      </div>
    );
  }
  return <Loaded view={view} reader={reader} layout={rows.layout} rows={rows.rows} />;
}

function Loaded({
  view,
  reader,
  layout,
  rows,
}: {
  readonly view: ImportView;
  readonly reader: Reader;
  readonly layout: ImportLayout;
  readonly rows: readonly RowView[];
}): ReactElement {
  const t = useTranslate();
  const toFix = useMemo(() => rows.filter(({ state }) => state !== 'done'), [rows]);
  const { own, choose } = useOwnFile(view, layout, reader);
  const save = (text: string, word: 'rows-to-fix' | 'report'): void =>
    download(csvBlob([text]), csvName(view.fileName, word));
  const saveReport = async (): Promise<void> => {
    // Given up meanwhile: what the app knows is in the report all the same.
    const cells = own.step === 'there' ? await cellsByLine(own.reader).catch(() => undefined) : undefined;
    save(reportFile(layout, rows, t.plain, kindOf(view), cells), 'report');
  };
  return (
    <div className="stack">
      <div className="row">
        {toFix.length > 0 && (
          <Button onClick={() => save(rowsToFixFile(layout, toFix, t.plain), 'rows-to-fix')}>
            {t('import.result.to-fix', { count: toFix.length })}
          </Button>
        )}
        <Button appearance="subtle" onClick={() => void saveReport()}>
          {t('import.result.report')}
        </Button>
      </div>
      {/* Of a list, no file can be recognized: it may have been pasted. */}
      {!view.removes && rows.length > toFix.length && <OwnFileBar own={own} onChoose={choose} />}
      {toFix.length > 0 && <ResultReasons layout={layout} rows={toFix} />}
    </div>
  );
}
