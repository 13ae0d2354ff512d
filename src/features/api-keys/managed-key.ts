import { entryItems } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import { person } from '../../domain/actor';
import type { KeyId } from '../../domain/actor';
import { KEY_QUOTA_MAX } from '../../contract/api-key';
import type { ApiKeyView } from '../../contract/api-key';
import type { AuditEvent } from '../../contract/audit';
import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Quota } from '../invite/store/quotas';
import type { Item } from '../../platform/kvs/kvs';
import type { Store } from '../stores';
import type { KeyScope } from './key-scope';
import type { KeyRecord, StoredKey } from './store/key-store';
import { stateOf, viewOf } from './view';
import type { KeyUse } from './view';

export interface KeyPorts extends AuditPorts {
  readonly store: Pick<Store, 'apiKeys' | 'quotas' | 'write'>;
}

type KeyEvent = Extract<AuditEvent, { event: 'key' }>;

/** A key that is not the manager's counts as unknown, so that ids cannot be probed. */
export async function findManaged(
  id: KeyId,
  manager: KeyScope,
  { store }: KeyPorts,
): Promise<Result<KeyRecord>> {
  const found = await store.apiKeys.find(id);
  return found && isManagedBy(found.key, manager) ? ok(found) : fail(reason('key-gone'));
}

export function isManagedBy({ projects, byProjectAdmin }: StoredKey, { project }: KeyScope): boolean {
  return project === undefined || (byProjectAdmin && projects.length === 1 && projects[0] === project);
}

/** When each was used last, and how often today where it still opens. */
export async function usesOf(
  keys: readonly StoredKey[],
  policy: Policy | undefined,
  { store, clock }: Pick<KeyPorts, 'store' | 'clock'>,
): Promise<ReadonlyMap<KeyId, KeyUse>> {
  const now = clock.now();
  const open = keys.filter((key) => stateOf(key, policy, now) === 'active');
  const [uses, left] = await Promise.all([
    store.apiKeys.lastUses(keys.map(({ id }) => id)),
    // Not against its own quota: that may have been lowered since.
    store.quotas.left(
      open.map(({ id }): Quota => ({ of: 'key', keyId: id, max: KEY_QUOTA_MAX })),
      now,
    ),
  ]);
  const today = new Map(open.map(({ id }, place) => [id, KEY_QUOTA_MAX - (left[place] ?? KEY_QUOTA_MAX)]));
  return new Map(keys.map(({ id }) => [id, { lastUsedAt: uses.get(id), today: today.get(id) }]));
}

/** A key that was changed, as it is shown. */
export async function shown(key: StoredKey, policy: Policy, { store, clock }: KeyPorts): Promise<ApiKeyView> {
  const uses = await usesOf([key], policy, { store, clock }).catch(() => new Map<KeyId, KeyUse>());
  return viewOf(key, uses.get(key.id) ?? {}, policy, clock.now());
}

/** What is written with a key, so that nothing becomes of one without a trace. */
export function itemsOf(
  what: Pick<KeyEvent, 'action' | 'limits'>,
  { id, name, projects }: StoredKey,
  { accountId }: KeyScope,
  policy: Policy,
  { clock }: KeyPorts,
): readonly Item[] {
  const [projectId, ...others] = projects;
  const entry = {
    ...what,
    actor: person(accountId),
    // One of several projects is the site's business.
    ...(projectId && others.length === 0 && { projectId }),
    event: 'key' as const,
    outcome: 'done' as const,
    keyName: name,
    keyId: id,
  };
  return entryItems([entry], { policy }, clock);
}
