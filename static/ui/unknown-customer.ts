import type { Translate } from '../i18n/use-translate';

/** Who a customer is whose account Jira does not show: all that is stored is the domain, and not always that. */
export function unknownCustomer(domain: string | undefined, t: Translate): string {
  return domain ? t('history.unknown', { domain }) : t('history.unknown-domain');
}
