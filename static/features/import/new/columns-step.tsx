import Button from '@atlaskit/button/new';
import { useRef, useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import { useTranslate } from '../../../i18n/use-translate';
import { LayoutBar } from '../layouts/layout-bar';
import type { UseLayouts } from '../layouts/use-layouts';
import { StepBar } from '../steps/step-bar';
import { ColumnsEditor } from './columns-editor';
import { DayQuestion } from './day-question';
import { ReadingNotes } from './reading-notes';
import type { Read, UseReading } from './use-reading';

/** Step 2: what each column holds. What has to be decided here is decided before the next step. */
export function ColumnsStep({
  heading,
  read,
  reading,
  saved,
  onOther,
  onContinue,
}: {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly read: Read;
  readonly reading: UseReading;
  readonly saved: UseLayouts;
  /** Another file is wanted. */
  readonly onOther: () => void;
  readonly onContinue: () => void;
}): ReactElement {
  const t = useTranslate();
  const { columns, preview } = read;
  const body = useRef<HTMLDivElement>(null);
  const [isAsked, setAsked] = useState(false);
  /** A day of which the agent has to say the order. */
  const unclear = preview?.days.order === undefined ? preview?.days.unclear : undefined;
  const isDayOpen = unclear !== undefined && !read.dayOrder;
  const goOn = (): void => {
    const open = columns.includes('email') ? (isDayOpen ? '.day-question button' : '') : 'table input';
    setAsked(open !== '');
    if (open === '') onContinue();
    else body.current?.querySelector<HTMLElement>(open)?.focus();
  };
  return (
    <div className="stack" ref={body}>
      <div className="row">
        <h2 id="new-import-title" className="section-title break" ref={heading} tabIndex={-1}>
          {t('import.read.title', { name: read.source.name, count: read.reading.rows })}
        </h2>
        <Button spacing="compact" appearance="subtle" onClick={onOther}>
          {t('import.another')}
        </Button>
      </div>
      <ReadingNotes
        reading={read.reading}
        onEncoding={(encoding) => void reading.open(read.source, encoding)}
      />
      <LayoutBar read={read} reading={reading} saved={saved} />
      <ColumnsEditor
        reading={read.reading}
        columns={columns}
        onColumns={(next) => reading.change({ columns: next })}
        onHeaded={(headed) => void reading.setHeaded(headed)}
      />
      {unclear !== undefined && (
        <div className="day-question">
          <DayQuestion
            unclear={unclear}
            chosen={read.dayOrder}
            onChoose={(dayOrder) => reading.change({ dayOrder })}
          />
        </div>
      )}
      <StepBar>
        <div className="row">
          <Button appearance="primary" isDisabled={read.planning && !preview} onClick={goOn}>
            {t('import.continue')}
          </Button>
          {!preview && <span role="status">{t('import.planning')}</span>}
          {isAsked && isDayOpen && (
            <span className="wrong" role="alert">
              {t('import.days.open')}
            </span>
          )}
        </div>
      </StepBar>
    </div>
  );
}
