import type { ApiKeyView } from '../../contract/api-key';
import type { Policy } from '../../domain/policy/policy';
import type { StoredKey } from './store/key-store';
import { keyPrefix } from './secret';

/** How a key was used. */
export interface KeyUse {
  /** ISO 8601. */
  readonly lastUsedAt?: string | undefined;
  /** Invitations of today. */
  readonly today?: number | undefined;
}

/**
 * What may be shown of a key.
 *
 * @param policy as it is now: a project admin's key ends with the rule that let it be made.
 */
export function viewOf(
  key: StoredKey,
  { lastUsedAt, today }: KeyUse,
  policy: Policy | undefined,
  now: number,
): ApiKeyView {
  const state = stateOf(key, policy, now);
  const by = state === 'ended' && endedBy(key, policy);
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
    ...(state === 'active' && today !== undefined && { usedToday: today }),
    ...(key.byProjectAdmin && { byProjectAdmin: true as const }),
    state,
    ...(by && { endedBy: by }),
    ...(previous && previous.until > now && { overlapUntil: new Date(previous.until).toISOString() }),
  };
}

export function stateOf(key: StoredKey, policy: Policy | undefined, now: number): ApiKeyView['state'] {
  if (key.revokedAt !== undefined) return 'revoked';
  if (Date.parse(key.expiresAt) <= now) return 'expired';
  return endedBy(key, policy) ? 'ended' : 'active';
}

/** By what a project admin's key ended, if it did: nothing revives it. */
export function endedBy(
  { byProjectAdmin, generation, makerLostAt }: StoredKey,
  policy: Policy | undefined,
): 'rule' | 'maker' | undefined {
  if (!byProjectAdmin) return undefined;
  const isOfThisRule =
    policy?.projectAdminsMakeKeys === true && (generation ?? 0) === (policy.keysGeneration ?? 0);
  if (!isOfThisRule) return 'rule';
  return makerLostAt === undefined ? undefined : 'maker';
}
