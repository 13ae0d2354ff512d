import { projectIdSchema } from '../../domain/ids';
import type { ProjectId } from '../../domain/ids';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import { DEFAULT_RULES } from '../../domain/policy/rules';
import type { EnabledProject, Policy, ProjectPolicy } from '../../domain/policy/policy';
import type { Inviter, Rules } from '../../domain/policy/rules';
import { tightened } from '../../domain/policy/tighten';

/** What holds until an admin says otherwise: no project is on. */
export const DEFAULT_POLICY: Policy = {
  version: 0,
  rules: DEFAULT_RULES,
  projects: {},
  auditDays: AUDIT_DAYS_MAX,
  projectAdminsMakeKeys: false,
};

/** The policy of one project, or `undefined` where the project is not enabled. */
export function projectPolicy(policy: Policy | undefined, projectId: ProjectId): ProjectPolicy | undefined {
  const project = enabledProject(policy, projectId);
  if (!policy || !project) return undefined;
  return {
    ...tightened(siteRules(policy, project), project.own),
    projectId,
    projectKey: project.key,
    serviceDeskId: project.serviceDeskId,
    auditDays: policy.auditDays,
  };
}

/**
 * Who is told that a project is off: those who could invite while it was on, and its admins. Where it never was, those
 * whom the site's rules would let.
 */
export function wouldInvite(
  policy: Policy = DEFAULT_POLICY,
  projectId: ProjectId | undefined,
): readonly Inviter[] {
  const last = policy.off?.find((each) => each.projectId === projectId);
  return ['projectAdmins', ...(last ?? policy.rules).mayInvite];
}

/** The id of the enabled project with this key or id, or `undefined`. */
export function projectNamed(policy: Policy | undefined, name: string): ProjectId | undefined {
  const projects = Object.entries((policy ?? DEFAULT_POLICY).projects);
  const found = projects.find(([id, { key }]) => id === name || key === name.toUpperCase());
  return found && projectIdSchema.parse(found[0]);
}

/** The policy of the project with this key or id; see `refusedName`. */
export function projectPolicyNamed(policy: Policy | undefined, name: string): ProjectPolicy | undefined {
  const id = projectNamed(policy, name);
  return id && projectPolicy(policy, id);
}

/** What a Jira admin allows in a project: the bounds for its own admins. */
export function siteRules({ rules }: Policy, { overrides }: EnabledProject): Rules {
  return { ...rules, ...overrides };
}

export function enabledProject(policy: Policy | undefined, projectId: ProjectId): EnabledProject | undefined {
  const { projects } = policy ?? DEFAULT_POLICY;
  // An own property only: a project called "constructor" is no project.
  return Object.hasOwn(projects, projectId) ? projects[projectId] : undefined;
}
