import type { AccountId, OrganizationId, ProjectId } from '../../src/domain/ids';
import { fakeEndings } from './endings';
import type { FakeEndings } from './endings';
import { newAccountItem } from '../../src/features/invite/store/known-addresses';
import { AUDIT_ENTITY } from '../../src/features/audit/store/audit-store';
import { StorageError } from '../../src/platform/kvs/kvs';
import type { Item } from '../../src/platform/kvs/kvs';
import { enrolmentItem } from '../../src/features/invite/store/enrolments';
import type { Enrolment, SeenNote } from '../../src/features/invite/store/enrolments';
import { intentItem } from '../../src/features/invite/store/intents';
import { begunItem } from '../../src/features/invite/store/created-organizations';
import type { Creation, OrganizationClaim } from '../../src/features/invite/store/created-organizations';
import { pendingPlace } from '../../src/features/invite/store/pending';
import type { PendingInvitation } from '../../src/features/invite/store/pending';
import type { Settings } from '../../src/features/policy/store/settings-store';
import type { Store } from '../../src/features/stores';
import { ok } from '../../src/domain/result';
import { refuse, unusedStore } from './unused-store';

export interface FakeStore extends Store {
  /** The endings, as others see and change them. */
  readonly ending: FakeEndings;
  /** Everything that was written, in order. */
  readonly written: Item[];
  /** What is stored now, by key. */
  readonly values: Map<string, unknown>;
  readonly current: () => Settings;
  /** What the audit log holds, in order. */
  readonly audited: () => Record<string, unknown>[];
}

