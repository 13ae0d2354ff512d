import { useCallback, useState } from 'react';
import type { AccessView } from '../../../src/contract/access-expiry';
import type { AccountId } from '../../../src/domain/ids';
import type { Reply, ReplyError } from '../../../src/contract/reply';
import { call } from '../../platform/call';
import { displayNames } from '../../platform/accounts';
import { useLoaded } from '../../ui/use-loaded';

/** Pages of 50 that are loaded at once, so that a search finds what stands further down. */
const PAGES_MAX = 20;

/** With the names as Jira shows them to the person at the page; absent where it does not. */
export interface NamedAccess extends AccessView {
  readonly name?: string;
  readonly byName?: string;
}

interface Loaded {
  readonly access: readonly NamedAccess[];
  /** Where the list goes on. */
  readonly cursor: string | undefined;
}

export interface AccessList {
  readonly access: readonly NamedAccess[];
  readonly isLoading: boolean;
  readonly isWhole: boolean;
  readonly error: ReplyError | undefined;
  readonly showMore: () => void;
  /** Loads what is not there yet, and shows it. @returns all of it; `undefined` where that failed. */
  readonly loadAll: () => Promise<readonly NamedAccess[] | undefined>;
  readonly reload: () => void;
}

const loadFirst = (): Promise<Reply<Loaded>> => loadFrom(undefined);

/** The access to the project that ends by itself, the first to end first. */
export function useAccess(): AccessList {
  const { loaded: first, reload } = useLoaded(loadFirst);
  const [further, setFurther] = useState<readonly Loaded[]>([]);
  const [failed, setFailed] = useState<ReplyError>();
  const [isGoingOn, setGoingOn] = useState(false);
  const parts = first?.ok ? [first.data, ...further] : [];
  const cursor = parts.at(-1)?.cursor;
  const access = parts.flatMap((part) => part.access);
  const showMore = async (from: string | undefined): Promise<Loaded | undefined> => {
    setGoingOn(true);
    const reply = await loadFrom(from);
    setGoingOn(false);
    setFailed(reply.ok ? undefined : reply.error);
    if (reply.ok) setFurther((shown) => [...shown, reply.data]);
    return reply.ok ? reply.data : undefined;
  };
  const loadAll = async (): Promise<readonly NamedAccess[] | undefined> => {
    const all = [...access];
    for (let from = cursor; from !== undefined;) {
      const more = await showMore(from);
      if (!more) return undefined;
      all.push(...more.access);
      from = more.cursor;
    }
    return all;
  };
  return {
    access,
    isLoading: !first || isGoingOn,
    isWhole: cursor === undefined,
    error: first?.ok === false ? first.error : failed,
    showMore: () => void showMore(cursor),
    loadAll,
    reload: useCallback(() => {
      setFurther([]);
      setFailed(undefined);
      reload();
    }, [reload]),
  };
}

async function loadFrom(from: string | undefined): Promise<Reply<Loaded>> {
  const found: AccessView[] = [];
  let cursor = from;
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const reply = await call('access.list', cursor === undefined ? {} : { cursor });
    if (!reply.ok) return reply;
    found.push(...reply.data.access);
    ({ cursor } = reply.data);
    if (cursor === undefined) break;
  }
  const names = await displayNames(found.flatMap(accountsIn));
  return { ok: true, data: { access: found.map((each) => withNames(each, names)), cursor } };
}

function accountsIn({ accountId, by }: AccessView): readonly AccountId[] {
  return [accountId, ...(by.kind === 'person' ? [by.accountId] : [])];
}

function withNames(each: AccessView, names: ReadonlyMap<AccountId, string>): NamedAccess {
  const name = names.get(each.accountId);
  const byName = each.by.kind === 'person' ? names.get(each.by.accountId) : undefined;
  return { ...each, ...(name !== undefined && { name }), ...(byName !== undefined && { byName }) };
}
