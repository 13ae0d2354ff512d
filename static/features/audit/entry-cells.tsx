import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import type { AuditEntry } from '../../../src/contract/audit';
import { useTranslate } from '../../i18n/use-translate';
import { ActorName } from './actor-name';
import { CustomerLink } from './customer-link';
import { customerWords, whyWords } from './entry-words';
import type { Names } from './entry-words';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;

interface Named {
  readonly entry: AuditEntry;
  readonly names: Names;
}

/** The first cells of an entry's row: when it was, and by whom. */
export function WhenAndWho({ entry, names }: Named): ReactElement {
  const t = useTranslate();
  return (
    <>
      <td data-label={t('audit.column.when')} className="audit-when">
        <time dateTime={entry.at}>{t.dateTime(entry.at)}</time>
      </td>
      <td data-label={t('audit.column.who')} className="break-words">
        <ActorName actor={entry.actor} names={names} />
      </td>
    </>
  );
}

/** The last ones: whom it was about, and how it ended. */
export function CustomerAndOutcome({ entry, names }: Named): ReactElement {
  const t = useTranslate();
  const why = whyWords(entry, t);
  return (
    <>
      <td
        data-label={t('audit.column.customer')}
        className={entry.customer || entry.domain ? 'audit-customer break' : 'empty'}
      >
        <Customer entry={entry} names={names} />
      </td>
      <td data-label={t('audit.column.outcome')} className="audit-outcome">
        <div>
          <Lozenge appearance={LOOK[entry.outcome]}>{t(`audit.outcome.${entry.outcome}`)}</Lozenge>{' '}
          {why !== '' && <span className="quiet">{why}</span>}
        </div>
      </td>
    </>
  );
}

/** The account, as far as it is known, and the domain of its address. */
function Customer({ entry, names }: Named): ReactElement {
  const t = useTranslate();
  const { customer, domain } = entry;
  if (!customer) return <>{domain ?? '–'}</>;
  return (
    <CustomerLink
      accountId={customer}
      name={names.get(customer)}
      words={customerWords(entry, names, t)}
      domain={domain}
    />
  );
}
