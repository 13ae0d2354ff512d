import { useCallback } from 'react';
import type { Actor } from '../../../src/domain/actor';
import type { Translate } from '../../i18n/use-translate';
import type { PolicyVersionView } from '../../../src/contract/policy-versions';
import type { ReplyError } from '../../../src/contract/reply';
import type { AccountId } from '../../../src/domain/ids';
import { displayNames } from '../../platform/accounts';
import { call } from '../../platform/call';
import { useLoaded } from '../../ui/use-loaded';

export type LoadedVersions =
  | {
      readonly list: readonly PolicyVersionView[];
      readonly names: ReadonlyMap<AccountId, string>;
    }
  | { readonly error: ReplyError };

/**
 * The last versions of the policy, newest first, with the names of who saved them.
 *
 * @param newest the policy's version: they are loaded again when there is a newer one.
 * @param limit how many; all of them where it is not given.
 */
export function useVersions(
  newest: number,
  limit?: number,
): { readonly loaded: LoadedVersions | undefined; readonly reload: () => void } {
  const load = useCallback(async (): Promise<LoadedVersions> => {
    // A version that was never saved has no list to ask for.
    if (newest === 0) return { list: [], names: new Map() };
    const reply = await call('policy.versions', limit === undefined ? {} : { limit });
    if (!reply.ok) return { error: reply.error };
    const actors = reply.data.flatMap(({ actor }) => (actor?.kind === 'person' ? [actor.accountId] : []));
    return { list: reply.data, names: await displayNames(actors) };
  }, [newest, limit]);
  return useLoaded(load);
}

/** Who saved a version, in words: a name, or that the account is erased or unknown. */
export function saverWords(actor: Actor, names: ReadonlyMap<AccountId, string>, t: Translate): string {
  if (actor.kind !== 'person') return t('audit.actor.erased');
  return names.get(actor.accountId) ?? t('admin.person.unknown');
}
