import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { ErrorNotice } from '../../ui/error-notice';
import { useWords } from '../../i18n/words';
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
  const say = useWords();
  const { exporting, start, cancel } = useExport();
  const run = (format: ExportFormat): void => {
    if (!selection) return;
    const parts = exportParts({
      page: (before) => auditPage(scope, { selection, before, limit: ON_A_PAGE }),
      write:
        format === 'jsonl'
          ? jsonLines
          : async (page) => csvLines(page, { names: await namesOn(page), projects }, say.plain),
      pause,
    });
    void start({ format, head: format === 'csv' ? csvHead(say) : '', parts });
  };
  const running = exporting.state === 'running' ? exporting.format : undefined;
  const stop = (): void => {
    cancel();
    if (running) document.getElementById(buttonId(running))?.focus();
  };
  return (
    <section className="stack-close" aria-label={say('audit.export.title')}>
      <div className="row">
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button
            key={format}
            id={buttonId(format)}
            spacing="compact"
            isLoading={running === format}
            isDisabled={!selection || (running !== undefined && running !== format)}
            onClick={() => run(format)}
          >
            {say(`audit.export.${format}`)}
          </Button>
        ))}
        <Progress exporting={exporting} />
        {running && (
          <Button spacing="compact" appearance="subtle" onClick={stop}>
            {say('audit.export.cancel')}
          </Button>
        )}
        {exporting.state === 'done' && (
          <Button spacing="compact" appearance="subtle" onClick={exporting.file.save}>
            {say('audit.export.save-again')}
          </Button>
        )}
      </div>
      {exporting.state === 'broken' && (
        <ErrorNotice
          error={exporting.error}
          kind="warning"
          title={say('audit.export.broken.title', { count: exporting.entries })}
          action={
            exporting.entries > 0 && (
              <Button onClick={exporting.file.save}>{say('audit.export.save-part')}</Button>
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
  const say = useWords();
  return (
    <span role="status">
      {exporting.state === 'running' && (
        <>
          {say('audit.export.running', { count: exporting.entries })}{' '}
          {exporting.backTo && say('audit.export.back', { date: say.dateTime(exporting.backTo) })}
        </>
      )}
      {exporting.state === 'cancelled' && say('audit.export.cancelled')}
      {exporting.state === 'done' &&
        say('audit.export.done', { count: exporting.entries, file: exporting.file.name })}
    </span>
  );
}
