import type { ProjectId } from '../ids';
import type { EnabledProject, Policy } from './policy';
import type { RuleName, SomeRules } from './rules';

/** One thing that differs between two policies. `undefined` stands for "not set": as inherited. */
export interface PolicyChange {
  /** Absent: the whole site. */
  readonly projectId?: ProjectId;
  /** `overrides` are a Jira admin's, `own` a project admin's. */
  readonly layer?: 'overrides' | 'own';
  readonly rule: RuleName | 'enabled' | 'auditDays' | 'projectAdminsMakeKeys';
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What one policy says otherwise than another, rule by rule, the site's first. */
export function policyChanges(before: Policy, after: Policy): PolicyChange[] {
  const site = (['auditDays', 'projectAdminsMakeKeys'] as const)
    .filter((rule) => before[rule] !== after[rule])
    .map((rule): PolicyChange => ({ rule, before: before[rule], after: after[rule] }));
  const projectIds = [...new Set([...Object.keys(before.projects), ...Object.keys(after.projects)])];
  return [
    ...ruleChanges(before.rules, after.rules, {}),
    ...site,
    ...projectIds.flatMap((id) => {
      const projectId = id as ProjectId;
      return projectChanges(before.projects[projectId], after.projects[projectId], projectId);
    }),
  ];
}

function projectChanges(
  before: EnabledProject | undefined,
  after: EnabledProject | undefined,
  projectId: ProjectId,
): PolicyChange[] {
  const switched: PolicyChange[] =
    Boolean(before) === Boolean(after)
      ? []
      : [{ projectId, rule: 'enabled', before: Boolean(before), after: Boolean(after) }];
  // What a project had set goes with it; that it is off says all.
  if (!after) return switched;
  return [
    ...switched,
    ...(['overrides', 'own'] as const).flatMap((layer) =>
      ruleChanges(before?.[layer] ?? {}, after[layer], { projectId, layer }),
    ),
  ];
}

/** What differs of the rules of one place. */
export function ruleChanges(
  before: SomeRules,
  after: SomeRules,
  where: Pick<PolicyChange, 'projectId' | 'layer'>,
): PolicyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as RuleName[];
  return names
    .filter((rule) => JSON.stringify(before[rule]) !== JSON.stringify(after[rule]))
    .map((rule) => ({
      ...where,
      rule,
      ...(before[rule] !== undefined && { before: before[rule] }),
      ...(after[rule] !== undefined && { after: after[rule] }),
    }));
}
