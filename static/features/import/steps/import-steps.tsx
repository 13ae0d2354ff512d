import type { ReactElement } from 'react';
import { useTranslate } from '../../../i18n/use-translate';
import './steps.css';

const IMPORT_STEPS = ['file', 'columns', 'check', 'import', 'result'] as const;
/** Those of a list of people who are removed. */
export const REMOVAL_STEPS = ['file', 'check', 'remove', 'result'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number] | (typeof REMOVAL_STEPS)[number];
/** Those before anything is sent: one that is done can be gone back to. */
export type EarlyStep = Extract<ImportStep, 'file' | 'columns' | 'check'>;

/** Where in an import the page is. What is finished is a button where going back changes nothing. */
export function ImportSteps({
  steps = IMPORT_STEPS,
  current,
  onStep,
}: {
  readonly steps?: readonly ImportStep[];
  readonly current: ImportStep;
  /** Missing once rows are sent: then nothing before can be changed. */
  readonly onStep?: ((step: EarlyStep) => void) | undefined;
}): ReactElement {
  const t = useTranslate();
  const place = steps.indexOf(current);
  return (
    <nav aria-label={t('import.steps')}>
      <ol className="import-steps">
        {steps.map((step, index) => (
          <li
            key={step}
            className={index === place ? 'import-step import-step-current' : 'import-step'}
            aria-current={index === place ? 'step' : undefined}
          >
            <StepTitle
              number={index + 1}
              step={step}
              isDone={index < place}
              onStep={index < place ? onStep : undefined}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepTitle({
  number,
  step,
  isDone,
  onStep,
}: {
  readonly number: number;
  readonly step: ImportStep;
  readonly isDone: boolean;
  readonly onStep: ((step: EarlyStep) => void) | undefined;
}): ReactElement {
  const t = useTranslate();
  const title = (
    <>
      <span className={isDone ? 'import-step-mark import-step-done' : 'import-step-mark'} aria-hidden>
        {isDone ? '✓' : number}
      </span>
      <span className="import-step-title">
        {t(`import.step.${step}`)}
        {isDone && <span className="hidden-text"> {t('import.step.done')}</span>}
      </span>
    </>
  );
  if (!onStep || step === 'import' || step === 'remove' || step === 'result')
    return <span className="import-step-text">{title}</span>;
  return (
    <button type="button" className="import-step-text import-step-back" onClick={() => onStep(step)}>
      {title}
    </button>
  );
}
