import type { ApiKeyView } from '../../../src/contract/api-key';

/** How long before a key expires its admins are warned: time enough to change every script that holds it. */
export const WARN_DAYS = 14;
const DAY_MS = 86_400_000;

type Expiry = Pick<ApiKeyView, 'expiresAt' | 'state'>;

/** @returns whole days until a key that works expires, where these are few; `undefined` where there is no hurry. */
function daysLeft({ expiresAt, state }: Expiry, now: number): number | undefined {
  const left = Date.parse(expiresAt) - now;
  return state === 'active' && left <= WARN_DAYS * DAY_MS
    ? Math.max(0, Math.floor(left / DAY_MS))
    : undefined;
}

/** The keys that expire soon, the next first. */
export function expiringKeys<K extends Expiry>(keys: readonly K[], now: number): readonly K[] {
  return keys
    .filter((key) => daysLeft(key, now) !== undefined)
    .sort((one, other) => Date.parse(one.expiresAt) - Date.parse(other.expiresAt));
}
