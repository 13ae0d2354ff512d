import { startTransition, useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportStart, ImportView as View } from '../../../../src/contract/import';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reader } from '../file/reader';
import { useLayouts } from '../layouts/use-layouts';
import { ImportView } from '../progress/import-view';
import { ImportSteps } from '../steps/import-steps';
import type { EarlyStep } from '../steps/import-steps';
import { CheckStep } from './check-step';
import { ColumnsStep } from './columns-step';
import { FileStep } from './file-step';
import { NewImportBar } from './new-import-bar';
import { useReading } from './use-reading';
import type { Read } from './use-reading';
import type { Source } from './source-picker';
import { useSending } from './use-sending';

/** From a file to the result of its import, one step after the other. */
export function NewImport({
  start,
  reader,
  handedOver,
  onTaken,
  onStarted,
  onShow,
  onNew,
}: {
  readonly start: ImportStart;
  readonly reader: Reader;
  /** A table from elsewhere on the page, to be read at once; empty where there is none. */
  readonly handedOver: string;
  readonly onTaken: () => void;
  /** Rows of a new import run. */
  readonly onStarted: (view: View) => void;
  /** An import that was begun before is to be shown. */
  readonly onShow: (view: View) => void;
  /** The next import begins anew. */
  readonly onNew: () => void;
}): ReactElement {
  const t = useTranslate();
  const saved = useLayouts(start.layouts);
  const reading = useReading(start, reader, saved.understand);
  const { open } = reading;
  const { sending, send, stop } = useSending(reader);
  const [pasted, setPasted] = useState(handedOver);
  const [chosen, setChosen] = useState<EarlyStep>('columns');
  const [started, setStarted] = useState<View>();
  useEffect(() => {
    if (handedOver === '') return;
    void open({ data: handedOver, name: t('import.pasted') });
    onTaken();
  }, [handedOver, onTaken, open, t]);
  const read = reading.state.step === 'read' ? reading.state.read : undefined;
  const step = read ? chosen : 'file';
  const current = sending.step === 'sending' ? 'import' : step;
  const heading = useFocusedHeading(`${current} ${reading.state.step === 'problem'}`);

  if (started) {
    return (
      <ImportView
        first={started}
        reader={reader}
        head={(at) => <ImportSteps current={at} />}
        foot={(view) => <NewImportBar view={view} onNew={onNew} />}
      />
    );
  }
  const openNew = (source: Source): void => {
    setChosen('columns');
    void open(source);
  };
  const begin = async (whole: Read, confirmed: number | undefined, begun: readonly View[]): Promise<void> => {
    const view = await send(whole, confirmed, begun);
    if (!view) return;
    setStarted(view);
    onStarted(view);
  };
  return (
    <section className="stack" aria-labelledby="new-import-title">
      <ImportSteps current={current} onStep={sending.step === 'sending' ? undefined : setChosen} />
      {step === 'file' || !read ? (
        <FileStep
          titleId="new-import-title"
          title={t('import.title')}
          intro={t('import.intro')}
          heading={heading}
          peopleMax={start.peopleMax}
          reading={reading}
          pasted={pasted}
          onPasted={setPasted}
          onSource={openNew}
          onContinue={() => setChosen('columns')}
        />
      ) : step === 'columns' ? (
        <ColumnsStep
          heading={heading}
          read={read}
          reading={reading}
          saved={saved}
          onOther={() => setChosen('file')}
          // A large table is drawn piece by piece: no task of the page is long.
          onContinue={() => startTransition(() => setChosen('check'))}
        />
      ) : (
        <CheckStep
          heading={heading}
          start={start}
          read={read}
          reading={reading}
          sending={sending}
          onStart={(confirmed, begun) => void begin(read, confirmed, begun)}
          onStop={stop}
          onShow={onShow}
        />
      )}
    </section>
  );
}

/** The heading of a step takes the focus whenever there is another step; not when the page opens. */
function useFocusedHeading(step: string): React.RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
}
