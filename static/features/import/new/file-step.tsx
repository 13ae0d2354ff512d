import Button from '@atlaskit/button/new';
import type { ReactElement, RefObject } from 'react';
import { fileProblemWords } from '../../../../src/i18n/file-problem-words';
import { Given } from '../../../ui/given';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { SourcePicker } from './source-picker';
import type { Source } from './source-picker';
import type { UseReading } from './use-reading';

/**
 * Step 1: a file or pasted rows. What was read before stays until there is something else.
 *
 * @param titleId names the section around it, too.
 * @param title what the file is for, and `intro` what becomes of it.
 */
export function FileStep({
  titleId,
  title,
  intro,
  heading,
  peopleMax,
  hasExample = true,
  reading: { state, close },
  pasted,
  onPasted,
  onSource,
  onContinue,
}: {
  readonly titleId: string;
  readonly title: string;
  readonly intro: string;
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly peopleMax: number;
  /** There is a file to download that shows what one may look like. */
  readonly hasExample?: boolean;
  readonly reading: Pick<UseReading, 'state' | 'close'>;
  readonly pasted: string;
  readonly onPasted: (text: string) => void;
  readonly onSource: (source: Source) => void;
  readonly onContinue: () => void;
}): ReactElement {
  const t = useTranslate();
  return (
    <div className="stack measure">
      <h2 id={titleId} className="section-title" ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className="plain-text">{intro}</p>
      {state.step === 'problem' && (
        <div role="alert">
          <Notice kind="error" title={t('import.problem.title', { name: state.name })}>
            {fileProblemWords(state.problem, t)}
          </Notice>
        </div>
      )}
      {state.step === 'read' && (
        <div className="chosen-file">
          <strong className="break">
            <Given>
              {t('import.read.title', { name: state.read.source.name, count: state.read.reading.rows })}
            </Given>
          </strong>
          <Button appearance="primary" onClick={onContinue}>
            {t('import.continue')}
          </Button>
        </div>
      )}
      {state.step === 'reading' ? (
        <div className="row" role="status">
          <progress
            className="bar"
            value={state.part}
            max={1}
            aria-label={t('import.reading', { name: state.name })}
          />
          <span className="break">{t('import.reading', { name: state.name })}</span>
          <Button spacing="compact" onClick={close}>
            {t('import.reading.cancel')}
          </Button>
        </div>
      ) : (
        <SourcePicker
          peopleMax={peopleMax}
          hasExample={hasExample}
          isFirst={state.step !== 'read'}
          pasted={pasted}
          onPasted={onPasted}
          onSource={onSource}
        />
      )}
    </div>
  );
}
