import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useCallback, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { SiteImport } from '../../../src/contract/site-imports';
import { serviceProjects } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import { importName } from '../../ui/import-name';
import Notice from '../../ui/notice';
import { projectName } from '../../ui/project-name';
import { useLoaded } from '../../ui/use-loaded';
import { useTranslate } from '../../i18n/use-translate';
import { ImportQuestion } from './import-question';
import './imports.css';
import { ImportsTable } from './imports-table';
import type { ImportAction, Place } from './imports-table';
import { useSiteImports } from './use-site-imports';

/** Every import of the site, and the way to stop one. */
export function ImportsView(): ReactElement {
  const t = useTranslate();
  const { imports, names, next, loading, error, reload, more, put } = useSiteImports();
  const placeOf = usePlaces();
  const [asked, setAsked] = useState<{ readonly of: SiteImport; readonly what: ImportAction }>();
  const [told, setTold] = useState('');
  const title = useRef<HTMLHeadingElement>(null);

  const close = (words = ''): void => {
    setAsked(undefined);
    setTold(words);
    // What had the focus is gone.
    title.current?.focus();
  };
  const refresh = (): void => {
    setAsked(undefined);
    setTold('');
    reload();
  };
  const done = (changed: SiteImport, what: ImportAction): void => {
    put(changed);
    close(
      t(what === 'stop' ? 'imports.stopped' : 'imports.resumed', { name: importName(changed.fileName, t) }),
    );
  };
  return (
    <section className="stack" aria-labelledby="imports-title" aria-busy={loading}>
      <div className="title-bar">
        <h2 id="imports-title" className="section-title" ref={title} tabIndex={-1}>
          {t('import.list.title')}
        </h2>
        <Button appearance="subtle" isLoading={loading && imports.length > 0} onClick={refresh}>
          {t('history.refresh')}
        </Button>
      </div>
      <p className="plain-text measure">{t('imports.intro')}</p>
      <p className="told" role="status">
        {told}
      </p>
      {imports.length > 0 && (
        <ImportsTable
          imports={imports}
          names={names}
          placeOf={placeOf}
          question={
            asked && {
              importId: asked.of.id,
              content: (
                <ImportQuestion
                  key={`${asked.what}-${asked.of.id}`}
                  asked={asked.of}
                  action={asked.what}
                  owner={names.get(asked.of.owner) ?? t('admin.person.unknown')}
                  onDone={(changed) => done(changed, asked.what)}
                  onCancel={() => close()}
                  onGone={refresh}
                />
              ),
            }
          }
          onAsk={(of, what) => {
            setTold('');
            setAsked({ of, what });
          }}
        />
      )}
      {error && (
        <ErrorNotice
          error={error}
          title={t('imports.failed')}
          action={<Button onClick={imports.length > 0 ? more : reload}>{t('ui.retry')}</Button>}
        />
      )}
      {loading && imports.length === 0 && <Spinner label={t('ui.loading')} />}
      {!loading && !error && imports.length === 0 && (
        <Notice kind="information" title={t('imports.empty.title')}>
          {t('imports.empty.body')}
        </Notice>
      )}
      {!loading && !error && next !== undefined && (
        <div>
          <Button onClick={more}>{t('imports.more')}</Button>
        </div>
      )}
    </section>
  );
}

/** What spaces are called, as far as Jira shows them to the person at the page. */
function usePlaces(): Place {
  const load = useCallback(() => serviceProjects().catch(() => []), []);
  const projects = useLoaded(load).loaded ?? [];
  return ({ projectId, projectKey }) => {
    const found = projects.find((project) => project.projectId === projectId);
    return found ? projectName(found) : (projectKey ?? projectId);
  };
}