type Operation =
  | 'settings'
  | 'endings'
  | 'enrolments'
  | 'addresses'
  | 'intents'
  | 'newOrganizations'
  | 'organizationLists'
  | 'pending'
  | 'quotas'
  | 'write';

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
  const claims = new Map<OrganizationId, OrganizationClaim>();
  let settings: Settings = { policy: undefined, authority: undefined, selfTest: undefined, ...set };

  const endings = fakeEndings((items) => written.push(...items));
  if (failing.includes('endings')) endings.meanwhile = refuse;

  const valueOf = (projectId: ProjectId, id: AccountId): Enrolment | undefined => {
    const { key } = enrolmentItem(projectId, id, { organizations: {} }, 0);
    return (values.get(key) as { value: Enrolment } | undefined)?.value;
  };
  const noteOf = (projectId: ProjectId, id: AccountId): SeenNote => {
    const enrolment = valueOf(projectId, id);
    return { enrolment: enrolment && { ...enrolment, at: 0 }, version: undefined };
  };
  const operation = <T>(name: Operation, result: () => T): Promise<T> =>
    failing.includes(name) ? Promise.reject(new StorageError('INTERNAL')) : Promise.resolve(result());
  const save = (change: Partial<Settings>): Promise<void> =>
    operation('settings', () => void (settings = { ...settings, ...change }));

  return {
    ...unusedStore,
    ending: endings,
    written,
    values,
    current: () => settings,
    audited: () =>
      written
        .filter(({ entityName }) => entityName === AUDIT_ENTITY)
        .map(({ value }) => value as Record<string, unknown>),
    settings: {
      read: () => operation('settings', () => settings),
      replacePolicy: (policy, extra = []) =>
        operation('settings', () => {
          if ((settings.policy?.version ?? 0) !== policy.version - 1) return false;
          written.push(...extra);
          settings = { ...settings, policy };
          return true;
        }),
      versions: () => operation('settings', () => new Map()),
      eraseAccount: () => operation('settings', () => undefined),
      saveAuthority: (authority) => save({ authority }),
      saveSelfTest: (selfTest) => save({ selfTest }),
      saveKeysSeen: (keysSeen) => save({ keysSeen }),
      saveCapabilities: (capabilities) => save({ capabilities }),
    },
    enrolments: {
      ...unusedStore.enrolments,
      read: (projectId, accountIds) =>
        operation('enrolments', () => found(accountIds, (id) => valueOf(projectId, id))),
      seen: (projectId, accountIds) =>
        operation('enrolments', () => new Map(accountIds.map((id) => [id, noteOf(projectId, id)]))),
    },
    addresses: {
      find: (projectId, emails, now, actor) =>
        operation('addresses', () =>
          found(emails, (email) => {
            const { key } = newAccountItem(email, '' as AccountId, 0);
            const account = values.get(key) as { accountId: AccountId; until: number } | undefined;
            const pending =
              actor && (values.get(pendingPlace(projectId, email, actor)) as PendingInvitation | undefined);
            return {
              ...(account && account.until > now && { newAccount: account.accountId }),
              ...(pending && pending.until > now && { pending }),
            };
          }),
        ),
    },
    pending: {
      ...unusedStore.pending,
      due: (now) =>
        operation('pending', () =>
          [...values]
            .filter(([key]) => key.startsWith('pending:'))
            .map(([, value]) => value as PendingInvitation)
            .filter(({ dueAt }) => dueAt <= now),
        ),
      again: ({ projectId, email, actor }) =>
        operation(
          'pending',
          () => values.get(pendingPlace(projectId, email, actor)) as PendingInvitation | undefined,
        ),
      remove: ({ projectId, email, actor }) =>
        operation('pending', () => void values.delete(pendingPlace(projectId, email, actor))),
    },
    newOrganizations: {
      find: (projectId, name, id) =>
        operation('newOrganizations', () => {
          const { key } = begunItem({ projectId, name, run: '', actor: { kind: 'schedule' }, at: 0 });
          const begun = (values.get(key) as { value: Creation & { scope: string } } | undefined)?.value;
          return {
            begun: begun?.scope === 'begun' ? begun : undefined,
            claim: claims.get(id ?? ('' as OrganizationId)),
          };
        }),
      claim: (id, claim) =>
        operation('newOrganizations', () => {
          const held = claims.get(id) ?? { ...claim, until: Number.MAX_SAFE_INTEGER };
          claims.set(id, held);
          return held;
        }),
      unended: () => operation('newOrganizations', () => []),
      firstUnended: () => operation('newOrganizations', () => undefined),
      eraseAccount: () => operation('newOrganizations', () => undefined),
    },
    organizationLists: {
      find: () => operation('organizationLists', () => undefined),
      save: () => operation('organizationLists', () => undefined),
      want: () => operation('organizationLists', () => undefined),
      wanted: () => operation('organizationLists', () => []),
      unwant: () => operation('organizationLists', () => undefined),
    },
    intents: {
      ...unusedStore.intents,
      add: (intent) =>
        operation('intents', () => {
          const { key, value } = intentItem(intent, 0);
          values.set(key, JSON.parse(JSON.stringify(value)));
        }),
    },
    endings: endings.store,
    mailedEnds: { read: () => operation('endings', () => new Set()) },
    quotas: {
      take: () => operation('quotas', () => ok(undefined)),
      more: () => ok([]),
      takeNoted: () => operation('quotas', () => ok(undefined)),
      left: (quotas) => operation('quotas', () => quotas.map(({ max }) => max)),
    },
    write: (items, { notes = [], last } = {}) =>
      operation('write', () => {
        if (failing.includes('enrolments') && notes.some(({ seen }) => !seen)) refuse();
        const noted = notes.flatMap(({ projectId, accountId, change }) => {
          const { at, ...after } = change(noteOf(projectId, accountId).enrolment) ?? {};
          return at === undefined
            ? []
            : [enrolmentItem(projectId, accountId, { organizations: {}, ...after }, at)];
        });
        for (const item of [...items, ...noted, ...(last ? [last] : [])]) {
          written.push(item);
          values.set(item.key, JSON.parse(JSON.stringify(item.value)));
        }
      }),
  };
}

function found<K, V>(keys: readonly K[], valueOf: (key: K) => V | undefined): ReadonlyMap<K, V> {
  const pairs = keys.map((key) => [key, valueOf(key)] as const);
  return new Map(pairs.filter((pair): pair is [K, V] => pair[1] !== undefined));
}
