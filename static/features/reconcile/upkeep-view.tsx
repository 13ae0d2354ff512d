import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { ReconcileView as View } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useWords } from '../../i18n/words';
import { EndedSection } from './ended-section';
import { GoneSection } from './gone-section';
import { KeysSection } from './keys-section';
import { RulesSection } from './rules-section';
import { UnusedSection } from './unused-section';
import './upkeep.css';
import { useReconcile } from './use-upkeep';
import type { ChangeReconcile } from './use-upkeep';

/** What the daily look found, and what an admin lets it do. */
export function ReconcileSection({
  onPolicy,
  onKeys,
}: {
  readonly onPolicy: () => void;
  readonly onKeys: () => void;
}): ReactElement {
  const say = useWords();
  const { loaded, reload, change } = useReconcile();
  if (!loaded) return <Loading />;
  if (!loaded.view.ok) {
    return (
      <ErrorNotice
        error={loaded.view.error}
        title={say('upkeep.failed')}
        action={<Button onClick={reload}>{say('ui.retry')}</Button>}
      />
    );
  }
  const view = loaded.view.data;
  const { lists } = loaded;
  const shared = { view, lists, onChange: change, onReload: reload };
  return (
    <div className="stack upkeep">
      <Standing view={view} onChange={change} />
      {view.projects.length > 0 && (
        <>
          <RulesSection {...shared} onPolicy={onPolicy} />
          <GoneSection {...shared} />
          <UnusedSection view={view} lists={lists} />
        </>
      )}
      <EndedSection projects={view.projects} />
      <KeysSection keys={view.staleKeys} onKeys={onKeys} />
    </div>
  );
}

/** When was last looked, and the way to have it sooner. */
function Standing({
  view,
  onChange,
}: {
  readonly view: View;
  readonly onChange: ChangeReconcile;
}): ReactElement {
  const say = useWords();
  const [working, setWorking] = useState(false);
  const [error, setError] = useState<ReplyError>();
  const title = useRef<HTMLHeadingElement>(null);
  const { state, startedAt, endedAt, wanted } = view.round;
  const start = async (): Promise<void> => {
    setWorking(true);
    const failed = await onChange('upkeep.start', {});
    setWorking(false);
    setError(failed);
    // The button that had the focus is gone.
    if (!failed) title.current?.focus();
  };
  return (
    <section className="stack" aria-labelledby="upkeep-title">
      <div className="title-bar">
        <h2 id="upkeep-title" className="section-title" ref={title} tabIndex={-1}>
          {say('upkeep.title')}
        </h2>
        {state === 'done' && !wanted && (
          <Button isLoading={working} onClick={() => void start()}>
            {say('upkeep.round.start')}
          </Button>
        )}
      </div>
      <p className="plain-text measure">{say('upkeep.intro')}</p>
      <p className="plain-text" role="status">
        {state === 'none' && say('upkeep.round.none')}
        {state === 'running' && say('upkeep.round.running', { date: say.dateTime(startedAt ?? '') })}
        {state === 'done' && say('upkeep.round.done', { date: say.dateTime(endedAt ?? '') })}{' '}
        {state === 'done' && wanted && say('upkeep.round.wanted')}
      </p>
      {error && <ErrorNotice error={error} />}
      {view.projects.length === 0 && <p className="plain-text">{say('upkeep.no-project')}</p>}
    </section>
  );
}
