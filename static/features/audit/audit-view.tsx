import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ProjectId } from '../../../src/domain/ids';
import { serviceProjects } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import './audit.css';
import type { AuditScope } from './audit-calls';
import { AuditTable } from './audit-table';
import type { ProjectNames } from './entry-words';
import { ExportPanel } from './export-panel';
import { ClearFilters, FilterBar } from './filter-bar';
import { isFiltered, NO_FILTERS, selectionOf } from './filters';
import { useAudit } from './use-audit';
import type { Audit } from './use-audit';
import { useSettled } from './use-settled';
import { projectName } from '../../ui/project-name';
import { SearchedTo } from '../../ui/searched-to';

/** After the last key stroke, before the log is searched. */
const SETTLE_MS = 300;

/** What happened on the site, or in the project that the page is in: newest first, a page at a time. */
export function AuditView({ scope }: { readonly scope: AuditScope }): ReactElement {
  const t = useTranslate();
  const [filters, setFilters] = useState(NO_FILTERS);
  const settled = useSettled(filters, SETTLE_MS);
  const selection = useMemo(() => selectionOf(settled, t.timeZone), [settled, t.timeZone]);
  const audit = useAudit(scope, selection);
  const projects = useProjectNames();
  const shown = audit.pages.reduce((count, { entries }) => count + entries.length, 0);

  return (
    <section className="stack audit" aria-labelledby="audit-title" aria-busy={audit.loading}>
      <div className="title-bar">
        <h2 id="audit-title" className="section-title">
          {t('audit.title')}
        </h2>
        <Button appearance="subtle" isLoading={audit.loading} onClick={audit.refresh}>
          {t('audit.refresh')}
        </Button>
      </div>
      <p className="plain-text measure">{t(`audit.intro.${scope}`)}</p>
      <FilterBar
        filters={filters}
        seen={audit.seen}
        projects={scope === 'site' ? projects : undefined}
        onFilters={setFilters}
      />
      <div className="title-bar">
        <ClearFilters filters={filters} onFilters={setFilters} />
        <ExportPanel scope={scope} selection={selection} projects={projects} />
      </div>
      {shown > 0 && <AuditTable scope={scope} pages={audit.pages} projects={projects} stale={audit.stale} />}
      <End audit={audit} shown={shown} filtered={isFiltered(settled)} />
    </section>
  );
}

/** What stands below the last row: how far the log was searched, and the way on. */
function End({
  audit: { pages, error, loading, searching, stop, showOlder, refresh },
  shown,
  filtered,
}: {
  readonly audit: Audit;
  readonly shown: number;
  readonly filtered: boolean;
}): ReactElement {
  const t = useTranslate();
  const status = useRef<HTMLParagraphElement>(null);
  const last = pages.at(-1);
  const ended = !loading && !error && last !== undefined && last.before === undefined;
  const isBusy = loading || searching;
  const pressed = useRef(false);
  useEffect(() => {
    // The button goes with the last page; whoever pressed it is not sent back to the top.
    if (pressed.current && ended) status.current?.focus();
    if (!isBusy) pressed.current = false;
  }, [ended, isBusy]);
  const press = (): void => {
    pressed.current = true;
    if (searching) stop();
    else showOlder();
  };
  return (
    <>
      {error && (
        <ErrorNotice
          error={error}
          title={t(shown > 0 ? 'audit.older.failed.title' : 'audit.failed.title')}
          action={
            <Button onClick={() => (pages.length > 0 ? showOlder() : refresh())}>{t('ui.retry')}</Button>
          }
        />
      )}
      {ended && shown === 0 && (
        <Notice kind="information" title={t(filtered ? 'audit.none.title' : 'audit.empty.title')}>
          {filtered ? undefined : t('audit.empty.body')}
        </Notice>
      )}
      {loading && shown === 0 && !searching && <Spinner label={t('ui.loading')} />}
      <p className="quiet" role="status" ref={status} tabIndex={-1}>
        {!isBusy && !error && (
          <>
            {shown > 0 && t('audit.shown', { count: shown })}{' '}
            {last?.before &&
              last.searchedTo &&
              t(shown > 0 ? 'audit.searched.more' : 'audit.searched', {
                date: t.dateTime(last.searchedTo),
              })}
          </>
        )}
      </p>
      {last?.before !== undefined && !error && (
        <div className="row">
          <Button isLoading={loading && !searching} onClick={press}>
            {t(searching ? 'audit.stop' : last.searchedTo ? 'audit.further' : 'audit.more')}
          </Button>
          {searching && last.searchedTo && <SearchedTo date={last.searchedTo} />}
        </div>
      )}
    </>
  );
}

const NO_NAMES: ProjectNames = new Map();

/** Where Jira does not tell, projects go by their ids. */
function useProjectNames(): ProjectNames {
  const load = useCallback(async (): Promise<ReadonlyMap<ProjectId, string>> => {
    const all = await serviceProjects().catch(() => []);
    return new Map(all.map((project) => [project.projectId, projectName(project)]));
  }, []);
  return useLoaded(load).loaded ?? NO_NAMES;
}
