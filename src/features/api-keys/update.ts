import { KEY_LIMITS } from '../../contract/api-key';
import type { ApiKeyView, KeyLimits, KeyUpdate } from '../../contract/api-key';
import type { Policy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { enabledProject } from '../policy/effective';
import { normalisedDomains } from '../policy/normalise';
import { refusedSuffix } from '../policy/public-suffix';
import type { KeyScope } from './key-scope';
import { findManaged, itemsOf, shown } from './managed-key';
import type { KeyPorts } from './managed-key';
import type { StoredKey } from './store/key-store';
import { stateOf } from './view';

/**
 * Changes what a key may do; its secret, name and end stay. A request that runs reads the key again before it acts, so
 * narrower limits hold for it, too.
 */
export async function updateKey(
  { id, limits, seen }: KeyUpdate,
  manager: KeyScope,
  policy: Policy,
  ports: KeyPorts,
): Promise<Result<ApiKeyView>> {
  const found = await findManaged(id, manager, ports);
  if (!found.ok) return found;
  const { key, version } = found.data;
  if (stateOf(key, policy, ports.clock.now()) !== 'active') return fail(reason('key-gone'));
  if (differing(key, seen).length > 0) return fail(reason('key-changed-meanwhile'));
  const domains = normalisedDomains(limits.domains);
  if (!domains.ok) return domains;
  const wanted = { ...limits, domains: domains.data, projects: [...new Set(limits.projects)] };
  const refused = refusedLimits(key, wanted, policy);
  if (refused) return fail(refused);

  const changed = differing(key, wanted);
  if (changed.length === 0) return ok(await shown(key, policy, ports));
  const { projects, organizations, dailyQuota } = wanted;
  const updated: StoredKey = { ...key, projects, domains: wanted.domains, organizations, dailyQuota };
  const items = itemsOf({ action: 'changed', limits: changed }, updated, manager, policy, ports);
  // A concurrent revocation must stand.
  if (!(await ports.store.apiKeys.replace(updated, version, items))) {
    return fail(reason('key-changed-meanwhile'));
  }
  return ok(await shown(updated, policy, ports));
}

/** Why a key cannot have these limits. What it had already stays allowed, where it is off by now. */
function refusedLimits(key: StoredKey, wanted: KeyLimits, policy: Policy): Reason | undefined {
  const added = wanted.projects.filter((projectId) => !key.projects.includes(projectId));
  if (key.byProjectAdmin && (added.length > 0 || wanted.projects.length !== key.projects.length)) {
    return reason('key-space-fixed');
  }
  if (added.some((projectId) => !enabledProject(policy, projectId))) return reason('project-not-enabled');
  return refusedSuffix(wanted.domains);
}

/** Which limits of a key are others than these. */
function differing(key: KeyLimits, limits: KeyLimits): readonly (typeof KEY_LIMITS)[number][] {
  return KEY_LIMITS.filter((name) => JSON.stringify(key[name]) !== JSON.stringify(limits[name]));
}
