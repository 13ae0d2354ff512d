import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import { actorWords } from '../audit/entry-words';
import { reasonWords } from '../../ui/reason-words';
import { unknownCustomer } from '../../ui/unknown-customer';
import { Given } from '../../ui/given';
import { Person } from '../../ui/person';
import { useTranslate } from '../../i18n/use-translate';
import './invited.css';
import type { NamedPage } from './named';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;

/** Who was invited, by whom and when: a line for each, for places too narrow for a table. */
export function InvitedList({ pages }: { readonly pages: readonly NamedPage[] }): ReactElement {
  const t = useTranslate();
  return (
    <ul className="plain-list invited">
      {pages.flatMap(({ entries, names }) =>
        entries.map(({ id, at, actor, customer, domain, outcome, reason }) => (
          <li key={id} className="invited-line">
            <div className="row">
              <strong className="break">
                {customer ? (
                  <Person id={customer} name={names.get(customer)}>
                    <Given>{names.get(customer) ?? unknownCustomer(domain, t)}</Given>
                  </Person>
                ) : (
                  <Given>{unknownCustomer(domain, t)}</Given>
                )}
              </strong>
              <Lozenge appearance={LOOK[outcome]}>{t(`audit.outcome.${outcome}`)}</Lozenge>
            </div>
            <p className="quiet">
              {t('invited.by', { who: actorWords(actor, names, t), when: t.dateTime(at) })}
            </p>
            {reason && (
              <p className="quiet">{reasonWords(reason, t, domain === undefined ? {} : { domain })}</p>
            )}
          </li>
        )),
      )}
    </ul>
  );
}
