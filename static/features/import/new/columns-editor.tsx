import Checkbox from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import { COLUMN_USES } from '../../../../src/domain/invitation/import-row';
import type { Columns, ColumnUse } from '../../../../src/domain/invitation/import-row';
import { Given } from '../../../ui/given';
import { useTranslate } from '../../../i18n/use-translate';
import type { Reading } from '../file/reader';

/** Rows that are enough to see what a column holds. */
const SHOWN = 4;

const USE_WORDS = {
  email: 'email',
  name: 'name',
  firstName: 'first-name',
  lastName: 'last-name',
  organizations: 'organizations',
  endsAt: 'last-day',
} as const satisfies Record<ColumnUse, string>;

/** What each column holds: guessed, and changeable by hand. */
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
  const titleOf = (index: number): string => {
    const name = reading.header[index]?.trim() ?? '';
    return name === '' ? t('import.column', { number: index + 1 }) : name;
  };
  const choose = (index: number, use: ColumnUse | null): void =>
    onColumns(columns.map((each, place) => (place === index ? use : freed(each, use))));
  return (
    <section className="stack" aria-labelledby="columns-title">
      <h3 id="columns-title" className="section-title">
        {t('import.columns.title')}
      </h3>
      {reading.form === 'table' && (
        <Checkbox
          label={t('import.columns.headed')}
          isChecked={reading.headed}
          onChange={(event) => onHeaded(event.target.checked)}
        />
      )}
      <div className="columns" role="group" aria-labelledby="columns-title" tabIndex={0}>
        <table className="columns-table">
          <thead>
            <tr>
              {columns.map((use, index) => (
                // Columns have no other identity than their place.
                <th key={index} scope="col">
                  <span className="break-words">
                    <Given>{titleOf(index)}</Given>
                  </span>
                  <select
                    className="native-select"
                    aria-label={t('import.columns.use', { column: titleOf(index) })}
                    value={use ?? ''}
                    onChange={(event) => choose(index, columnUse(event.currentTarget.value))}
                  >
                    <option value="">{t('import.use.none')}</option>
                    {COLUMN_USES.map((each) => (
                      <option key={each} value={each}>
                        {t(`import.use.${USE_WORDS[each]}`)}
                      </option>
                    ))}
                  </select>
                  <WhyGuessed reading={reading} columns={columns} index={index} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {reading.sample.slice(0, SHOWN).map(({ line, cells }) => (
              <tr key={line}>
                {columns.map((_, index) => (
                  <td key={index}>
                    <span className="cell">
                      <Given>{cells[index] ?? ''}</Given>
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.includes('endsAt') && <p className="plain-text">{t('import.columns.last-day')}</p>}
      {!columns.includes('email') && (
        <p className="wrong" role="alert">
          {t('import.columns.no-email')}
        </p>
      )}
    </section>
  );
}

/** Why a column is taken for what it is, as long as nobody chose otherwise. */
function WhyGuessed({
  reading: { form, guess, guessedBy },
  columns,
  index,
}: {
  readonly reading: Reading;
  readonly columns: Columns;
  readonly index: number;
}): ReactElement | null {
  const t = useTranslate();
  const by = guessedBy[index];
  if (form === 'list' || !by || columns[index] !== guess[index]) return null;
  return <span className="quiet">{t(`import.columns.by.${by}`)}</span>;
}

/** Only organizations may stand in several columns: the column that had the use before loses it. */
function freed(use: ColumnUse | null, taken: ColumnUse | null): ColumnUse | null {
  return use === taken && use !== 'organizations' ? null : use;
}

function columnUse(value: string): ColumnUse | null {
  return COLUMN_USES.find((use) => use === value) ?? null;
}
