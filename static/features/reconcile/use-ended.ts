import { useState } from 'react';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import type { EndedPage } from '../../../src/contract/reconcile';
import { displayNames } from '../../platform/accounts';
import { call } from '../../platform/call';
import { useGoingOn } from '../../ui/use-going-on';
import { useLoaded } from '../../ui/use-loaded';
import type { EndedSoFar } from './needs';

/** Accounts that are looked for before the search waits to be asked for more. */
const ON_A_PAGE = 25;

interface NamedPage extends EndedPage {
  readonly names: ReadonlyMap<AccountId, string>;
}

/** The search for customers whose access ended: it goes on by itself until a page is full, or the log ends. */
export interface EndedSearch {
  readonly pages: readonly NamedPage[];
  /** Whether the first page is there. */
  readonly isLoaded: boolean;
  readonly isLoading: boolean;
  readonly isSearching: boolean;
  /** Whether there can be more, and how far back was looked, ISO 8601. */
  readonly isOpen: boolean;
  readonly searchedTo: string | undefined;
  readonly count: number;
  readonly error: ReplyError | undefined;
  /** Stops the search, or goes on with it. */
  readonly press: () => void;
  readonly reload: () => void;
}

export function useEnded(): EndedSearch {
  const { loaded: first, reload } = useLoaded(loadFirst);
  const [older, setOlder] = useState<readonly NamedPage[]>([]);
  const [error, setError] = useState<ReplyError>();
  const [isLoading, setLoading] = useState(false);
  const [stopped, setStopped] = useState(false);
  const [wanted, setWanted] = useState(ON_A_PAGE);
  const pages = first?.ok ? [first.data, ...older] : [];
  const { before, searchedTo } = pages.at(-1) ?? {};
  const count = pages.reduce((sum, { ended }) => sum + ended.length, 0);
  const isSearching = before !== undefined && count < wanted && !stopped && !error;

  const goOn = async (): Promise<void> => {
    setLoading(true);
    const reply = await loadPage(before);
    setLoading(false);
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok) setOlder((shown) => [...shown, reply.data]);
  };
  useGoingOn(isSearching, older, () => void goOn());
  const press = (): void => {
    setStopped(isSearching);
    if (isSearching) return;
    setWanted(count + ON_A_PAGE);
    void goOn();
  };
  return {
    pages,
    isLoaded: first !== undefined,
    isLoading,
    isSearching,
    isOpen: before !== undefined,
    searchedTo,
    count,
    error: first?.ok === false ? first.error : error,
    press,
    reload,
  };
}

/** For the summary; nothing where the first page is not there. */
export function endedSoFar({ pages, count, isOpen }: EndedSearch): EndedSoFar | undefined {
  return pages.length > 0 ? { count, isOpen } : undefined;
}

async function loadPage(before?: string): Promise<Reply<NamedPage>> {
  const reply = await call('upkeep.ended', before === undefined ? {} : { before });
  if (!reply.ok) return reply;
  const names = await displayNames(reply.data.ended.map(({ accountId }) => accountId));
  return { ok: true, data: { ...reply.data, names } };
}

const loadFirst = () => loadPage();
