import { coversDomain } from '../../../src/domain/address/covers-domain';
import type { ProjectId } from '../../../src/domain/ids';
import type { Policy } from '../../../src/domain/policy/policy';
import type { Rules } from '../../../src/domain/policy/rules';
import { projectsOf } from './draft';

/** Why no invitation is possible any more: no account may invite, or every allowed domain is denied. */
export type LockedBy = 'inviters' | 'domains';

export interface Lockout {
  /** Nothing: the whole site. */
  readonly projectId?: ProjectId;
  readonly by: LockedBy;
}

/** Where a policy locks everybody out. It may, but the admin who saves it should know. */
export function lockouts(policy: Policy): Lockout[] {
  const site = lockedBy(policy.rules);
  const inProjects = projectsOf(policy).flatMap(([projectId, { overrides }]) =>
    lockedBy({ ...policy.rules, ...overrides })
      .filter((by) => !site.includes(by))
      .map((by): Lockout => ({ projectId, by })),
  );
  return [...site.map((by): Lockout => ({ by })), ...inProjects];
}

export function lockedBy({
  mayInvite,
  allowedDomains,
  deniedDomains,
}: Pick<Rules, 'mayInvite' | 'allowedDomains' | 'deniedDomains'>): LockedBy[] {
  const denied = (domain: string): boolean => deniedDomains.some((listed) => coversDomain(listed, domain));
  return [
    ...(mayInvite.length === 0 ? (['inviters'] as const) : []),
    ...(allowedDomains.length > 0 && allowedDomains.every(denied) ? (['domains'] as const) : []),
  ];
}
