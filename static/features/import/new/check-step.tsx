import { useState } from 'react';
import type { ReactElement, RefObject } from 'react';
import type { ImportStart, ImportView } from '../../../../src/contract/import';
import { useTranslate } from '../../../i18n/use-translate';
import { StepBar } from '../steps/step-bar';
import { Preview } from './preview';
import { SameFile } from './same-file';
import { StartBar } from './start-bar';
import { useLookup } from './use-lookup';
import type { Read, UseReading } from './use-reading';
import type { Sending } from './use-sending';

/** Step 3: what would become of the rows, and the button that sends them; while they are sent, how far that is. */
export function CheckStep({
  heading,
  start,
  read,
  reading,
  sending,
  onStart,
  onStop,
  onShow,
}: {
  readonly heading: RefObject<HTMLHeadingElement>;
  readonly start: ImportStart;
  readonly read: Read;
  readonly reading: UseReading;
  readonly sending: Sending;
  /** @param begun imports of this file that may be gone on with. */
  readonly onStart: (confirmed: number | undefined, begun: readonly ImportView[]) => void;
  readonly onStop: () => void;
  readonly onShow: (view: ImportView) => void;
}): ReactElement {
  const t = useTranslate();
  const { preview, columns } = read;
  const isSending = sending.step === 'sending';
  const lookUp = useLookup(
    reading,
    preview !== undefined && !isSending,
    columns.indexOf('email'),
    preview?.people ?? 0,
  );
  const [anew, setAnew] = useState(false);
  const begin = (confirmed: number | undefined): void => {
    lookUp.stop();
    onStart(confirmed, anew ? [] : start.imports.filter(({ mine, state }) => mine && state === 'uploading'));
  };
  return (
    <div className="stack">
      <h2 id="new-import-title" className="section-title break" ref={heading} tabIndex={-1}>
        {isSending
          ? t('import.read.title', { name: read.source.name, count: read.reading.rows })
          : t('import.preview.title')}
      </h2>
      {!preview && <p role="status">{t('import.planning')}</p>}
      {preview && !isSending && (
        <>
          {!anew && (
            <SameFile
              reader={reading.reader}
              columns={columns}
              imports={start.imports}
              onShow={onShow}
              onAnew={() => setAnew(true)}
            />
          )}
          <Preview start={start} read={read} preview={preview} reading={reading} lookUp={lookUp} />
        </>
      )}
      {preview && (
        <StepBar>
          <StartBar
            people={preview.people}
            skipped={preview.counts.error}
            start={start}
            sending={sending}
            isReady={!read.planning}
            onStart={begin}
            onStop={onStop}
          />
        </StepBar>
      )}
    </div>
  );
}
