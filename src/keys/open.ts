import type { ProjectId } from '../contract/ids';
import type { Policy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { StoredKey } from '../store/api-keys';
import { isSecretOf } from './secret';
import { stateOf } from './view';

/**
 * Whether a secret opens its key now. A key that is not there costs the same time as one that is.
 *
 * @param policy a project admin's key ends where the policy no longer lets them make any.
 * @returns why not, or nothing when it opens.
 */
export function refusedKey(
  secret: string,
  key: StoredKey | undefined,
  policy: Policy | undefined,
  now: number,
): Reason | undefined {
  const previous = key?.previous && key.previous.until > now ? [key.previous.hash] : [];
  const isRight = isSecretOf(secret, [key?.hash ?? '', ...previous]);
  return key && isRight ? refusedState(key, policy, now) : reason('key-wrong');
}

/** Whether a key that was good once still is, for a project: nobody has to send it again. */
export function refusedOwner(
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
  const state = stateOf(key, now);
  if (state !== 'active') return reason(state === 'revoked' ? 'key-revoked' : 'key-expired');
  return key.byProjectAdmin && !policy?.projectAdminsMakeKeys ? reason('key-revoked') : undefined;
}
