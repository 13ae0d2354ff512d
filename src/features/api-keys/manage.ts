import type { KeyId } from '../../domain/actor';
import type { ApiKeyView, KeyInput } from '../../contract/api-key';
import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { findManaged, isManagedBy, itemsOf, shown, usesOf } from './managed-key';
import type { KeyPorts } from './managed-key';
import { enabledProject } from '../policy/effective';
import { normalisedDomains } from '../policy/normalise';
import { refusedSuffix } from '../policy/public-suffix';
import type { StoredKey } from './store/key-store';
import { refusedNumber } from './limits';
import type { KeyScope } from './key-scope';
import { newKeyId, newSecret } from './secret';
import { stateOf, viewOf } from './view';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A key just made, or made anew: its secret is told this once. */
export interface KeyWithSecret {
  readonly key: ApiKeyView;
  readonly secret: string;
}

/** The manager's keys, newest first. */
export async function listKeys(
  manager: KeyScope,
  policy: Policy | undefined,
  { store, clock }: KeyPorts,
): Promise<readonly ApiKeyView[]> {
  const keys = (await store.apiKeys.list()).map(({ key }) => key).filter((key) => isManagedBy(key, manager));
  const uses = await usesOf(keys, policy, { store, clock });
  return keys
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .map((key) => viewOf(key, uses.get(key.id) ?? {}, policy, clock.now()));
}

/** Makes a key. Its secret is in the answer and nowhere else. */
export async function createKey(
  input: KeyInput,
  manager: KeyScope,
  policy: Policy,
  ports: KeyPorts,
): Promise<Result<KeyWithSecret>> {
  const off = input.projects.find((projectId) => !enabledProject(policy, projectId));
  if (off !== undefined) return fail(reason('project-not-enabled'));
  const domains = normalisedDomains(input.domains);
  if (!domains.ok) return domains;
  const shared = refusedSuffix(domains.data);
  if (shared) return fail(shared);
  const now = ports.clock.now();
  const keys = (await ports.store.apiKeys.list()).map(({ key }) => key);
  const tooMany = refusedNumber(keys, manager, policy, now);
  if (tooMany) return fail(tooMany);

  const id = newKeyId();
  const { whole, hash } = newSecret(id);
  const key: StoredKey = {
    id,
    name: input.name,
    hash,
    projects: [...new Set(input.projects)],
    domains: domains.data,
    organizations: input.organizations,
    dailyQuota: input.dailyQuota,
    createdBy: manager.accountId,
    byProjectAdmin: manager.project !== undefined,
    ...(policy.keysGeneration !== undefined && { generation: policy.keysGeneration }),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + input.days * DAY_MS).toISOString(),
  };
  // A key that is taken already would be a coincidence of 62 bits.
  const items = itemsOf({ action: 'created' }, key, manager, policy, ports);
  if (!(await ports.store.apiKeys.replace(key, undefined, items))) return fail(reason('unexpected'));
  return ok({ key: viewOf(key, { today: 0 }, policy, now), secret: whole });
}

/** Gives a key a new secret; the old one opens for some hours more, so that nothing has to stop meanwhile. */
export async function rotateKey(
  { id, overlapHours }: { readonly id: KeyId; readonly overlapHours: number },
  manager: KeyScope,
  policy: Policy,
  ports: KeyPorts,
): Promise<Result<KeyWithSecret>> {
  const found = await findManaged(id, manager, ports);
  if (!found.ok) return found;
  const { key, version } = found.data;
  const now = ports.clock.now();
  if (stateOf(key, policy, now) !== 'active') return fail(reason('key-gone'));

  const { whole, hash } = newSecret(id);
  const until = Math.min(now + overlapHours * HOUR_MS, Date.parse(key.expiresAt));
  const previous = overlapHours > 0 ? { hash: key.hash, until } : undefined;
  const rotated: StoredKey = { ...key, hash, previous };
  // A concurrent revocation must stand.
  const items = itemsOf({ action: 'rotated' }, rotated, manager, policy, ports);
  if (!(await ports.store.apiKeys.replace(rotated, version, items))) return fail(reason('key-gone'));
  return ok({ key: await shown(rotated, policy, ports), secret: whole });
}

/** Ends a key at once and for ever. */
export async function revokeKey(
  id: KeyId,
  manager: KeyScope,
  policy: Policy,
  ports: KeyPorts,
): Promise<Result<ApiKeyView>> {
  // A concurrent rotation loses: a revocation always wins.
  for (;;) {
    const found = await findManaged(id, manager, ports);
    if (!found.ok) return found;
    const { key, version } = found.data;
    if (key.revokedAt !== undefined) return ok(await shown(key, policy, ports));
    const revoked: StoredKey = {
      ...key,
      previous: undefined,
      revokedAt: new Date(ports.clock.now()).toISOString(),
    };
    const items = itemsOf({ action: 'revoked' }, revoked, manager, policy, ports);
    if (!(await ports.store.apiKeys.replace(revoked, version, items))) continue;
    return ok(await shown(revoked, policy, ports));
  }
}
