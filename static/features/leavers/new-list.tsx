import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportView as View } from '../../../src/contract/import';
import type { LeaversStart } from '../../../src/contract/leavers';
import { useTranslate } from '../../i18n/use-translate';
import type { Reader, Reading } from '../import/file/reader';
import { FileStep } from '../import/new/file-step';
import { NewImportBar } from '../import/new/new-import-bar';
import { useReading } from '../import/new/use-reading';
import { ImportView } from '../import/progress/import-view';
import { ImportSteps, REMOVAL_STEPS } from '../import/steps/import-steps';
import { CheckLeavers } from './check-leavers';
import { PortalAccounts } from './leaver-files';
import { addressColumn, ANYBODY } from './list-of-people';
import type { Looked } from './use-leavers';

/** From a list to those who are removed, one step after the other. */
export function NewList({
  start,
  reader,
  onStarted,
  onNew,
}: {
  readonly start: LeaversStart;
  readonly reader: Reader;
  readonly onStarted: () => void;
  readonly onNew: () => void;
}): ReactElement {
  const t = useTranslate();
  const understand = useCallback(
    ({ guess }: Reading) => Promise.resolve({ columns: addressColumn(guess) }),
    [],
  );
  const reading = useReading(ANYBODY, reader, understand);
  const [pasted, setPasted] = useState('');
  const [step, setStep] = useState<'file' | 'check'>('check');
  const [started, setStarted] = useState<{ readonly view: View; readonly people: readonly Looked[] }>();
  const read = reading.state.step === 'read' ? reading.state.read : undefined;
  const current = read ? step : 'file';
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  useEffect(() => {
    if (before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);

  if (started) {
    return (
      <ImportView
        first={started.view}
        reader={reader}
        head={(at) => <ImportSteps steps={REMOVAL_STEPS} current={at === 'import' ? 'remove' : at} />}
        foot={(view) => (
          <>
            {view.state === 'finished' && <PortalAccounts people={started.people} />}
            <NewImportBar view={view} onNew={onNew} />
          </>
        )}
      />
    );
  }
  return (
    <section className="stack" aria-labelledby="leavers-title">
      <ImportSteps steps={REMOVAL_STEPS} current={current} onStep={() => setStep('file')} />
      {current === 'file' || !read ? (
        <FileStep
          titleId="leavers-title"
          title={t('leavers.title')}
          intro={t(`leavers.intro.${start.scope}`)}
          heading={heading}
          peopleMax={start.peopleMax}
          hasExample={false}
          reading={reading}
          pasted={pasted}
          onPasted={setPasted}
          onSource={(source) => {
            setStep('check');
            void reading.open(source);
          }}
          onContinue={() => setStep('check')}
        />
      ) : (
        <CheckLeavers
          heading={heading}
          start={start}
          read={read}
          reading={reading}
          onStarted={(view, people) => {
            setStarted({ view, people });
            onStarted();
          }}
        />
      )}
    </section>
  );
}
