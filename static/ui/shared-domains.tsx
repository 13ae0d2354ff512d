import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { useTranslate } from '../i18n/use-translate';
import { useLoaded } from './use-loaded';

/**
 * Says which domains are shared by many owners. The list that tells is loaded with the first domain; without it, saving
 * tells.
 */
export function SharedDomains({ domains }: { readonly domains: readonly string[] }): ReactElement {
  const t = useTranslate();
  const all = domains.join(' ');
  const load = useCallback(async (): Promise<readonly string[]> => {
    if (all === '') return [];
    try {
      return (await import('./public-suffix')).sharedAmong(all.split(' '));
    } catch {
      return [];
    }
  }, [all]);
  const { loaded = [] } = useLoaded(load);
  return (
    <div role="status">
      {loaded.map((domain) => (
        <p className="wrong break" key={domain}>
          {t('domains.shared', { text: domain })}
        </p>
      ))}
    </div>
  );
}
