import { router } from '@forge/bridge';
import type { ReactElement } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import { Given } from '../../ui/given';
import { useTranslate } from '../../i18n/use-translate';

/** A customer, who opens in Jira, and the domain of their address. */
export function CustomerLink({
  accountId,
  name,
  domain,
}: {
  readonly accountId: AccountId;
  readonly name: string;
  readonly domain: string | undefined;
}): ReactElement {
  const t = useTranslate();
  return (
    <div>
      <button
        type="button"
        className="link-button"
        aria-label={t('audit.customer.of', { name })}
        onClick={() => void router.open(`/jira/people/${encodeURIComponent(accountId)}`)}
      >
        <Given>{name}</Given>
      </button>
      {domain && <div className="quiet">{domain}</div>}
    </div>
  );
}
