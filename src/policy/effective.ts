import type { ProjectId } from '../contract/ids';
import type { Policy, ProjectPolicy, Rules } from '../contract/policy';

/** What holds until an admin says otherwise: no project is on, and the quieter choice of each switch. */
export const DEFAULT_RULES: Rules = {
  allowedDomains: [],
  deniedDomains: [],
  agentsMaySendEmail: false,
  agentsMayEnrolInOrganizations: true,
  agentsMayCreateOrganizations: false,
};

export const DEFAULT_POLICY: Policy = { version: 0, rules: DEFAULT_RULES, projects: {} };

/** The policy of one project, or nothing where the project is not enabled. */
export function projectPolicy(policy: Policy | undefined, projectId: ProjectId): ProjectPolicy | undefined {
  const { rules, projects } = policy ?? DEFAULT_POLICY;
  // An own property only: a project called "constructor" is no project.
  const project = Object.hasOwn(projects, projectId) ? projects[projectId] : undefined;
  if (!project) return undefined;
  return { ...rules, ...project.overrides, projectId, serviceDeskId: project.serviceDeskId };
}
