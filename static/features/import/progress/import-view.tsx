import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportState, ImportView as View } from '../../../../src/contract/import';
import type { Functions } from '../../../../src/contract/procedures';
import type { ReplyError } from '../../../../src/contract/reply';
import { call } from '../../../platform/call';
import { ErrorNotice } from '../../../ui/error-notice';
import { Question } from '../../../ui/question';
import { Given } from '../../../ui/given';
import { useWords } from '../../../i18n/words';
import { ConfirmNumber } from '../confirm-number';
import { durationWords } from './duration';
import { Result } from '../result/result';
import { isMoving as moves, useEndedFlag } from './use-ended-flag';
import { doneOf, useImport } from './use-import';

const LOOK = {
  uploading: 'default',
  running: 'inprogress',
  paused: 'moved',
  cancelled: 'removed',
  stopped: 'removed',
  finished: 'success',
} as const satisfies Record<ImportState, string>;

type Steering = 'import.cancel' | 'import.resume' | 'import.retry' | 'import.erase';

/** One import: how far it is, what became of it, and what can be done. */
export function ImportView({
  first,
  onBack,
}: {
  readonly first: View;
  readonly onBack: () => void;
}): ReactElement {
  const say = useWords();
  const { view, speed, error, take } = useImport(first);
  const [asking, setAsking] = useState<'cancel' | 'erase'>();
  const [confirming, setConfirming] = useState<{ readonly name: Steering; readonly count: number }>();
  const [failed, setFailed] = useState<ReplyError>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // What had the focus is gone now.
  const answered = (): void => {
    setAsking(undefined);
    setConfirming(undefined);
    heading.current?.focus();
  };
  const flag = useEndedFlag();
  const before = useRef(view);
  useEffect(() => {
    flag(before.current, view);
    before.current = view;
  }, [flag, view]);
  const steer = async (name: Steering, confirmed?: number): Promise<ReplyError | undefined> => {
    setFailed(undefined);
    const input: Functions[Steering]['input'] = {
      importId: view.id,
      ...(confirmed !== undefined && { confirmed }),
    };
    const reply = await call(name, input);
    if (!reply.ok) return reply.error;
    take(reply.data);
    answered();
    return undefined;
  };
  const press = async (name: 'import.resume' | 'import.retry'): Promise<void> => {
    const why = await steer(name);
    // The policy of now wants the number typed.
    const count = why?.code === 'import-not-confirmed' ? Number(why.params?.['count']) : undefined;
    if (count === undefined) setFailed(why);
    else setConfirming({ name, count });
  };
  const { state, counts, mine, erased, held } = view;
  const mayGoOn = mine && !erased && !held;
  const isMoving = moves(view);
  // What is over meanwhile cannot be cancelled any more.
  const overtaken = asking === 'cancel' && !isMoving;
  const question = overtaken ? undefined : asking;
  useEffect(() => {
    if (overtaken) heading.current?.focus();
  }, [overtaken]);
  return (
    <section className="stack" aria-labelledby="import-title">
      <div>
        <button type="button" className="link-button" onClick={onBack}>
          {say('import.back')}
        </button>
      </div>
      <div className="row">
        <h2 id="import-title" className="section-title break" ref={heading} tabIndex={-1}>
          {erased ? say('import.unnamed') : <Given>{view.fileName}</Given>}
        </h2>
        <Lozenge appearance={LOOK[state]}>{say(`import.state.${state}`)}</Lozenge>
      </div>
      <Standing view={view} speed={speed} />
      {mine && !erased && state === 'uploading' && <p className="plain-text">{say('import.uploading')}</p>}
      {error && isMoving && (
        <p className="quiet" role="status">
          {say('import.watch.failed')}
        </p>
      )}
      {failed && <ErrorNotice error={failed} />}
      {question === 'cancel' && (
        <Question
          title={say('import.cancel.title')}
          confirm={say('import.cancel')}
          cancel={say('import.cancel.keep')}
          danger
          gone={['import-not-now']}
          onGone={answered}
          onConfirm={() => steer('import.cancel')}
          onCancel={answered}
        >
          <p className="plain-text">{say('import.cancel.body')}</p>
        </Question>
      )}
      {question === 'erase' && (
        <Question
          title={say('import.erase.title')}
          confirm={say('import.erase.confirm')}
          danger
          gone={['import-not-now', 'import-rows-gone']}
          onGone={answered}
          onConfirm={() => steer('import.erase')}
          onCancel={answered}
        >
          <p className="plain-text">{say('import.erase.body')}</p>
        </Question>
      )}
      {confirming && question === undefined && (
        <ConfirmNumber
          count={confirming.count}
          onConfirm={() => steer(confirming.name, confirming.count)}
          onCancel={answered}
        />
      )}
      {question === undefined && !confirming && (
        <div className="row">
          {isMoving && <Button onClick={() => setAsking('cancel')}>{say('import.cancel')}</Button>}
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
            <Button appearance="subtle" onClick={() => setAsking('erase')}>
              {say('import.erase')}
            </Button>
          )}
        </div>
      )}
      {!mine && <p className="quiet">{say('import.not-mine')}</p>}
      {/* Rows are read when nothing moves them any more; a retry moves them again. */}
      {mine && !isMoving && state !== 'uploading' && <Result key={`${state} ${counts.left}`} view={view} />}
    </section>
  );
}

/** How far it is, in numbers and as a bar. */
function Standing({
  view,
  speed,
}: {
  readonly view: View;
  readonly speed: number | undefined;
}): ReactElement {
  const say = useWords();
  const { counts, people, state, reason, resumesAt, rowsUntil, erased } = view;
  const done = doneOf(view);
  const left = speed === undefined ? undefined : counts.left / speed;
  return (
    <div className="stack-close">
      <progress className="bar bar-wide" value={done} max={people} aria-label={say('import.progress')} />
      <p className="plain-text" role="status">
        {say('import.progress.handled', { done, people })}{' '}
        {speed !== undefined &&
          left !== undefined &&
          say('import.progress.speed', { speed: Math.round(speed), duration: durationWords(left, say) })}
      </p>
      <dl className="counts">
        {(['created', 'existed', 'attention', 'failed', 'waiting'] as const).map((name) => (
          <div key={name}>
            <dt>{say(`import.count.${name}`)}</dt>
            <dd>{say.number(counts[name])}</dd>
          </div>
        ))}
      </dl>
      {reason && <p className="plain-text">{say.advice(reason)}</p>}
      {state === 'paused' && resumesAt !== undefined && (
        <p className="plain-text">{say('import.resumes', { date: say.dateTime(resumesAt) })}</p>
      )}
      {(state === 'running' || state === 'paused') && <p className="quiet">{say('import.closing')}</p>}
      {!erased && state !== 'running' && state !== 'paused' && (
        <p className="quiet">{say('import.rows-until', { date: say.dateTime(rowsUntil) })}</p>
      )}
      {erased && <p className="quiet">{say('import.erased')}</p>}
    </div>
  );
}
