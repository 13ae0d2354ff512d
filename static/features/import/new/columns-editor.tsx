import Checkbox from '@atlaskit/checkbox';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { COLUMN_USES } from '../../../../src/domain/invitation/import-row';
import type { Columns, ColumnUse } from '../../../../src/domain/invitation/import-row';
import { Given } from '../../../ui/given';
import { SingleSelect } from '../../../ui/select';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reading } from '../file/reader';

/** Rows that are enough to see what a column holds. */
const SHOWN = 3;

const USE_WORDS = {
  email: 'email',
  name: 'name',
  firstName: 'first-name',
  lastName: 'last-name',
  organizations: 'organizations',
  endsAt: 'last-day',
} as const satisfies Record<ColumnUse, string>;

/** What each column holds, a line each: guessed, and changeable by hand. */
export function ColumnsEditor({
  reading,
  columns,
  onColumns,
  onHeaded,
}: {
  readonly reading: Reading;
  readonly columns: Columns;
  readonly onColumns: (columns: Columns) => void;
  readonly onHeaded: (headed: boolean) => void;
}): ReactElement {
  const t = useTranslate();
  const choose = (index: number, use: ColumnUse | null): void =>
    onColumns(columns.map((each, place) => (place === index ? use : freed(each, use))));
  return (
    <>
      {reading.form === 'table' && (
        <Checkbox
          label={t('import.columns.headed')}
          isChecked={reading.headed}
          onChange={(event) => onHeaded(event.target.checked)}
        />
      )}
      <table className="table columns-table" aria-label={t('import.columns.title')}>
        <thead>
          <tr>
            {(['name', 'first', 'use'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`import.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((use, index) => (
            // Columns have no other identity than their place.
            <Column
              key={index}
              reading={reading}
              index={index}
              use={use}
              onUse={(next) => choose(index, next)}
            />
          ))}
        </tbody>
      </table>
      {columns.includes('endsAt') && <p className="plain-text">{t('import.columns.last-day')}</p>}
      {!columns.includes('email') && (
        <p className="wrong" role="alert">
          {t('import.columns.no-email')}
        </p>
      )}
    </>
  );
}

interface UseOption {
  readonly value: ColumnUse | '';
  readonly label: string;
}

function Column({
  reading,
  index,
  use,
  onUse,
}: {
  readonly reading: Reading;
  readonly index: number;
  readonly use: ColumnUse | null;
  readonly onUse: (use: ColumnUse | null) => void;
}): ReactElement {
  const t = useTranslate();
  const name = reading.header[index]?.trim() ?? '';
  const title = name === '' ? t('import.column', { number: index + 1 }) : name;
  const options = useMemo(
    (): readonly UseOption[] => [
      { value: '', label: t('import.use.none') },
      ...COLUMN_USES.map((each) => ({ value: each, label: t(`import.use.${USE_WORDS[each]}`) })),
    ],
    [t],
  );
  return (
    <tr>
      <th scope="row">
        <span className="break">
          <Given>{title}</Given>
        </span>
      </th>
      <td>
        {reading.sample.slice(0, SHOWN).map(({ line, cells }) => (
          <span className="cell" key={line}>
            <Given>{cells[index] ?? ''}</Given>
          </span>
        ))}
      </td>
      <td className="with-list">
        <SingleSelect<UseOption>
          label={t('import.columns.use-of', { column: title })}
          options={options}
          value={options.find(({ value }) => value === (use ?? '')) ?? null}
          onChange={(chosen) => onUse(chosen === null || chosen.value === '' ? null : chosen.value)}
          placeholder={t('import.use.none')}
          noOptionsMessage={() => t('import.columns.no-match')}
        />
        <WhyGuessed reading={reading} use={use} index={index} />
      </td>
    </tr>
  );
}

/** Why a column is taken for what it is, until the agent chooses otherwise. */
function WhyGuessed({
  reading: { form, guess, guessedBy },
  use,
  index,
}: {
  readonly reading: Reading;
  readonly use: ColumnUse | null;
  readonly index: number;
}): ReactElement | null {
  const t = useTranslate();
  const by = guessedBy[index];
  if (form === 'list' || !by || use !== guess[index]) return null;
  return <span className="quiet">{t(`import.columns.by.${by}`)}</span>;
}

/** Only organizations may stand in several columns: the column that had the use before loses it. */
function freed(use: ColumnUse | null, taken: ColumnUse | null): ColumnUse | null {
  return use === taken && use !== 'organizations' ? null : use;
}
