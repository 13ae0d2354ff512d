import { projectIdSchema } from '../domain/ids';
import type { ProjectId } from '../domain/ids';
import type { Policy } from '../domain/policy/policy';

/** Every other project that is on, or was: what it gave stands. */
export function otherProjects(policy: Policy | undefined, projectId: ProjectId): readonly ProjectId[] {
  if (!policy) return [];
  const on = Object.keys(policy.projects).map((id) => projectIdSchema.parse(id));
  const off = (policy.off ?? []).map((each) => each.projectId);
  return [...new Set([...on, ...off])].filter((each) => each !== projectId);
}
