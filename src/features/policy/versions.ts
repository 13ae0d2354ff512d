import type { KeptPolicy, PolicyVersionView } from '../../contract/policy-versions';
import { POLICY_VERSIONS_MAX } from '../../domain/limits';
import type { Policy } from '../../domain/policy/policy';
import { policyChanges } from '../../domain/policy/policy-changes';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { shortened } from './shortened-changes';
import type { SettingsStore } from './store/settings-store';
import type { PolicyVersion } from './store/policy-versions';

type Versions = Pick<SettingsStore, 'versions'>;

/** The last versions of the policy, newest first, each with what it changed. */
export async function listVersions(
  limit: number | undefined,
  { version: newest }: Policy,
  settings: Versions,
): Promise<readonly PolicyVersionView[]> {
  // With the one before the last: what the last one changed is told, too.
  const read = Math.min((limit ?? POLICY_VERSIONS_MAX) + 1, POLICY_VERSIONS_MAX, newest + 1);
  const kept = await settings.versions(Array.from({ length: read }, (_, back) => newest - back));
  return [...kept.values()]
    .sort((one, other) => other.policy.version - one.policy.version)
    .slice(0, limit)
    .map((version) => viewOf(version, kept.get(version.policy.version - 1)));
}

/** One version, to go back to. */
export async function findVersion(
  version: number,
  { version: newest }: Policy,
  settings: Versions,
): Promise<Result<KeptPolicy>> {
  const isAmongLast = version <= newest && version > newest - POLICY_VERSIONS_MAX;
  const found = isAmongLast ? (await settings.versions([version])).get(version) : undefined;
  return found ? ok({ policy: found.policy, missing: found.missing }) : fail(reason('policy-version-gone'));
}

function viewOf({ policy, at, actor }: PolicyVersion, before: PolicyVersion | undefined): PolicyVersionView {
  return {
    version: policy.version,
    ...(at !== undefined && { at }),
    ...(actor && { actor }),
    ...(before && { changes: shortened(policyChanges(before.policy, policy)) }),
  };
}
