import { keyIdSchema } from '../../src/domain/actor';
import type { KeyId } from '../../src/domain/actor';
import type { KeyInput } from '../../src/contract/api-key';
import type { StoredKey } from '../../src/features/api-keys/store/key-store';
import { START } from './clock';
import { AGENT, PROJECT } from './ids';

const DAY_MS = 86_400_000;

export const keyId = (text: string): KeyId => keyIdSchema.parse(text);
export const KEY = keyId('abcdefghijkl');

/** A key that was made just now for the agent's project, for 30 days, but for what is told. */
export function storedKey(but: Partial<StoredKey> = {}): StoredKey {
  return {
    id: KEY,
    name: 'Onboarding',
    hash: '0'.repeat(64),
    projects: [PROJECT],
    domains: [],
    organizations: [],
    dailyQuota: 100,
    createdBy: AGENT,
    byProjectAdmin: false,
    createdAt: new Date(START).toISOString(),
    expiresAt: new Date(START + 30 * DAY_MS).toISOString(),
    ...but,
  };
}

/** What an admin sends for such a key. */
export function keyInput(but: Partial<KeyInput> = {}): KeyInput {
  return {
    name: 'Onboarding',
    domains: [],
    organizations: [],
    dailyQuota: 100,
    days: 30,
    projects: [PROJECT],
    ...but,
  };
}
