import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { Given } from '../../ui/given';
import { Person } from '../../ui/person';
import { useTranslate } from '../../i18n/use-translate';

/** A customer, who opens in Jira, and the domain of their address. */
export function CustomerLink({
  accountId,
  name,
  words,
  domain,
}: {
  readonly accountId: AccountId;
  /** As Jira shows it; `undefined` where it does not. */
  readonly name: string | undefined;
  /** What stands for the customer: the name, or what is said instead. */
  readonly words: string;
  readonly domain: string | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <Person id={accountId} name={name}>
      <button
        type="button"
        className="link-button"
        aria-label={t('audit.customer.of', { name: words })}
        onClick={() => void router.open(`/jira/people/${encodeURIComponent(accountId)}`)}
      >
        <Given>{words}</Given>
      </button>
      {domain && <div className="quiet">{domain}</div>}
    </Person>
  );
}
