import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useId, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { ImportLayout, RowState, RowView } from '../../../../src/contract/import';
import { describedBy, Field } from '../../../ui/field';
import { useTranslate } from '../../../i18n/use-translate';
import { FilterButton } from './filter-button';
import { addressOf, findRows, groupsOf, sameParams } from './find-rows';

/** Rows of one reason that are shown before more are asked for. */
const SHOWN = 50;
/** So few rows need not be searched. */
const SEEN_AT_ONCE = 10;
const STATES = ['attention', 'failed', 'waiting', 'todo'] as const satisfies readonly RowState[];

/** The rows that are not done: found by state or address, grouped by what is wrong. */
export function ResultReasons({
  layout,
  rows,
}: {
  readonly layout: ImportLayout;
  readonly rows: readonly RowView[];
}): ReactElement {
  const t = useTranslate();
  const [title, find] = [useId(), useId()];
  const [state, setState] = useState<RowState>();
  const [text, setText] = useState('');
  const found = useMemo(() => findRows(rows, layout, { state, text }), [rows, layout, state, text]);
  const groups = useMemo(() => groupsOf(found), [found]);
  const states = STATES.filter((each) => countOf(rows, each) > 0);
  const isSearch = text.trim() !== '';
  return (
    <section className="stack" aria-labelledby={title}>
      <h3 id={title} className="section-title">
        {t('import.result.reasons')}
      </h3>
      {states.length > 1 && (
        <div className="row" role="group" aria-label={t('import.preview.filter')}>
          <FilterButton
            label={t('import.kind.all')}
            count={rows.length}
            isOn={state === undefined}
            onClick={() => setState(undefined)}
          />
          {states.map((each) => (
            <FilterButton
              key={each}
              label={t(`import.rowstate.${each}`)}
              count={countOf(rows, each)}
              isOn={state === each}
              onClick={() => setState(each)}
            />
          ))}
        </div>
      )}
      {rows.length > SEEN_AT_ONCE && (
        <>
          <div className="find-rows">
            <Field id={find} label={t('import.result.find')}>
              <Textfield
                id={find}
                type="search"
                autoComplete="off"
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                aria-describedby={describedBy(find)}
              />
            </Field>
          </div>
          <p className="hidden-text" role="status">
            {isSearch && t('import.result.found', { count: found.length })}
          </p>
        </>
      )}
      {groups.length === 0 && <p className="quiet">{t('import.result.none')}</p>}
      <ul className="plain-list">
        {groups.map(({ code, rows: members }) => (
          <Group key={`${code} ${isSearch ? 'open' : ''}`} rows={members} layout={layout} isOpen={isSearch} />
        ))}
      </ul>
    </section>
  );
}

function countOf(rows: readonly RowView[], state: RowState): number {
  return rows.filter((row) => row.state === state).length;
}

/** Everything that has one reason: how many, what to do, and who. */
function Group({
  rows,
  layout,
  isOpen,
}: {
  readonly rows: readonly RowView[];
  readonly layout: ImportLayout;
  readonly isOpen: boolean;
}): ReactElement | null {
  const t = useTranslate();
  const [limit, setLimit] = useState(SHOWN);
  const [first] = rows;
  if (!first) return null;
  const why = first.reason
    ? t.describe({ ...first.reason, params: sameParams(rows) })
    : { message: t('import.row.not-tried'), next: undefined };
  return (
    <li className="reason-group">
      <details open={isOpen}>
        <summary>
          <strong>{t('import.result.times', { count: rows.length })}</strong> {why.message}
        </summary>
        {why.next && <p className="plain-text">{why.next}</p>}
        <ul className="reason-rows">
          {rows.slice(0, limit).map((row) => (
            <li key={row.line} className="break">
              {t('import.result.line', { line: row.line })} {addressOf(row, layout)}
              {row.reason?.params !== undefined && (
                <span className="quiet"> {t.describe(row.reason).message}</span>
              )}
            </li>
          ))}
        </ul>
        {rows.length > limit && (
          <Button spacing="compact" onClick={() => setLimit((before) => before * 4)}>
            {t('import.result.more', { count: rows.length - limit })}
          </Button>
        )}
      </details>
    </li>
  );
}
