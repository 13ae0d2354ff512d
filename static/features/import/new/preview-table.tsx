import Lozenge from '@atlaskit/lozenge';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { momentOf } from '../../../../src/domain/invitation/expiry-date';
import { Given } from '../../../ui/given';
import { useTranslate } from '../../../i18n/use-translate';
import type { Translate } from '../../../i18n/use-translate';
import type { PreviewRow, Reader, RowKind } from '../file/reader';
import { whyWords } from './problem-words';
import { drawnHeight, rowsInSight } from '../result/rows-in-sight';
import { useNarrow } from '../result/use-narrow';
import { useWindow } from '../result/use-window';
import './preview-table.css';

/** Pixels of a row; as in `preview-table.css`. */
const ROW_HEIGHT = 56;
const NARROW_ROW_HEIGHT = 112;
const HEAD_HEIGHT = 36;
/** Pixels of the whole table: then it is scrolled. */
const HEIGHT_MAX = 480;
const BORDERS = 2;

const LOOK = {
  create: 'success',
  unchecked: 'new',
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
  const t = useTranslate();
  const rowHeight = useNarrow() ? NARROW_ROW_HEIGHT : ROW_HEIGHT;
  /** In whole rows: the page is drawn anew only when another one comes into sight. */
  const [scrolledRows, setScrolledRows] = useState(0);
  const height = Math.min(HEIGHT_MAX, HEAD_HEIGHT + count * rowHeight + BORDERS);
  const { from, to, top } = rowsInSight({
    count,
    rowHeight,
    height: height - HEAD_HEIGHT - BORDERS,
    scrolled: scrolledRows * rowHeight,
  });
  const shown = useWindow(reader, from, to, kind, version);

  return (
    <div
      className="preview-box"
      style={{ height }}
      role="table"
      aria-rowcount={count + 1}
      aria-label={t('import.preview.title')}
      tabIndex={0}
      onScroll={(event) => setScrolledRows(Math.floor(event.currentTarget.scrollTop / rowHeight))}
    >
      <div role="rowgroup" className="preview-head">
        <div role="row" aria-rowindex={1} className="preview-head-row">
          {(['line', 'who', 'organizations', 'what'] as const).map((column) => (
            <span role="columnheader" key={column}>
              {t(`import.preview.${column}`)}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="preview-rows" style={{ height: drawnHeight({ count, rowHeight }) }}>
        {shown?.rows.map((row, index) => {
          const place = shown.from + index;
          return <Row key={row.row} row={row} place={place} top={top + (place - from) * rowHeight} />;
        })}
      </div>
    </div>
  );
}

/** A day of the file lasts to its end in UTC; anything else is a moment, or what could not be read. */
function endWords(endsAt: string, t: Translate): string {
  if (momentOf(endsAt) === undefined) return endsAt;
  const isDay = /^\d{4}-\d{2}-\d{2}(?:T23:59:59\.000Z)?$/.test(endsAt);
  const format = new Intl.DateTimeFormat(t.language, { dateStyle: 'medium', timeZone: 'UTC' });
  return isDay ? format.format(new Date(endsAt)) : t.dateTime(endsAt);
}

function Row({
  row,
  place,
  top,
}: {
  readonly row: PreviewRow;
  readonly place: number;
  /** Pixels from the top of all rows. */
  readonly top: number;
}): ReactElement {
  const t = useTranslate();
  const { line, also, joined, email, name, organizations, endsAt, kind } = row;
  const why = whyWords(row, t);
  const more = joined > also.length ? '…' : '';
  const lines = also.length > 0 ? t.list([line, ...also].map(String)) + more : String(line);
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className="preview-row"
      style={{ transform: `translateY(${top}px)` }}
    >
      <span role="cell" className="cell" title={lines}>
        {lines}
      </span>
      <span role="cell" className="cell" title={t.list([name, email])}>
        <span className="cell">
          <Given>{email || '–'}</Given>
        </span>
        {name !== '' && name !== email && (
          <span className="cell quiet">
            <Given>{name}</Given>
          </span>
        )}
      </span>
      <span role="cell" className="cell" title={t.list(organizations)}>
        <span className="cell">{t.list(organizations) || '–'}</span>
        {endsAt !== '' && (
          <span className="cell quiet">{t('import.preview.until', { date: endWords(endsAt, t) })}</span>
        )}
      </span>
      <span role="cell" className="preview-what" title={why}>
        <Lozenge appearance={LOOK[kind]}>
          {t(kind === 'unchecked' ? 'import.kind.unchecked.short' : `import.kind.${kind}`)}
        </Lozenge>
        <span className="preview-why quiet">{why}</span>
      </span>
    </div>
  );
}
