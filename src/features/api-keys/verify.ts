import type { ProjectId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { StoredKey } from './store/key-store';
import { isSecretOf } from './secret';
import { endedBy, stateOf } from './view';

/**
 * Whether a secret opens its key now. A key that is not there costs the same time as one that is.
 *
 * @param policy a project admin's key ends where the policy no longer lets them make any.
 * @returns why not, or `undefined` when it opens.
 */
export function verifyKey(
  secret: string,
  key: StoredKey | undefined,
  policy: Policy | undefined,
  now: number,
): Reason | undefined {
  return isRightSecret(secret, key, now) && key ? refusedState(key, policy, now) : reason('key-wrong');
}

/** Whether a secret is that of a key, whatever became of the key. One that is not there costs the same time. */
export function isRightSecret(secret: string, key: StoredKey | undefined, now: number): boolean {
  const previous = key?.previous && key.previous.until > now ? [key.previous.hash] : [];
  return isSecretOf(secret, [key?.hash ?? '', ...previous]) && key !== undefined;
}

/** Whether a key that was good once still is, for a project. Does not take the secret again. */
export function verifyOwner(
  key: StoredKey | undefined,
  policy: Policy | undefined,
  projectId: ProjectId,
  now: number,
): Reason | undefined {
  if (!key) return reason('key-revoked');
  return (
    refusedState(key, policy, now) ?? (key.projects.includes(projectId) ? undefined : reason('key-project'))
  );
}

function refusedState(key: StoredKey, policy: Policy | undefined, now: number): Reason | undefined {
  switch (stateOf(key, policy, now)) {
    case 'active':
      return undefined;
    case 'revoked':
      return reason('key-revoked');
    case 'expired':
      return reason('key-expired');
    case 'ended':
      return reason(endedBy(key, policy) === 'maker' ? 'key-maker' : 'key-rule');
  }
}
