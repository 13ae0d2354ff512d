import { useCallback, useEffect, useState } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { ImportId } from '../../../src/contract/import';
import type { SiteImport } from '../../../src/contract/site-imports';
import type { ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';

/** Pages that are loaded before more are asked for. */
const PAGES_AT_ONCE = 10;

interface Loaded {
  readonly imports: readonly SiteImport[];
  readonly names: ReadonlyMap<AccountId, string>;
  /** Where what is not loaded yet begins. */
  readonly next: ImportId | undefined;
}

export interface SiteImports extends Loaded {
  readonly loading: boolean;
  readonly error: ReplyError | undefined;
  readonly reload: () => void;
  readonly more: () => void;
  /** Puts what a function of the app told of one in its place. */
  readonly put: (changed: SiteImport) => void;
}

const NOTHING: Loaded = { imports: [], names: new Map(), next: undefined };

/** Every import of the site, some pages at a time: they come by space, and are sorted once they are here. */
export function useSiteImports(): SiteImports {
  const [loaded, setLoaded] = useState(NOTHING);
  const [loading, setLoading] = useState(true);
  const [error, setError] = useState<ReplyError>();
  /** What is loaded after what. A new object loads. */
  const [from, setFrom] = useState<Pick<Loaded, 'next'>>(NOTHING);

  useEffect(() => {
    let wanted = true;
    const onPage = (page: Loaded, isFirst: boolean): boolean => {
      if (wanted) setLoaded((before) => joined(isFirst ? NOTHING : before, page));
      return wanted;
    };
    void loadPages(from.next, onPage).then((failed) => {
      if (!wanted) return;
      setError(failed);
      setLoading(false);
    });
    return () => {
      wanted = false;
    };
  }, [from]);

  const load = (next: ImportId | undefined): void => {
    setLoading(true);
    setError(undefined);
    setFrom({ next });
  };
  const put = useCallback(
    (changed: SiteImport): void =>
      setLoaded((before) => ({
        ...before,
        imports: before.imports.map((each) => (each.id === changed.id ? changed : each)),
      })),
    [],
  );
  return {
    ...loaded,
    loading,
    error,
    reload: () => load(undefined),
    more: () => load(loaded.next),
    put,
  };
}

/**
 * @param onPage takes each page; `false`: no more are wanted.
 * @returns why not all were loaded.
 */
async function loadPages(
  start: ImportId | undefined,
  onPage: (page: Loaded, isFirst: boolean) => boolean,
): Promise<ReplyError | undefined> {
  let next = start;
  for (let count = 0; count < PAGES_AT_ONCE; count += 1) {
    const reply = await call('imports.list', next ? { before: next } : {});
    if (!reply.ok) return reply.error;
    const { imports, before } = reply.data;
    const names = await displayNames(imports.map(({ owner }) => owner));
    const isWanted = onPage({ imports, names, next: before }, next === undefined);
    if (!isWanted || before === undefined) return undefined;
    next = before;
  }
  return undefined;
}

function joined(before: Loaded, page: Loaded): Loaded {
  return {
    imports: inOrder([...before.imports, ...page.imports]),
    names: new Map([...before.names, ...page.names]),
    next: page.next,
  };
}

/** The newest first; those that run stand where an admin sees them first. */
function inOrder(imports: readonly SiteImport[]): readonly SiteImport[] {
  return [...imports].sort(
    (one, other) =>
      Number(isRunning(other)) - Number(isRunning(one)) || other.createdAt.localeCompare(one.createdAt),
  );
}

export function isRunning({ state }: SiteImport): boolean {
  return state === 'running' || state === 'paused';
}
