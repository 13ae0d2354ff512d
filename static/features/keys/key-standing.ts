import type { ApiKeyView } from '../../../src/contract/api-key';

/** How long before its end a key is marked. */
const SOON_MS = 7 * 86_400_000;

export type KeyStatus = ApiKeyView['state'] | 'soon';

/** A key's state at a moment (ms since 1970), with those set apart that end within a week. */
export function statusOf(
  { state, expiresAt }: Pick<ApiKeyView, 'state' | 'expiresAt'>,
  now: number,
): KeyStatus {
  if (state !== 'active') return state;
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'expired';
  return left <= SOON_MS ? 'soon' : 'active';
}
