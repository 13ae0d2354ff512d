import Lozenge from '@atlaskit/lozenge';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useWords } from '../words/words';
import type { PreviewRow, Reader, RowKind } from './file/reader';
import { whyWords } from './problem-words';

/** Pixels of a row; as in `import.css`. */
const ROW_HEIGHT = 44;
/** Rows beyond the edge that are there before they are scrolled to. */
const SPARE = 12;
/** A scroll settles for this long, in ms, before rows are asked for. */
const SETTLE_MS = 30;

const LOOK = {
  create: 'success',
  exists: 'default',
  enrol: 'inprogress',
  skip: 'default',
  error: 'removed',
} as const satisfies Record<RowKind, string>;

/**
 * The rows of a file and what would become of them. Only those in sight are there: a file may have 100,000.
 *
 * @param version changes when the rows do.
 */
export function PreviewTable({
  reader,
  kind,
  count,
  version,
}: {
  readonly reader: Reader;
  readonly kind: RowKind | undefined;
  readonly count: number;
  readonly version: number;
}): ReactElement {
  const say = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [shown, setShown] = useState<{ readonly from: number; readonly rows: readonly PreviewRow[] }>();

  useEffect(() => {
    let wanted = true;
    const height = box.current?.clientHeight ?? 0;
    const from = Math.max(0, first - SPARE);
    const to = Math.min(count, first + Math.ceil(height / ROW_HEIGHT) + SPARE);
    const timer = setTimeout(() => {
      void reader.rows(from, to, kind).then(
        (rows) => wanted && setShown({ from, rows }),
        // The file was given up: another one takes its place.
        () => undefined,
      );
    }, SETTLE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [reader, first, kind, count, version]);

  return (
    <div
      ref={box}
      className="preview-box"
      role="table"
      aria-rowcount={count + 1}
      aria-label={say('import.preview.title')}
      tabIndex={0}
      onScroll={(event) => setFirst(Math.floor(event.currentTarget.scrollTop / ROW_HEIGHT))}
    >
      <div role="rowgroup" className="preview-head">
        <div role="row" aria-rowindex={1} className="preview-row">
          {(['line', 'who', 'organizations', 'what'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {say(`import.preview.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="preview-rows" style={{ height: count * ROW_HEIGHT }}>
        {shown?.rows.map((row, index) => (
          <Row key={row.row} row={row} place={shown.from + index} />
        ))}
      </div>
    </div>
  );
}

function Row({ row, place }: { readonly row: PreviewRow; readonly place: number }): ReactElement {
  const say = useWords();
  const { line, also, joined, email, name, organizations, kind } = row;
  const why = whyWords(row, say);
  const more = joined > also.length ? '…' : '';
  const lines = also.length > 0 ? `${line}, ${also.join(', ')}${more}` : String(line);
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className="preview-row preview-body"
      style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
    >
      <span role="cell" className="cell" title={lines}>
        {lines}
      </span>
      <span role="cell" className="cell" title={`${name} ${email}`}>
        <span className="cell">{email || '–'}</span>
        {name !== '' && name !== email && <span className="cell quiet">{name}</span>}
      </span>
      <span role="cell" className="cell" title={organizations.join(', ')}>
        {organizations.join(', ') || '–'}
      </span>
      <span role="cell" className="preview-what" title={why}>
        <Lozenge appearance={LOOK[kind]}>{say(`import.kind.${kind}`)}</Lozenge>
        <span className="cell quiet">{why}</span>
      </span>
    </div>
  );
}
