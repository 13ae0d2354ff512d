import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { ErrorNotice } from '../../ui/error-notice';
import { useTranslate } from '../../i18n/use-translate';
import { auditPage, namesOn } from './audit-calls';
import type { AuditScope } from './audit-calls';
import type { ProjectNames } from './entry-words';
import { exportParts } from './export';
import { csvHead, csvLines, jsonLines } from './export-format';
import type { ExportFormat } from './export-format';
import type { AuditSelection } from './filters';
import { useExport } from './use-export';
import type { ExportState } from './use-export';

/** As many as one call gives. */
const ON_A_PAGE = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Saves all that is selected into a file, however much it is. */
export function ExportPanel({
  scope,
  selection,
  projects,
}: {
  readonly scope: AuditScope;
  readonly selection: AuditSelection | undefined;
  readonly projects: ProjectNames;
}): ReactElement {
  const t = useTranslate();
  const { exporting, start, cancel } = useExport();
  const run = (format: ExportFormat): void => {
    if (!selection) return;
    const parts = exportParts({
      page: (before) => auditPage(scope, { selection, before, limit: ON_A_PAGE }),
      write:
        format === 'jsonl'
          ? jsonLines
          : async (page) => csvLines(page, { names: await namesOn(page), projects }, t.plain),
      pause,
    });
    void start({ format, head: format === 'csv' ? csvHead(t) : '', parts });
  };
  const running = exporting.state === 'running' ? exporting.format : undefined;
  const stop = (): void => {
    cancel();
    if (running) document.getElementById(buttonId(running))?.focus();
  };
  return (
    <section className="stack-close" aria-label={t('audit.export.title')}>
      <div className="row">
        {/* Before the buttons, which stand at the end of the line: they stay where they are. */}
        <Progress exporting={exporting} />
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button
            key={format}
            id={buttonId(format)}
            spacing="compact"
            isLoading={running === format}
            isDisabled={!selection || (running !== undefined && running !== format)}
            onClick={() => run(format)}
          >
            {t(`audit.export.${format}`)}
          </Button>
        ))}
        {running && (
          <Button spacing="compact" appearance="subtle" onClick={stop}>
            {t('audit.export.cancel')}
          </Button>
        )}
        {exporting.state === 'done' && (
          <Button spacing="compact" appearance="subtle" onClick={exporting.file.save}>
            {t('audit.export.save-again')}
          </Button>
        )}
      </div>
      {exporting.state === 'broken' && (
        <ErrorNotice
          error={exporting.error}
          kind="warning"
          title={t('audit.export.broken.title', { count: exporting.entries })}
          action={
            exporting.entries > 0 && (
              <Button onClick={exporting.file.save}>{t('audit.export.save-part')}</Button>
            )
          }
        />
      )}
    </section>
  );
}

function buttonId(format: ExportFormat): string {
  return `audit-export-${format}`;
}

function Progress({ exporting }: { readonly exporting: ExportState }): ReactElement {
  const t = useTranslate();
  return (
    <span role="status">
      {exporting.state === 'running' && (
        <>
          {t('audit.export.running', { count: exporting.entries })}{' '}
          {exporting.backTo && t('audit.export.back', { date: t.dateTime(exporting.backTo) })}
        </>
      )}
      {exporting.state === 'cancelled' && t('audit.export.cancelled')}
      {exporting.state === 'done' &&
        t('audit.export.done', { count: exporting.entries, file: exporting.file.name })}
    </span>
  );
}
