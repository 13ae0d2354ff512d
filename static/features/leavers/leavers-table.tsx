import Button from '@atlaskit/button/new';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';
import { FilterButton } from '../import/result/filter-button';
import { removesWords, staysWords } from './leaver-words';
import { isRemoved } from './use-leavers';
import type { Looked } from './use-leavers';
import './leavers.css';

/** People that are drawn at first, and more at a time. */
const SHOWN = 50;

type Kind = 'all' | 'removes' | 'stays';

/** Everybody of a list, with what is removed and what stays. */
export function LeaversTable({ people }: { readonly people: readonly Looked[] }): ReactElement {
  const t = useTranslate();
  const [kind, setKind] = useState<Kind>('all');
  const [max, setMax] = useState(SHOWN);
  const groups = {
    all: people,
    removes: people.filter(isRemoved),
    stays: people.filter((each) => !isRemoved(each)),
  };
  const shown = groups[kind];
  const words = {
    all: t('import.kind.all'),
    removes: t('leavers.kind.removes'),
    stays: t('leavers.kind.stays'),
  };
  return (
    <div className="stack">
      <div className="row" role="group" aria-label={t('import.preview.filter')}>
        {(['all', 'removes', 'stays'] as const).map((each) => (
          <FilterButton
            key={each}
            label={words[each]}
            count={groups[each].length}
            isOn={kind === each}
            onClick={() => setKind(each)}
          />
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{t('leavers.none')}</p>
      ) : (
        <table className="table leavers" aria-label={t('leavers.check.title')}>
          <thead>
            <tr>
              {(['who', 'removes', 'stays'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`leavers.table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.slice(0, max).map((each) => (
              <Person key={each.line} of={each} />
            ))}
          </tbody>
        </table>
      )}
      {shown.length > max && (
        <div>
          <Button onClick={() => setMax(max + SHOWN)}>
            {t('leavers.more', { count: shown.length - max })}
          </Button>
        </div>
      )}
    </div>
  );
}

function Person({ of }: { readonly of: Looked }): ReactElement {
  const t = useTranslate();
  const stays = staysWords(of, t);
  return (
    <tr>
      <td data-label={t('leavers.table.who')} className="break-words">
        <Given>{of.email || '–'}</Given>
      </td>
      <td data-label={t('leavers.table.removes')} className="break-words">
        {removesWords(of, t) || '–'}
      </td>
      <td data-label={t('leavers.table.stays')} className="break-words quiet">
        {stays || '–'}
      </td>
    </tr>
  );
}
