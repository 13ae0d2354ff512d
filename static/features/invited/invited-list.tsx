import Lozenge from '@atlaskit/lozenge';
import type { ReactElement } from 'react';
import { actorWords } from '../audit/entry-words';
import { reasonWords } from '../../ui/reason-words';
import { Given } from '../../ui/given';
import { useWords } from '../../i18n/words';
import './invited.css';
import type { NamedPage } from './named';

const LOOK = { done: 'success', attention: 'moved', failed: 'removed', refused: 'removed' } as const;

/** Who was invited, by whom and when: a line for each, for places too narrow for a table. */
export function InvitedList({ pages }: { readonly pages: readonly NamedPage[] }): ReactElement {
  const say = useWords();
  return (
    <ul className="plain-list invited">
      {pages.flatMap(({ entries, names }) =>
        entries.map(({ id, at, actor, customer, domain, outcome, reason }) => (
          <li key={id} className="invited-line">
            <div className="row">
              <strong className="break">
                <Given>
                  {(customer && names.get(customer)) ?? say('history.unknown', { domain: domain ?? '…' })}
                </Given>
              </strong>
              <Lozenge appearance={LOOK[outcome]}>{say(`audit.outcome.${outcome}`)}</Lozenge>
            </div>
            <p className="quiet">
              {say('invited.by', { who: actorWords(actor, names, say), when: say.dateTime(at) })}
            </p>
            {reason && (
              <p className="quiet">{reasonWords(reason, say, domain === undefined ? {} : { domain })}</p>
            )}
          </li>
        )),
      )}
    </ul>
  );
}
