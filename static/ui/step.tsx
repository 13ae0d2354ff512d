import Button from '@atlaskit/button/new';
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslate } from '../i18n/use-translate';
import './step.css';

/** A step of several: its number, or a tick once it is done; how it stands in a line; more when asked for. */
export function Step({
  number,
  title,
  isDone,
  state,
  open,
  action,
  children,
}: {
  readonly number: number;
  readonly title: string;
  readonly isDone: boolean;
  readonly state: ReactNode;
  /** The words of the button that shows the rest; where there are none, the rest is always shown. */
  readonly open?: { readonly words: string; readonly atFirst: boolean };
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}): ReactElement {
  const t = useTranslate();
  const id = useId();
  const [chosen, setChosen] = useState<boolean>();
  // What was shown by itself stays: what was done in it is told there.
  if (open?.atFirst && chosen === undefined) setChosen(true);
  const isOpen = chosen ?? !open;
  return (
    <li>
      <section className="step" aria-labelledby={`${id}-title`}>
        <span className={isDone ? 'step-mark step-done' : 'step-mark'} aria-hidden>
          {isDone ? '✓' : number}
        </span>
        <div className="step-body">
          <div className="title-bar">
            <h3 id={`${id}-title`} className="section-title">
              {title}
              <span className="hidden-text"> {t(isDone ? 'admin.setup.done' : 'admin.setup.open')}</span>
            </h3>
            <div className="row">
              {action}
              {open && (
                <Button
                  appearance={isDone || isOpen ? 'default' : 'primary'}
                  aria-expanded={isOpen}
                  aria-controls={`${id}-more`}
                  onClick={() => setChosen(!isOpen)}
                >
                  {isOpen ? t('admin.step.hide') : open.words}
                </Button>
              )}
            </div>
          </div>
          <div>{state}</div>
          <div id={`${id}-more`} className="step-more">
            {isOpen && children}
          </div>
        </div>
      </section>
    </li>
  );
}
