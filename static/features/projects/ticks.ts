import type { ProjectId } from '../../../src/domain/ids';
import type { Policy, PolicyInput } from '../../../src/domain/policy/policy';

/** Ticks that differ from the policy. They stay, also where another admin saves a newer one meanwhile. */
export type Ticks = ReadonlyMap<ProjectId, boolean>;

/** Projects that the admin cannot see stay as they are. */
export function withTicks(policy: Policy, ticks: Ticks): PolicyInput {
  const { version, rules, auditDays, projectAdminsMakeKeys } = policy;
  const before = Object.keys(policy.projects) as ProjectId[];
  const ids = [...new Set([...before, ...ticks.keys()])].filter((id) => ticks.get(id) ?? true);
  const projects = ids.map((projectId) => ({
    projectId,
    overrides: policy.projects[projectId]?.overrides ?? {},
  }));
  return { version, rules, auditDays, projectAdminsMakeKeys, projects };
}
