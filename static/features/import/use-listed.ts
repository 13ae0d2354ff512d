import { useCallback, useState } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportView } from '../../../src/contract/import';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { displayNames } from '../../platform/accounts';

/** Imports with the names of those who began them. */
export interface Listed {
  readonly imports: readonly ImportView[];
  readonly names: ReadonlyMap<AccountId, string>;
}

export interface UseListed extends Listed {
  /** Why they could not be loaded again. */
  readonly error: ReplyError | undefined;
  readonly refresh: () => void;
}

export async function withNames(imports: readonly ImportView[]): Promise<Listed> {
  return { imports, names: await displayNames([...new Set(imports.map(({ owner }) => owner))]) };
}

/**
 * The imports of the space, loaded again on request: a file that was read stays.
 *
 * @param load the same function whenever it is called.
 */
export function useListed(first: Listed, load: () => Promise<Reply<readonly ImportView[]>>): UseListed {
  const [error, setError] = useState<ReplyError>();
  const [listed, setListed] = useState(first);
  const refresh = useCallback((): void => {
    void load().then(async (reply) => {
      setError(reply.ok ? undefined : reply.error);
      if (reply.ok) setListed(await withNames(reply.data));
    });
  }, [load]);
  return { imports: listed.imports, names: listed.names, error, refresh };
}
