import { useEffect, useId, useRef } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { ImportView as View } from '../../../../src/contract/import';
import type { MessageKey } from '../../../../src/i18n/translate';
import { ErrorNotice } from '../../../ui/error-notice';
import { Given } from '../../../ui/given';
import { importName } from '../../../ui/import-name';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reader } from '../file/reader';
import { KIND_WORDS, kindOf } from '../kind-words';
import type { ImportKind } from '../kind-words';
import { ImportState } from '../import-state';
import { ControlBar } from './control-bar';
import { durationWords } from './duration';
import { Result } from '../result/result';
import { isChanging, isMoving as moves, useEndedFlag } from './use-ended-flag';
import { useControls } from './use-controls';
import { doneOf, useImport } from './use-import';

/** One import: how far it is, what became of it, and what can be done. */
export function ImportView({
  first,
  reader,
  head,
  foot,
}: {
  readonly first: View;
  /** Of the page: it may hold the file of this import. */
  readonly reader: Reader;
  /** Stands above it: the way back, or the steps. */
  readonly head: (at: 'import' | 'result') => ReactNode;
  /** Stands below it: the way on. */
  readonly foot?: (view: View) => ReactNode;
}): ReactElement {
  const t = useTranslate();
  const title = useId();
  const { view, speed, error, take } = useImport(first);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusHeading = (): void => heading.current?.focus();
  useEffect(() => heading.current?.focus(), []);
  const controls = useControls(view.id, take, focusHeading);
  const flag = useEndedFlag();
  const before = useRef(view);
  useEffect(() => {
    flag(before.current, view);
    before.current = view;
  }, [flag, view]);
  const { state, counts, mine, erased, ending } = view;
  const isMoving = moves(view);
  // What is over meanwhile cannot be cancelled any more.
  const overtaken = controls.asking === 'cancel' && !isMoving;
  useEffect(() => {
    if (overtaken) heading.current?.focus();
  }, [overtaken]);
  return (
    <section className="stack" aria-labelledby={title}>
      {head(isChanging(view) || state === 'uploading' ? 'import' : 'result')}
      <div className="row">
        <h2 id={title} className="section-title break" ref={heading} tabIndex={-1}>
          {erased ? t(KIND_WORDS[kindOf(view)].unnamed) : <Given>{importName(view.fileName, t)}</Given>}
        </h2>
        <ImportState of={view} />
      </div>
      <Standing view={view} speed={speed} />
      {mine && !erased && state === 'uploading' && (
        <p className="plain-text">{t(KIND_WORDS[kindOf(view)].uploading)}</p>
      )}
      {error && isMoving && (
        <p className="quiet" role="status">
          {t(KIND_WORDS[kindOf(view)].watchFailed)}
        </p>
      )}
      {controls.error && <ErrorNotice error={controls.error} />}
      <ControlBar view={view} controls={controls} asking={overtaken ? undefined : controls.asking} />
      {!mine && <p className="quiet">{t('import.not-mine')}</p>}
      {/* Rows are read when nothing moves them any more; a retry moves them again. */}
      {ending && (
        <p className="plain-text" role="status">
          {t('import.ending')}
        </p>
      )}
      {mine && !isMoving && !ending && state !== 'uploading' && (
        <Result key={`${state} ${counts.left}`} view={view} reader={reader} />
      )}
      {foot?.(view)}
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
  const t = useTranslate();
  const { counts, people, state, reason, resumesAt, waitSeconds, rowsUntil, erased } = view;
  const done = doneOf(view);
  const kind = kindOf(view);
  const left = speed === undefined ? undefined : counts.left / speed;
  return (
    <div className="stack-close">
      <progress className="bar bar-wide" value={done} max={people} aria-label={t('import.progress')} />
      <p className="plain-text" role="status">
        {t('import.progress.handled', { done, people })}{' '}
        {speed !== undefined &&
          left !== undefined &&
          t('import.progress.speed', { speed: Math.round(speed), duration: durationWords(left, t) })}
      </p>
      <dl className="counts">
        {(['created', 'existed', 'attention', 'failed', 'waiting'] as const).map((name) => (
          <div key={name}>
            <dt>{t(countKey(name, kind))}</dt>
            <dd>{t.number(counts[name])}</dd>
          </div>
        ))}
      </dl>
      {waitSeconds !== undefined && (
        <p className="plain-text" role="status">
          {t('import.slow', { duration: durationWords(waitSeconds, t) })}
        </p>
      )}
      {reason && <p className="plain-text">{t.explain(reason)}</p>}
      {state === 'paused' && resumesAt !== undefined && (
        <p className="plain-text">{t('import.resumes', { date: t.dateTime(resumesAt) })}</p>
      )}
      {(state === 'running' || state === 'paused') && <p className="quiet">{t(KIND_WORDS[kind].closing)}</p>}
      {!erased && state !== 'running' && state !== 'paused' && (
        <p className="quiet">{t('import.rows-until', { date: t.dateTime(rowsUntil) })}</p>
      )}
      {erased && <p className="quiet">{t('import.erased')}</p>}
    </div>
  );
}

function countKey(
  name: 'created' | 'existed' | 'attention' | 'failed' | 'waiting',
  kind: ImportKind,
): MessageKey {
  if (name === 'created') return KIND_WORDS[kind].countCreated;
  return name === 'existed' ? KIND_WORDS[kind].countExisted : `import.count.${name}`;
}
