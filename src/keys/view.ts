import type { ApiKeyView } from '../contract/api-key';
import type { StoredKey } from '../store/api-keys';
import { keyPrefix } from './secret';

/** What may be shown of a key. */
export function viewOf(key: StoredKey, lastUsedAt: string | undefined, now: number): ApiKeyView {
  const {
    id,
    name,
    projects,
    domains,
    organizations,
    dailyQuota,
    createdBy,
    createdAt,
    expiresAt,
    previous,
  } = key;
  return {
    id,
    prefix: keyPrefix(id),
    name,
    projects,
    domains,
    organizations,
    dailyQuota,
    ...(createdBy && { createdBy }),
    createdAt,
    expiresAt,
    ...(lastUsedAt && { lastUsedAt }),
    state: stateOf(key, now),
    ...(previous && previous.until > now && { overlapUntil: new Date(previous.until).toISOString() }),
  };
}

export function stateOf({ revokedAt, expiresAt }: StoredKey, now: number): ApiKeyView['state'] {
  if (revokedAt !== undefined) return 'revoked';
  return Date.parse(expiresAt) <= now ? 'expired' : 'active';
}
