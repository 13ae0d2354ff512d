import { parseAddress } from '../../domain/address/address';
import { organizationForDomain, refusedDomain } from '../../domain/organization/domain-rules';
import type { ProjectId } from '../../domain/ids';
import type { Policy, ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result, Failure } from '../../domain/result';
import type { ScriptInvitation } from '../../contract/script-api';
import { projectPolicy } from '../policy/effective';
import { tightened } from '../../domain/policy/tighten';
import type { StoredKey } from '../api-keys/store/key-store';
import type { PendingInvitation } from '../invite/store/pending';

export interface KeyRefusal {
  readonly why: Reason;
  readonly projectId?: ProjectId;
  readonly domain?: string;
}

/**
 * The policy of the project that an invitation names, within the limits of a key: both have to allow it. The answer
 * does not tell whether a project that the key does not open exists.
 */
export function policyForKey(
  key: StoredKey,
  { project, email, organization }: ScriptInvitation,
  policy: Policy | undefined,
): Result<ProjectPolicy, KeyRefusal> {
  const address = parseAddress(email);
  const domain = address.ok ? address.data.domain : undefined;
  const refused = (why: Reason, projectId?: ProjectId): Failure<KeyRefusal> =>
    fail({ why, ...(projectId && { projectId }), ...(domain && { domain }) });

  const open = key.projects
    .map((projectId) => projectPolicy(policy, projectId))
    .find((each) => each && isNamed(each, project));
  if (!open) return refused(reason('key-project'));
  const { projectId } = open;
  if (open.mayInvite.length === 0) return refused(reason('nobody-invites'), projectId);
  const isLimited = key.domains.length > 0;
  if (isLimited && domain && refusedDomain(domain, { allowedDomains: key.domains, deniedDomains: [] })) {
    return refused(reason('key-domain', { domain }), projectId);
  }
  const ruled = domain && organization === undefined ? organizationForDomain(domain, open) : undefined;
  if (ruled && key.organizations.length > 0 && !key.organizations.some(({ id }) => id === ruled.id)) {
    return refused(reason('key-organization'), projectId);
  }
  return ok({ ...open, ...tightened(open, { onlyOrganizations: key.organizations }), projectId });
}

/** Whether what waits is more than the limits of the key whose it is, as policy and key now are. */
export function exceedsKey(
  key: StoredKey,
  { projectId, email, organizations }: PendingInvitation,
  policy: Policy | undefined,
): Reason | undefined {
  const named = organizations.filter(({ ruled }) => !ruled);
  const [first] = named;
  const asked = { project: projectId, email, ...(first && { organization: first.id }) };
  const allowed = policyForKey(key, asked, policy);
  if (!allowed.ok) return allowed.reason.why;
  const only = key.organizations;
  const isBeyond = only.length > 0 && named.some(({ id }) => !only.some((each) => each.id === id));
  return isBeyond ? reason('key-organization') : undefined;
}

function isNamed({ projectId, projectKey }: ProjectPolicy, project: string): boolean {
  return projectId === project || projectKey === project.toUpperCase();
}
