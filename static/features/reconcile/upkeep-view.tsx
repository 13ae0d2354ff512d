import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ReplyError } from '../../../src/contract/reply';
import type { ReconcileView as View } from '../../../src/contract/reconcile';
import { ErrorNotice } from '../../ui/error-notice';
import { Loading } from '../../ui/loading';
import { useTranslate } from '../../i18n/use-translate';
import { EndedSection } from './ended-section';
import { GoneSection } from './gone-section';
import { KeysSection } from './keys-section';
import { NeedsYou } from './needs-you';
import { RulesSection } from './rules-section';
import { UnusedSection } from './unused-section';
import './upkeep.css';
import { endedSoFar, useEnded } from './use-ended';
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
  const t = useTranslate();
  const { loaded, reload, change } = useReconcile();
  const ended = useEnded();
  if (!loaded) return <Loading />;
  if (!loaded.view.ok) {
    return (
      <ErrorNotice
        error={loaded.view.error}
        title={t('upkeep.failed')}
        action={<Button onClick={reload}>{t('ui.retry')}</Button>}
      />
    );
  }
  const view = loaded.view.data;
  const { lists } = loaded;
  const shared = { view, lists, onChange: change, onReload: reload };
  return (
    <div className="stack upkeep">
      <Standing view={view} onChange={change} />
      {view.projects.length > 0 && <NeedsYou view={view} ended={endedSoFar(ended)} />}
      {view.projects.length > 0 && (
        <>
          <RulesSection {...shared} onPolicy={onPolicy} />
          <GoneSection {...shared} />
          <UnusedSection view={view} lists={lists} />
        </>
      )}
      <EndedSection projects={view.projects} search={ended} />
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
  const t = useTranslate();
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
          {t('upkeep.title')}
        </h2>
        {state === 'done' && !wanted && (
          <Button isLoading={working} onClick={() => void start()}>
            {t('upkeep.round.start')}
          </Button>
        )}
      </div>
      <p className="plain-text measure">{t('upkeep.intro')}</p>
      <p className="plain-text" role="status">
        {state === 'none' && t('upkeep.round.none')}
        {state === 'running' && t('upkeep.round.running', { date: t.dateTime(startedAt ?? '') })}
        {state === 'done' && t('upkeep.round.done', { date: t.dateTime(endedAt ?? '') })}{' '}
        {state === 'done' && wanted && t('upkeep.round.wanted')}
      </p>
      {error && <ErrorNotice error={error} />}
      {view.projects.length === 0 && <p className="plain-text">{t('upkeep.no-project')}</p>}
    </section>
  );
}
