import type { KeyInput } from '../../src/contract/api-key';
import type { KeyId } from '../../src/domain/actor';
import type { KeyScope } from '../../src/features/api-keys/key-scope';
import { createKey, revokeKey, rotateKey } from '../../src/features/api-keys/manage';
import { parseKey } from '../../src/features/api-keys/secret';
import { verifyKey } from '../../src/features/api-keys/verify';
import { forgeStore } from '../../src/features/stores';
import type { Store } from '../../src/features/stores';
import { accountId, DESK, projectId } from './ids';
import { keyId, keyInput } from './keys';
import type { KvsSite } from './kvs-site';
import { policy } from './policy';

export const OTHER = projectId('10002');
export const JIRA_ADMIN: KeyScope = { accountId: accountId('5b10:admin'), project: undefined };
const OTHER_PROJECT = { serviceDeskId: DESK, key: 'PAR', name: 'Partner help', overrides: {}, own: {} };
/** A policy for two projects, whose admins may make keys. */
export const BOTH = {
  ...policy(),
  projectAdminsMakeKeys: true,
  projects: { ...policy().projects, [OTHER]: OTHER_PROJECT },
};

/** What admins do with the keys of whatever site a test has. */
export function managedKeys(site: () => KvsSite) {
  function ports(store: Store = forgeStore) {
    return { store, clock: site().clock, postpone: () => Promise.resolve() };
  }

  async function made(but: Partial<KeyInput> = {}, manager = JIRA_ADMIN) {
    const result = await createKey(keyInput(but), manager, BOTH, ports());
    if (!result.ok) throw new Error(result.reason.code);
    return result.data;
  }

  function rotate(id: KeyId, overlapHours: number, manager = JIRA_ADMIN, store?: Store) {
    return rotateKey({ id, overlapHours }, manager, BOTH, ports(store));
  }

  function revoke(id: KeyId, manager = JIRA_ADMIN, store?: Store) {
    return revokeKey(id, manager, BOTH, ports(store));
  }

  /** What a whole key meets at the door now. */
  async function atTheDoor(whole: string): Promise<string> {
    const { id, secret } = parseKey(whole) ?? { id: keyId('nosuchkey000'), secret: '' };
    const found = await forgeStore.apiKeys.find(id);
    return verifyKey(secret, found?.key, BOTH, site().clock.now())?.code ?? 'opens';
  }

  function audited(): Promise<readonly unknown[]> {
    return forgeStore.audit.page({ limit: 100 }, 0, site().clock.now()).then(({ entries }) => entries);
  }

  return { ports, made, rotate, revoke, atTheDoor, audited };
}
