import Button from '@atlaskit/button/new';
import type { ReactElement, RefObject } from 'react';
import type { ImportView } from '../../../src/contract/import';
import type { LeaversStart } from '../../../src/contract/leavers';
import { ErrorNotice } from '../../ui/error-notice';
import { Field } from '../../ui/field';
import Notice from '../../ui/notice';
import { SingleSelect } from '../../ui/select';
import { useTranslate } from '../../i18n/use-translate';
import type { Read, UseReading } from '../import/new/use-reading';
import { StepBar } from '../import/steps/step-bar';
import { PortalAccounts, StayingFile } from './leaver-files';
import { LeaversTable } from './leavers-table';
import { addressColumn } from './list-of-people';
import { RemovalBar } from './removal-bar';
import { isRemoved, useLeavers } from './use-leavers';
import type { LeaversState, Looked } from './use-leavers';
import { useRemoving } from './use-removing';

/** Who of a list would be removed from where, and the button that does it. */
export function CheckLeavers({
  heading,
  start,
  read,
  reading,
  onStarted,
}: {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly start: LeaversStart;
  readonly read: Read;
  readonly reading: UseReading;
  /** With those who are removed. */
  readonly onStarted: (view: ImportView, people: readonly Looked[]) => void;
}): ReactElement {
  const t = useTranslate();
  const isReady = read.preview !== undefined && !read.planning && read.columns.includes('email');
  const { state, goOn } = useLeavers(
    reading.reader,
    isReady ? read.version : undefined,
    read.preview?.rows ?? 0,
    start.peopleMax,
  );
  const people = state.step === 'read' ? state.people : [];
  const removed = people.filter(isRemoved);
  const { part, remove } = useRemoving((view) => onStarted(view, removed));
  const isWhole = state.step === 'read' && state.done === state.toLookUp;
  return (
    <div className="stack">
      <h2 id="leavers-title" className="section-title break" ref={heading} tabIndex={-1}>
        {t('leavers.check.title')}
      </h2>
      <ColumnChoice read={read} reading={reading} />
      <Checking state={state} isReady={isReady} peopleMax={start.peopleMax} onAgain={goOn} />
      {people.length > 0 && <LeaversTable people={people} />}
      {isWhole && <StayingFile people={people} />}
      {isWhole && <PortalAccounts people={removed} />}
      {isWhole && (
        <StepBar>
          <RemovalBar
            people={removed.length}
            skipped={people.length - removed.length}
            start={start}
            part={part}
            onRemove={() => remove(read.source, removed)}
          />
        </StepBar>
      )}
    </div>
  );
}

/** Which column holds the addresses, where there are several. */
function ColumnChoice({
  read: { reading, columns },
  reading: { change },
}: {
  readonly read: Read;
  readonly reading: UseReading;
}): ReactElement | null {
  const t = useTranslate();
  if (reading.form === 'list' || columns.length < 2) return null;
  const options = columns.map((_, index) => {
    const name = reading.header[index] ?? '';
    return { value: String(index), label: name === '' ? t('import.column', { number: index + 1 }) : name };
  });
  const isOpen = !columns.includes('email');
  return (
    <div className="encoding">
      <Field id="leavers-column" label={t('leavers.column')} problem={isOpen && t('import.columns.no-email')}>
        <SingleSelect
          inputId="leavers-column"
          labelId="leavers-column-label"
          placeholder={t('leavers.column')}
          options={options}
          value={options[columns.indexOf('email')] ?? null}
          onChange={(chosen) => chosen && change({ columns: addressColumn(columns, Number(chosen.value)) })}
          noOptionsMessage={() => t('import.columns.no-match')}
        />
      </Field>
    </div>
  );
}

/** How far the look-up is, or why it goes no further. */
function Checking({
  state,
  isReady,
  peopleMax,
  onAgain,
}: {
  readonly state: LeaversState;
  readonly isReady: boolean;
  readonly peopleMax: number;
  readonly onAgain: () => void;
}): ReactElement | null {
  const t = useTranslate();
  if (!isReady) return null;
  if (state.step === 'reading') return <p role="status">{t('leavers.reading')}</p>;
  const { done, toLookUp, error } = state;
  if (toLookUp > peopleMax) {
    return (
      <Notice kind="error" title={t('leavers.too-many', { count: toLookUp, max: peopleMax })}>
        {t('import.start.barred.next')}
      </Notice>
    );
  }
  if (error) {
    return (
      <ErrorNotice
        error={error}
        title={t('leavers.look.failed')}
        action={<Button onClick={onAgain}>{t('leavers.look.again')}</Button>}
      />
    );
  }
  if (done === toLookUp) return null;
  const words = t('leavers.looking', { done, people: toLookUp });
  return (
    <div className="row" role="status">
      <progress className="bar" value={done} max={toLookUp} aria-label={words} />
      <span>{words}</span>
    </div>
  );
}
