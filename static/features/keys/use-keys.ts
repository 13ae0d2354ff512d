import { useCallback, useState } from 'react';
import type { ApiKeyView } from '../../../src/contract/api-key';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply } from '../../../src/contract/reply';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';
import { KEY_CALLS } from './key-calls';
import type { KeyScope } from './key-calls';
import { loadKeyPlace } from './key-place';
import type { KeyPlace } from './key-place';

export interface LoadedKeys {
  /** Where scripts send their requests. */
  readonly address: string;
  /** Newest first. */
  readonly keys: readonly ApiKeyView[];
  readonly place: KeyPlace;
  /** Of those who made them: read only while the page is open. */
  readonly names: ReadonlyMap<AccountId, string>;
  /** When this was so, in ms since 1970. */
  readonly now: number;
}

/** What the page did since the keys were loaded. */
interface Since {
  readonly keys: readonly ApiKeyView[];
  readonly names: LoadedKeys['names'];
  readonly now: number;
  /** As it was when the form was opened: projects may have been enabled meanwhile. */
  readonly place: KeyPlace | undefined;
}

const NOTHING: Since = { keys: [], names: new Map(), now: 0, place: undefined };

/** The keys of the scope, with what the page did to them since. */
export function useKeys(scope: KeyScope): {
  readonly loaded: Reply<LoadedKeys> | undefined;
  /** Puts a key that was made or changed into its place. */
  readonly put: (key: ApiKeyView) => Promise<void>;
  /** Looks again at what keys can be made for. */
  readonly look: () => Promise<void>;
  readonly reload: () => void;
} {
  const load = useCallback(() => loadKeys(scope), [scope]);
  const { loaded, reload } = useLoaded(load);
  const [since, setSince] = useState(NOTHING);
  const put = useCallback(async (key: ApiKeyView): Promise<void> => {
    const names = await namesOf([key]);
    setSince((before) => ({
      ...before,
      keys: [key, ...before.keys.filter(({ id }) => id !== key.id)],
      names: new Map([...before.names, ...names]),
      now: Date.now(),
    }));
  }, []);
  return {
    loaded: loaded?.ok ? { ok: true, data: merged(loaded.data, since) } : loaded,
    put,
    look: useCallback(async (): Promise<void> => {
      const place = await loadKeyPlace(scope);
      // Where that fails, what was known before has to do; making the key says what is wrong.
      if (place.ok) setSince((before) => ({ ...before, place: place.data }));
    }, [scope]),
    reload: useCallback(() => {
      setSince(NOTHING);
      reload();
    }, [reload]),
  };
}

async function loadKeys(scope: KeyScope): Promise<Reply<LoadedKeys>> {
  const [listed, place] = await Promise.all([KEY_CALLS[scope].list(), loadKeyPlace(scope)]);
  if (!listed.ok) return listed;
  if (!place.ok) return place;
  const { keys, address } = listed.data;
  return {
    ok: true,
    data: { keys, address, place: place.data, names: await namesOf(keys), now: Date.now() },
  };
}

function namesOf(keys: readonly ApiKeyView[]): Promise<LoadedKeys['names']> {
  return displayNames(keys.flatMap(({ createdBy }) => (createdBy ? [createdBy] : [])));
}

/** New ones come first, changed ones stay where they are. */
function merged({ keys, place, names, now, address }: LoadedKeys, since: Since): LoadedKeys {
  const changed = keys.map((key) => since.keys.find(({ id }) => id === key.id) ?? key);
  const made = since.keys.filter(({ id }) => !keys.some((key) => key.id === id));
  return {
    keys: [...made, ...changed],
    address,
    place: since.place ?? place,
    names: new Map([...names, ...since.names]),
    now: Math.max(now, since.now),
  };
}
