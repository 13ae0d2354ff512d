import type { OffProject, Policy } from '../../domain/policy/policy';
import { projectPolicy } from './effective';
import { enabledProjects } from '../../domain/policy/policy';

/** Projects that are off of which something is kept. */
const OFF_MAX = 500;

/** What is kept of projects that are off after a save: those that it switches off stand last. */
export function offAfter(before: Policy, projects: Policy['projects']): OffProject[] {
  const isOff = (id: string): boolean => !Object.hasOwn(projects, id);
  const switchedOff = enabledProjects(before)
    .filter(([id]) => isOff(id))
    .map(([projectId, { own }]): OffProject => {
      return { projectId, mayInvite: projectPolicy(before, projectId)?.mayInvite ?? [], own };
    });
  const still = (before.off ?? []).filter(({ projectId }) => isOff(projectId));
  return [...still, ...switchedOff].slice(-OFF_MAX);
}

/** The policy with as much of what it keeps of projects that are off as there is room for, the last ones first. */
export function withRoomFor(policy: Policy, fits: (policy: Policy) => boolean): Policy {
  const { off = [], ...rest } = policy;
  if (off.length === 0) return rest;
  if (fits(policy)) return policy;
  // Who could invite is short; what its admins had set can be long.
  const [longest] = [...off].sort((one, other) => sizeOf(other) - sizeOf(one));
  const shorter = off.flatMap((each) => {
    if (each !== longest) return [each];
    return Object.keys(each.own).length > 0 ? [{ ...each, own: {} }] : [];
  });
  return withRoomFor({ ...policy, off: shorter }, fits);
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
