import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ImportView } from '../../../../src/contract/import';
import { useTranslate } from '../../../i18n/use-translate';
import { Question } from '../../../ui/question';
import { KIND_WORDS, kindOf } from '../kind-words';
import type { ImportKind } from '../kind-words';
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
  if (asking === 'cancel') return <CancelQuestion kind={kindOf(view)} controls={controls} />;
  if (asking === 'erase') return <EraseQuestion kind={kindOf(view)} controls={controls} />;
  if (controls.toConfirm !== undefined) {
    return (
      <ConfirmNumber
        kind={kindOf(view)}
        count={controls.toConfirm}
        onConfirm={controls.confirm}
        onCancel={controls.close}
      />
    );
  }
  return <Buttons view={view} controls={controls} />;
}

interface Asked {
  readonly kind: ImportKind;
  readonly controls: Controls;
}

function CancelQuestion({ kind, controls }: Asked): ReactElement {
  const t = useTranslate();
  return (
    <Question
      title={t(KIND_WORDS[kind].cancelTitle)}
      confirm={t(KIND_WORDS[kind].cancel)}
      cancel={t(KIND_WORDS[kind].cancelKeep)}
      danger
      gone={['import-not-now']}
      onGone={controls.close}
      onConfirm={() => controls.run('import.cancel')}
      onCancel={controls.close}
    >
      <p className="plain-text">{t(KIND_WORDS[kind].cancelBody)}</p>
    </Question>
  );
}

function EraseQuestion({ kind, controls }: Asked): ReactElement {
  const t = useTranslate();
  return (
    <Question
      title={t(KIND_WORDS[kind].eraseTitle)}
      confirm={t('import.erase.confirm')}
      danger
      gone={['import-not-now', 'import-rows-gone']}
      onGone={controls.close}
      onConfirm={() => controls.run('import.erase')}
      onCancel={controls.close}
    >
      <p className="plain-text">{t('import.erase.body')}</p>
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
  const t = useTranslate();
  const { state, counts, mine, erased, held } = view;
  const mayGoOn = mine && !erased && !held;
  const isMoving = moves(view);
  return (
    <div className="row">
      {isMoving && <Button onClick={() => ask('cancel')}>{t(KIND_WORDS[kindOf(view)].cancel)}</Button>}
      {mayGoOn && counts.left > 0 && (state === 'cancelled' || state === 'stopped') && (
        <Button appearance="primary" onClick={() => void press('import.resume')}>
          {t('import.resume')}
        </Button>
      )}
      {mayGoOn && state === 'paused' && (
        <Button onClick={() => void press('import.resume')}>{t('import.resume.now')}</Button>
      )}
      {mayGoOn && !isMoving && counts.retriable > 0 && (
        <Button onClick={() => void press('import.retry')}>
          {t('import.retry', { count: counts.retriable })}
        </Button>
      )}
      {mine && !erased && !isMoving && (
        <Button appearance="subtle" onClick={() => ask('erase')}>
          {t('import.erase')}
        </Button>
      )}
    </div>
  );
}
