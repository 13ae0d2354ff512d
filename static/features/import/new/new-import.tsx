import Button from '@atlaskit/button/new';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportStart, ImportView } from '../../../../src/contract/import';
import Notice from '../../../ui/notice';
import { useTranslate } from '../../../i18n/use-translate';
import { ColumnsEditor } from './columns-editor';
import { DayQuestion } from './day-question';
import { Preview } from './preview';
import { ReadingNotes } from './reading-notes';
import { fileProblemWords } from '../../../../src/i18n/file-problem-words';
import { SameFile } from './same-file';
import { SourcePicker } from './source-picker';
import { StartBar } from './start-bar';
import { useLookup } from './use-lookup';
import { useReading } from './use-reading';
import type { Read, UseReading } from './use-reading';
import { useSending } from './use-sending';

/** From a file to its preview, and on to the import. */
export function NewImport({
  start,
  handedOver,
  onTaken,
  onShow,
}: {
  readonly start: ImportStart;
  /** A table from elsewhere on the page, to be read at once; empty where there is none. */
  readonly handedOver: string;
  readonly onTaken: () => void;
  readonly onShow: (view: ImportView) => void;
}): ReactElement {
  const t = useTranslate();
  const reading = useReading(start);
  const { state, open, close } = reading;
  const [pasted, setPasted] = useState(handedOver);
  useEffect(() => {
    if (handedOver === '') return;
    void open({ data: handedOver, name: t('import.pasted') });
    onTaken();
  }, [handedOver, onTaken, open, t]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (state.step === 'read' || state.step === 'problem') heading.current?.focus();
  }, [state.step]);

  if (state.step === 'read') {
    return (
      <section className="stack" aria-labelledby="new-import-title">
        <div className="row">
          <h2 id="new-import-title" className="section-title break" ref={heading} tabIndex={-1}>
            {t('import.read.title', { name: state.read.source.name, count: state.read.reading.rows })}
          </h2>
          <Button spacing="compact" appearance="subtle" onClick={close}>
            {t('import.another')}
          </Button>
        </div>
        <ReadFile start={start} read={state.read} reading={reading} onShow={onShow} />
      </section>
    );
  }
  return (
    <section className="stack measure" aria-labelledby="new-import-title">
      <h2 id="new-import-title" className="section-title" ref={heading} tabIndex={-1}>
        {t('import.title')}
      </h2>
      <p className="plain-text">{t('import.intro')}</p>
      {state.step === 'problem' && (
        <div role="alert">
          <Notice kind="error" title={t('import.problem.title', { name: state.name })}>
            {fileProblemWords(state.problem, t)}
          </Notice>
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
          peopleMax={start.peopleMax}
          pasted={pasted}
          onPasted={setPasted}
          onSource={(source) => void open(source)}
        />
      )}
    </section>
  );
}

/** A file that was read: its columns, its preview, and the start. */
function ReadFile({
  start,
  read,
  reading,
  onShow,
}: {
  readonly start: ImportStart;
  readonly read: Read;
  readonly reading: UseReading;
  readonly onShow: (view: ImportView) => void;
}): ReactElement {
  const t = useTranslate();
  const { preview, columns } = read;
  const emailColumn = columns.indexOf('email');
  /** A day of which somebody has to say the order. */
  const unclear = preview?.days.order === undefined ? preview?.days.unclear : undefined;
  const isDayOpen = unclear !== undefined && !read.dayOrder;
  const hasEmail = emailColumn >= 0;
  const lookUp = useLookup(reading, preview !== undefined && hasEmail, emailColumn, preview?.people ?? 0);
  const { sending, send, stop } = useSending(reading.reader);
  const [anew, setAnew] = useState(false);
  const begin = async (confirmed: number | undefined): Promise<void> => {
    lookUp.stop();
    const begun = anew ? [] : start.imports.filter(({ mine, state }) => mine && state === 'uploading');
    const view = await send(read, confirmed, begun);
    if (view) onShow(view);
  };
  return (
    <>
      <ReadingNotes
        reading={read.reading}
        onEncoding={(encoding) => void reading.open(read.source, encoding)}
      />
      <ColumnsEditor
        reading={read.reading}
        columns={columns}
        onColumns={(next) => reading.change({ columns: next })}
        onHeaded={(headed) => void reading.setHeaded(headed)}
      />
      {unclear !== undefined && (
        <DayQuestion
          unclear={unclear}
          chosen={read.dayOrder}
          onChoose={(dayOrder) => reading.change({ dayOrder })}
        />
      )}
      {!preview && <p role="status">{t('import.planning')}</p>}
      {preview && hasEmail && (
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
          {!isDayOpen && (
            <StartBar
              people={preview.people}
              skipped={preview.counts.error}
              start={start}
              sending={sending}
              isReady={!read.planning}
              onStart={(confirmed) => void begin(confirmed)}
              onStop={stop}
            />
          )}
        </>
      )}
    </>
  );
}
