import Button from '@atlaskit/button/new';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { readCells } from '../../src/contract/plan-row';
import type { ImportLayout, ImportView, RowView } from '../../src/contract/import';
import type { ReasonCode } from '../../src/contract/reason';
import { download } from '../frame/download';
import { ErrorNotice } from '../frame/error-notice';
import { useWords } from '../words/words';
import { reportFile, rowsToFixFile } from './result-files';
import { useRows } from './use-rows';

/** Rows of one reason that are shown before more are asked for. */
const SHOWN = 50;

/** What became of the rows of one's own import: grouped by reason, and as files. */
export function Result({ view }: { readonly view: ImportView }): ReactElement | null {
  const say = useWords();
  const { rows, reload } = useRows(view);
  if (view.erased) return null;
  if (rows.step === 'failed') {
    return (
      <ErrorNotice
        error={rows.error}
        title={say('import.result.failed')}
        action={<Button onClick={reload}>{say('import.result.reload')}</Button>}
      />
    );
  }
  if (rows.step === 'loading') {
    return (
      <div className="row" role="status">
        <progress className="bar" value={rows.part} max={1} aria-label={say('import.result.loading')} />
        <span className="quiet">{say('import.result.loading')}</span>
      </div>
    );
  }
  return <Loaded view={view} layout={rows.layout} rows={rows.rows} />;
}

function Loaded({
  view,
  layout,
  rows,
}: {
  readonly view: ImportView;
  readonly layout: ImportLayout;
  readonly rows: readonly RowView[];
}): ReactElement {
  const say = useWords();
  const toFix = useMemo(() => rows.filter(({ state }) => state !== 'done'), [rows]);
  const groups = useMemo(() => groupsOf(toFix), [toFix]);
  const save = (text: string, word: string): void =>
    download(new Blob([text], { type: 'text/csv;charset=utf-8' }), `${baseName(view.fileName)}-${word}.csv`);
  return (
    <div className="stack">
      <div className="row">
        {toFix.length > 0 && (
          <Button onClick={() => save(rowsToFixFile(layout, toFix, say), 'rows-to-fix')}>
            {say('import.result.to-fix', { count: toFix.length })}
          </Button>
        )}
        <Button appearance="subtle" onClick={() => save(reportFile(layout, rows, say), 'report')}>
          {say('import.result.report')}
        </Button>
      </div>
      {groups.length > 0 && (
        <section className="stack-close" aria-labelledby="reasons-title">
          <h3 id="reasons-title" className="section-title">
            {say('import.result.reasons')}
          </h3>
          <ul className="plain-list">
            {groups.map(({ code, rows: members }) => (
              <ReasonGroup key={code} rows={members} layout={layout} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** Everything that has one reason: how many, what to do, and who. */
function ReasonGroup({
  rows,
  layout,
}: {
  readonly rows: readonly RowView[];
  readonly layout: ImportLayout;
}): ReactElement | null {
  const say = useWords();
  const [limit, setLimit] = useState(SHOWN);
  const [first] = rows;
  if (!first) return null;
  const why = first.reason
    ? say.because({ ...first.reason, params: sameParams(rows) })
    : { message: say('import.row.not-tried'), next: undefined };
  return (
    <li className="reason-group">
      <details>
        <summary>
          <strong>{say('import.result.times', { count: rows.length })}</strong> {why.message}
        </summary>
        {why.next && <p className="plain-text">{why.next}</p>}
        <ul className="reason-rows">
          {rows.slice(0, limit).map((row) => (
            <li key={row.line} className="break">
              {say('import.result.line', { line: row.line })} {addressOf(row, layout)}
              {row.reason?.params !== undefined && (
                <span className="quiet"> {say.because(row.reason).message}</span>
              )}
            </li>
          ))}
        </ul>
        {rows.length > limit && (
          <Button spacing="compact" onClick={() => setLimit((before) => before * 4)}>
            {say('import.result.more', { count: rows.length - limit })}
          </Button>
        )}
      </details>
    </li>
  );
}

interface Group {
  readonly code: ReasonCode | 'not-tried';
  readonly rows: readonly RowView[];
}

/** The largest first. */
function groupsOf(rows: readonly RowView[]): readonly Group[] {
  const groups = new Map<Group['code'], RowView[]>();
  for (const row of rows) {
    const code = row.reason?.code ?? 'not-tried';
    const group = groups.get(code) ?? [];
    group.push(row);
    groups.set(code, group);
  }
  return [...groups]
    .map(([code, members]) => ({ code, rows: members }))
    .sort((one, other) => other.rows.length - one.rows.length);
}

/** What all rows say alike; where they differ, the words show “…”. */
function sameParams(rows: readonly RowView[]): Record<string, string | number> {
  const [first, ...others] = rows;
  return Object.fromEntries(
    Object.entries(first?.reason?.params ?? {}).map(([name, value]) => [
      name,
      others.every(({ reason }) => reason?.params?.[name] === value) ? value : '…',
    ]),
  );
}

function addressOf({ cells }: RowView, { columns }: ImportLayout): string {
  return cells ? readCells(cells, columns).email : '';
}

function baseName(fileName: string): string {
  return fileName.replace(/\.[a-z0-9]{1,5}$/i, '') || 'import';
}
