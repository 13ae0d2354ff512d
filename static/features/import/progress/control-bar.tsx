import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { useWords } from '../../../i18n/words';
import { Question } from '../../../ui/question';
import { ConfirmNumber } from '../confirm-number';
import type { Controls } from './use-controls';
import { isMoving as moves } from './use-ended-flag';

/** The buttons of an import; or the question that one of them asks first. */
export function ControlBar({
  view,
  controls,
  asking,
}: {
  readonly view: ImportView;
  readonly controls: Controls;
  /** The question that still makes sense. */
  readonly asking: Controls['asking'];
}): ReactElement {
  if (asking === 'cancel') return <CancelQuestion controls={controls} />;
  if (asking === 'erase') return <EraseQuestion controls={controls} />;
  if (controls.toConfirm !== undefined) {
    return (
      <ConfirmNumber count={controls.toConfirm} onConfirm={controls.confirm} onCancel={controls.close} />
    );
  }
  return <Buttons view={view} controls={controls} />;
}

function CancelQuestion({ controls }: { readonly controls: Controls }): ReactElement {
  const say = useWords();
  return (
    <Question
      title={say('import.cancel.title')}
      confirm={say('import.cancel')}
      cancel={say('import.cancel.keep')}
      danger
      gone={['import-not-now']}
      onGone={controls.close}
      onConfirm={() => controls.run('import.cancel')}
      onCancel={controls.close}
    >
      <p className="plain-text">{say('import.cancel.body')}</p>
    </Question>
  );
}

function EraseQuestion({ controls }: { readonly controls: Controls }): ReactElement {
  const say = useWords();
  return (
    <Question
      title={say('import.erase.title')}
      confirm={say('import.erase.confirm')}
      danger
      gone={['import-not-now', 'import-rows-gone']}
      onGone={controls.close}
      onConfirm={() => controls.run('import.erase')}
      onCancel={controls.close}
    >
      <p className="plain-text">{say('import.erase.body')}</p>
    </Question>
  );
}

function Buttons({
  view,
  controls: { ask, press },
}: {
  readonly view: ImportView;
  readonly controls: Controls;
}): ReactElement {
  const say = useWords();
  const { state, counts, mine, erased, held } = view;
  const mayGoOn = mine && !erased && !held;
  const isMoving = moves(view);
  return (
    <div className="row">
      {isMoving && <Button onClick={() => ask('cancel')}>{say('import.cancel')}</Button>}
      {mayGoOn && counts.left > 0 && (state === 'cancelled' || state === 'stopped') && (
        <Button appearance="primary" onClick={() => void press('import.resume')}>
          {say('import.resume')}
        </Button>
      )}
      {mayGoOn && state === 'paused' && (
        <Button onClick={() => void press('import.resume')}>{say('import.resume.now')}</Button>
      )}
      {mayGoOn && !isMoving && counts.retriable > 0 && (
        <Button onClick={() => void press('import.retry')}>
          {say('import.retry', { count: counts.retriable })}
        </Button>
      )}
      {mine && !erased && !isMoving && (
        <Button appearance="subtle" onClick={() => ask('erase')}>
          {say('import.erase')}
        </Button>
      )}
    </div>
  );
}
