import Button from '@atlaskit/button/new';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ImportLayout, ImportView, RowView } from '../../../../src/contract/import';
import { download } from '../../../ui/download';
import { ErrorNotice } from '../../../ui/error-notice';
import { useTranslate } from '../../../i18n/use-translate';
import { csvBlob, csvName, reportFile, rowsToFixFile } from './result-files';
import { ResultReasons } from './result-reasons';
import { useRows } from './use-rows';

/** What became of the rows of one's own import: grouped by reason, and as files. */
export function Result({ view }: { readonly view: ImportView }): ReactElement | null {
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
  return <Loaded view={view} layout={rows.layout} rows={rows.rows} />;
}

function Loaded({
  view,
  layout,
  rows,
}: {
  readonly view: ImportView;
  readonly layout: ImportLayout;
  readonly rows: readonly RowView[];
}): ReactElement {
  const t = useTranslate();
  const toFix = useMemo(() => rows.filter(({ state }) => state !== 'done'), [rows]);
  const save = (text: string, word: 'rows-to-fix' | 'report'): void =>
    download(csvBlob([text]), csvName(view.fileName, word));
  return (
    <div className="stack">
      <div className="row">
        {toFix.length > 0 && (
          <Button onClick={() => save(rowsToFixFile(layout, toFix, t.plain), 'rows-to-fix')}>
            {t('import.result.to-fix', { count: toFix.length })}
          </Button>
        )}
        <Button appearance="subtle" onClick={() => save(reportFile(layout, rows, t.plain), 'report')}>
          {t('import.result.report')}
        </Button>
      </div>
      {toFix.length > 0 && <ResultReasons layout={layout} rows={toFix} />}
    </div>
  );
}
