import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useCallback, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { SiteImport } from '../../../src/contract/import';
import { serviceProjects } from '../../platform/jira';
import { ErrorNotice } from '../../ui/error-notice';
import Notice from '../../ui/notice';
import { projectName } from '../../ui/project-name';
import { useLoaded } from '../../ui/use-loaded';
import { useWords } from '../../i18n/words';
import { ImportQuestion } from './import-question';
import './imports.css';
import { ImportsTable } from './imports-table';
import type { ImportAction, Place } from './imports-table';
import { useSiteImports } from './use-site-imports';

/** Every import of the site, and the way to stop one. */
export function ImportsView(): ReactElement {
  const say = useWords();
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
    close(say(what === 'stop' ? 'imports.stopped' : 'imports.resumed', { name: changed.fileName }));
  };
  return (
    <section className="stack" aria-labelledby="imports-title" aria-busy={loading}>
      <div className="title-bar">
        <h2 id="imports-title" className="section-title" ref={title} tabIndex={-1}>
          {say('import.list.title')}
        </h2>
        <Button appearance="subtle" isLoading={loading && imports.length > 0} onClick={refresh}>
          {say('history.refresh')}
        </Button>
      </div>
      <p className="plain-text measure">{say('imports.intro')}</p>
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
                  owner={names.get(asked.of.owner) ?? say('admin.person.unknown')}
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
          title={say('imports.failed')}
          action={<Button onClick={imports.length > 0 ? more : reload}>{say('ui.retry')}</Button>}
        />
      )}
      {loading && imports.length === 0 && <Spinner label={say('ui.loading')} />}
      {!loading && !error && imports.length === 0 && (
        <Notice kind="information" title={say('imports.empty.title')}>
          {say('imports.empty.body')}
        </Notice>
      )}
      {!loading && !error && next !== undefined && (
        <div>
          <Button onClick={more}>{say('imports.more')}</Button>
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
