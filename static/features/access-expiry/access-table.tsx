import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { CustomerLink } from '../audit/customer-link';
import { ActorName } from '../audit/actor-name';
import { useTranslate } from '../../i18n/use-translate';
import { endsSoon, nameOf, placesOf } from './access-words';
import type { NamedAccess } from './use-access';

export type AskedFor = 'move' | 'end';

/** Temporary access, a row a customer, each to be chosen, changed or ended. */
export function AccessTable({
  access,
  chosen,
  onChosen,
  onAsk,
}: {
  readonly access: readonly NamedAccess[];
  readonly chosen: ReadonlySet<AccountId>;
  readonly onChosen: (chosen: ReadonlySet<AccountId>) => void;
  readonly onAsk: (what: AskedFor, access: readonly NamedAccess[]) => void;
}): ReactElement {
  const t = useTranslate();
  const count = access.filter(({ accountId }) => chosen.has(accountId)).length;
  const toggleAll = (): void =>
    onChosen(count === access.length ? new Set() : new Set(access.map(({ accountId }) => accountId)));
  return (
    <table className="table access-table" aria-labelledby="access-title">
      <thead>
        <tr>
          <th scope="col" className="tick">
            <Checkbox
              aria-label={t('access.choose.all')}
              isChecked={access.length > 0 && count === access.length}
              isIndeterminate={count > 0 && count < access.length}
              onChange={toggleAll}
            />
          </th>
          {(['customer', 'places', 'ends', 'by', 'actions'] as const).map((column) => (
            <th scope="col" key={column}>
              {t(`access.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {access.map((each) => (
          <AccessRow
            key={each.accountId}
            access={each}
            isChosen={chosen.has(each.accountId)}
            onToggle={() => onChosen(toggled(chosen, each.accountId))}
            onAsk={(what) => onAsk(what, [each])}
          />
        ))}
      </tbody>
    </table>
  );
}

function toggled(chosen: ReadonlySet<AccountId>, accountId: AccountId): ReadonlySet<AccountId> {
  const after = new Set(chosen);
  if (!after.delete(accountId)) after.add(accountId);
  return after;
}

function AccessRow({
  access,
  isChosen,
  onToggle,
  onAsk,
}: {
  readonly access: NamedAccess;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onAsk: (what: AskedFor) => void;
}): ReactElement {
  const t = useTranslate();
  const { accountId, by, byName, endsAt } = access;
  const name = nameOf(access, t);
  const names = new Map(by.kind === 'person' && byName !== undefined ? [[by.accountId, byName]] : []);
  return (
    <tr>
      <td className="tick">
        <Checkbox aria-label={t('access.choose', { name })} isChecked={isChosen} onChange={onToggle} />
      </td>
      <td data-label={t('access.column.customer')} className="break">
        <CustomerLink accountId={accountId} name={access.name} words={name} domain={access.domain} />
      </td>
      <td data-label={t('access.column.places')}>{placesOf(access, t)}</td>
      <td data-label={t('access.column.ends')}>
        <div>
          <time dateTime={endsAt}>{t.dateTime(endsAt)}</time>{' '}
          {endsSoon(access) && <Lozenge appearance="moved">{t('access.soon')}</Lozenge>}
        </div>
      </td>
      <td data-label={t('access.column.by')}>
        <ActorName actor={by} names={names} />
      </td>
      <td data-label={t('access.column.actions')}>
        <div className="row">
          <Button spacing="compact" aria-label={t('access.move.of', { name })} onClick={() => onAsk('move')}>
            {t('access.move')}
          </Button>
          <Button
            spacing="compact"
            appearance="subtle"
            aria-label={t('access.end.of', { name })}
            onClick={() => onAsk('end')}
          >
            {t('access.end')}
          </Button>
        </div>
      </td>
    </tr>
  );
}
