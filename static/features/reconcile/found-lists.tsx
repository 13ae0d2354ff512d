import Button from '@atlaskit/button/new';
import Spinner from '@atlaskit/spinner';
import { useCallback, useEffect, useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Reply } from '../../../src/contract/reply';
import type { ReconciledProject } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { projectName } from '../../ui/project-name';
import { useTranslate } from '../../i18n/use-translate';
import { useShowMore } from './show-more';
import type { LoadLists, NamedLists } from './use-upkeep';

export interface CountedProject {
  readonly project: ReconciledProject;
  readonly count: number;
  /** Organizations that could not be compared, where no customer was found. */
  readonly uncompared?: number;
}

/** What was found in some projects: a number each, and the list once it is asked for. That of a single one is open. */
export function FoundLists({
  counted,
  lists,
  children,
}: {
  readonly counted: readonly CountedProject[];
  readonly lists: LoadLists;
  readonly children: (project: ReconciledProject, found: NamedLists) => ReactNode;
}): ReactElement {
  const [only, second] = counted;
  const { shown, more } = useShowMore(counted);
  if (only && !second) return <LoadedLists project={only.project} lists={lists} show={children} />;
  return (
    <>
      <ul className="plain-list stack-close">
        {shown.map((each) => (
          <li key={each.project.projectId}>
            <OnDemand {...each} lists={lists} show={children} />
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

function OnDemand({
  project,
  count,
  uncompared = 0,
  lists,
  show,
}: CountedProject & {
  readonly lists: LoadLists;
  readonly show: (project: ReconciledProject, found: NamedLists) => ReactNode;
}): ReactElement {
  const t = useTranslate();
  const id = useId();
  const [open, setOpen] = useState(false);
  const name = projectName(project);
  return (
    <div className="stack-close">
      <div className="row">
        <span className="break">
          {t(uncompared > 0 ? 'upkeep.count.uncompared' : 'upkeep.count', {
            project: name,
            count: uncompared > 0 ? uncompared : count,
          })}
        </span>
        <button
          type="button"
          className="link-button"
          aria-expanded={open}
          aria-controls={id}
          aria-label={t(open ? 'upkeep.rule.hide.of' : 'upkeep.rule.show.of', { rule: name })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'upkeep.rule.hide' : 'upkeep.rule.show')}
        </button>
      </div>
      <div id={id} className="stack-close" hidden={!open}>
        {open && <LoadedLists project={project} lists={lists} show={show} />}
      </div>
    </div>
  );
}

/** Loads a project's lists. While they are loaded anew, those of before stay in sight. */
export function LoadedLists({
  project,
  lists,
  show,
}: {
  readonly project: ReconciledProject;
  readonly lists: LoadLists;
  readonly show: (project: ReconciledProject, found: NamedLists) => ReactNode;
}): ReactElement {
  const t = useTranslate();
  const { projectId } = project;
  const [loaded, setLoaded] = useState<Reply<NamedLists>>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    void lists(projectId).then((reply) => {
      if (wanted) setLoaded(reply);
    });
    return () => {
      wanted = false;
    };
  }, [lists, projectId, attempt]);
  const retry = useCallback(() => {
    setLoaded(undefined);
    setAttempt((count) => count + 1);
  }, []);
  if (!loaded) return <Spinner label={t('ui.loading')} />;
  if (!loaded.ok) {
    return (
      <ErrorNotice
        error={loaded.error}
        title={t('upkeep.ended.failed')}
        action={<Button onClick={retry}>{t('ui.retry')}</Button>}
      />
    );
  }
  return <>{show(project, loaded.data)}</>;
}
