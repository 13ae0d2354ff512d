import type { AccountId, ProjectId } from '../../src/domain/ids';
import { StorageError } from '../../src/platform/kvs/kvs';
import type { Item } from '../../src/platform/kvs/kvs';
import type {
  AccessExpiry,
  ExpiryStore,
  VersionedExpiry,
  StoredExpiry,
} from '../../src/features/access-expiry/store/expiry-store';
import type { Became } from '../../src/platform/kvs/records-each';

type Operation = 'read' | 'write' | 'remove';

export interface FakeEndings {
  readonly store: ExpiryStore;
  /** What is stored, by project and account. */
  readonly stored: Map<string, VersionedExpiry>;
  readonly of: (accountId: string) => AccessExpiry | undefined;
  /** Stores one as another worker would. */
  readonly put: (ending: AccessExpiry) => VersionedExpiry;
  /** Called before each operation: what others do meanwhile, or, where it throws, what storage refuses. */
  meanwhile: (operation: Operation) => void;
}

const PAGE = 100;

/** Endings in memory, compared before they are replaced; what is written with one goes to `extra`. */
export function fakeEndings(extra: (items: readonly Item[]) => void = () => undefined): FakeEndings {
  const stored = new Map<string, VersionedExpiry>();
  const keyOf = ({ projectId, accountId }: Pick<AccessExpiry, 'projectId' | 'accountId'>) =>
    `${projectId}:${accountId}`;
  const put = (ending: AccessExpiry): VersionedExpiry => {
    const held = { ending, version: (stored.get(keyOf(ending))?.version ?? 0) + 1 };
    stored.set(keyOf(ending), held);
    return held;
  };
  const turnOf = ({ endsAt, retryAt = '' }: AccessExpiry): string => (retryAt > endsAt ? retryAt : endsAt);
  const inOrder = (): VersionedExpiry[] =>
    [...stored.values()].sort((one, other) => (turnOf(one.ending) < turnOf(other.ending) ? -1 : 1));
  const page = (found: readonly VersionedExpiry[], cursor: string | undefined) => {
    // A cursor is a place in the order: what was taken out meanwhile is passed over.
    const rest = found.filter(({ ending }) => cursor === undefined || placeOf(ending) > cursor);
    const shown = rest.slice(0, PAGE);
    const last = shown.at(-1);
    return { endings: shown, cursor: last && rest.length > PAGE ? placeOf(last.ending) : undefined };
  };
  const placeOf = (ending: AccessExpiry): string => `${turnOf(ending)} ${ending.accountId}`;
  const byPlace = (): VersionedExpiry[] =>
    inOrder().sort((one, other) => (placeOf(one.ending) < placeOf(other.ending) ? -1 : 1));
  const began = (operation: Operation): boolean => {
    try {
      fake.meanwhile(operation);
      return true;
    } catch {
      return false;
    }
  };
  const change = (ending: AccessExpiry, seen: number | undefined, apply: () => void): Became => {
    if (stored.get(keyOf(ending))?.version !== seen) return 'changed';
    apply();
    return 'done';
  };
  const write = (ending: AccessExpiry, seen: number | undefined): Became =>
    change(ending, seen, () => stored.set(keyOf(ending), { ending, version: (seen ?? 0) + 1 }));
  const remove = ({ ending, version }: VersionedExpiry): Became =>
    change(ending, version, () => stored.delete(keyOf(ending)));
  let toldUntil: string | undefined;

  const fake: FakeEndings = {
    stored,
    of: (accountId) => [...stored.values()].find(({ ending }) => ending.accountId === accountId)?.ending,
    put,
    meanwhile: () => undefined,
    store: {
      read(projectId: ProjectId, accountIds: readonly AccountId[]) {
        if (!began('read')) return Promise.reject(new StorageError('INTERNAL'));
        const found = accountIds.flatMap((accountId): [AccountId, StoredExpiry][] => {
          const held = stored.get(keyOf({ projectId, accountId }));
          return held ? [[accountId, held]] : [];
        });
        return Promise.resolve(new Map(found));
      },
      due: (moment, cursor) =>
        Promise.resolve(
          page(
            byPlace().filter(({ ending }) => turnOf(ending) <= moment),
            cursor,
          ),
        ),
      between: (from, to, cursor) =>
        Promise.resolve(
          page(
            byPlace().filter(({ ending }) => turnOf(ending) >= from && turnOf(ending) <= to),
            cursor,
          ),
        ),
      first: (from = '') => Promise.resolve(byPlace().find(({ ending }) => turnOf(ending) >= from)?.ending),
      page: () => Promise.resolve({ endings: byPlace(), position: undefined }),
      write(changes) {
        if (changes.length === 0) return Promise.resolve([]);
        if (!began('write')) return Promise.resolve(changes.map(() => 'refused' as const));
        return Promise.resolve(changes.map(({ ending, seen }) => write(ending, seen)));
      },
      remove(held) {
        if (held.length === 0) return Promise.resolve([]);
        if (!began('remove')) return Promise.resolve(held.map(() => 'refused' as const));
        return Promise.resolve(held.map(remove));
      },
      replace({ ending, seen }, items) {
        const became = write(ending, seen);
        if (became === 'done') extra(items);
        return Promise.resolve(became === 'done');
      },
      removeOne(held, items) {
        const became = remove(held);
        if (became === 'done') extra(items);
        return Promise.resolve(became === 'done');
      },
      toldUntil: () => Promise.resolve(toldUntil),
      saveToldUntil: (moment) => Promise.resolve(void (toldUntil = moment)),
      eraseAccount: () => Promise.reject(new Error('this store does not have it')),
    },
  };
  return fake;
}
