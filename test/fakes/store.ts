import { StorageError } from '../../src/store/batch';
import type { Item } from '../../src/store/batch';
import { enrolmentItem } from '../../src/store/enrolments';
import type { Enrolment } from '../../src/store/enrolments';
import { newAccountItem } from '../../src/store/new-accounts';
import { pendingItem } from '../../src/store/pending';
import type { PendingInvitation } from '../../src/store/pending';
import type { Settings } from '../../src/store/settings';
import type { Store } from '../../src/store/store';
import type { AccountId } from '../../src/contract/ids';

export interface FakeStore extends Store {
  /** Everything that was written, in order. */
  readonly written: Item[];
  /** What is stored now, by key. */
  readonly values: Map<string, unknown>;
  readonly current: () => Settings;
}

type Operation =
  'settings' | 'enrolments' | 'newAccounts' | 'newOrganizations' | 'pending' | 'write' | 'history';

/**
 * A store in memory. Items are kept as the real one would keep them, so that what is written is found again.
 *
 * @param failing operations that storage refuses.
 */
export function fakeStore({
  failing = [],
  ...set
}: Partial<Settings> & { readonly failing?: readonly Operation[] } = {}): FakeStore {
  const written: Item[] = [];
  const values = new Map<string, unknown>();
  let settings: Settings = { policy: undefined, authority: undefined, selfTest: undefined, ...set };

  const operation = <T>(name: Operation, result: () => T): Promise<T> =>
    failing.includes(name) ? Promise.reject(new StorageError('INTERNAL')) : Promise.resolve(result());
  const save = (change: Partial<Settings>): Promise<void> =>
    operation('settings', () => void (settings = { ...settings, ...change }));

  return {
    written,
    values,
    current: () => settings,
    settings: {
      read: () => operation('settings', () => settings),
      savePolicy: (policy) => save({ policy }),
      saveAuthority: (authority) => save({ authority }),
      saveSelfTest: (selfTest) => save({ selfTest }),
    },
    history: { page: () => operation('history', () => ({ entries: [] })) },
    enrolments: {
      read: (projectId, accountIds) =>
        operation('enrolments', () => {
          const keyOf = (id: AccountId): string => enrolmentItem(projectId, id, { organizations: {} }).key;
          return found(accountIds, (id) => values.get(keyOf(id)) as Enrolment | undefined);
        }),
    },
    newAccounts: {
      find: (emails, now) =>
        operation('newAccounts', () =>
          found(emails, (email) => {
            const { key } = newAccountItem(email, '' as AccountId, 0);
            const value = values.get(key) as { accountId: AccountId; until: number } | undefined;
            return value && value.until > now ? value.accountId : undefined;
          }),
        ),
    },
    pending: {
      due: (now) =>
        operation('pending', () =>
          [...values]
            .filter(([key]) => key.startsWith('pending:'))
            .map(([, value]) => value as PendingInvitation)
            .filter(({ dueAt }) => dueAt <= now),
        ),
      find: (projectId, emails, now) =>
        operation('pending', () => {
          const keyOf = (email: string): string =>
            pendingItem({ projectId, email } as PendingInvitation, 0).key;
          return found(emails, (email) => {
            const pending = values.get(keyOf(email)) as PendingInvitation | undefined;
            return pending && pending.until > now ? pending : undefined;
          });
        }),
      remove: (pending) => operation('pending', () => void values.delete(pendingItem(pending, 0).key)),
    },
    newOrganizations: {
      has: (projectId, id) => operation('newOrganizations', () => values.has(`${projectId} ${id}`)),
      add: (projectId, id) =>
        operation('newOrganizations', () => void values.set(`${projectId} ${id}`, true)),
    },
    write: (items) =>
      operation('write', () => {
        written.push(...items);
        for (const { key, value } of items) values.set(key, JSON.parse(JSON.stringify(value)));
      }),
  };
}

function found<K, V>(keys: readonly K[], valueOf: (key: K) => V | undefined): ReadonlyMap<K, V> {
  const pairs = keys.map((key) => [key, valueOf(key)] as const);
  return new Map(pairs.filter((pair): pair is [K, V] => pair[1] !== undefined));
}
