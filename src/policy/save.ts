import { asciiDomain } from '../contract/address';
import type { ProjectId, ServiceDeskId } from '../contract/ids';
import type { EnabledProject, Policy, PolicyInput, Rules } from '../contract/policy';
import type { Reason } from '../contract/reason';
import { reason } from '../contract/reason';
import type { JiraCaller } from '../jira/caller';
import { reasonOf } from '../jira/reasons';
import { serviceDesksByProject } from '../jira/service-desks';
import type { SettingsStore } from '../store/settings';
import { DEFAULT_POLICY } from './effective';

interface Ports {
  readonly settings: SettingsStore;
  /** The admin who saves. */
  readonly admin: JiraCaller;
}

export type Saved =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly reason: Reason };

/**
 * Replaces the policy. Whoever saves names the version they saw; a newer one is not overwritten. Projects
 * that were not enabled before must have a service desk that the admin can see.
 */
export async function savePolicy(
  input: PolicyInput,
  current: Policy | undefined,
  ports: Ports,
): Promise<Saved> {
  const { version, projects } = current ?? DEFAULT_POLICY;
  if (input.version !== version) return refused(reason('policy-changed-meanwhile'));

  const rules = normalised(input.rules);
  if (!rules.ok) return rules;
  const enabled: Record<ProjectId, EnabledProject> = {};
  const desks = await desksOf(input, projects, ports.admin);
  if (!desks.ok) return desks;
  for (const { projectId, overrides } of input.projects) {
    const serviceDeskId = desks.desks.get(projectId);
    if (!serviceDeskId) return refused(reason('not-a-service-project', { project: projectId }));
    const own = normalised(overrides);
    if (!own.ok) return own;
    enabled[projectId] = { serviceDeskId, overrides: own.rules };
  }

  const policy: Policy = { version: version + 1, rules: rules.rules, projects: enabled };
  await ports.settings.savePolicy(policy);
  return { ok: true, policy };
}

/** The desk of each project named: as kept where it is on already, asked from Jira where it is new. */
async function desksOf(
  input: PolicyInput,
  known: Policy['projects'],
  admin: JiraCaller,
): Promise<{ ok: true; desks: ReadonlyMap<ProjectId, ServiceDeskId> } | { ok: false; reason: Reason }> {
  const kept = Object.entries(known).map(
    ([projectId, { serviceDeskId }]) => [projectId as ProjectId, serviceDeskId] as const,
  );
  const desks = new Map(kept);
  if (input.projects.every(({ projectId }) => desks.has(projectId))) return { ok: true, desks };
  const found = await serviceDesksByProject(admin);
  if (!found.ok) return { ok: false, reason: reasonOf(found.refusal) };
  return { ok: true, desks: new Map([...found.data, ...desks]) };
}

function normalised<R extends Partial<Rules>>(
  rules: R,
): { readonly ok: true; readonly rules: R } | { readonly ok: false; readonly reason: Reason } {
  const result = { ...rules };
  for (const list of ['allowedDomains', 'deniedDomains'] as const) {
    const domains = rules[list];
    if (!domains) continue;
    const ascii = domains.map((domain) => asciiDomain(domain.trim()));
    const bad = domains.find((_, index) => ascii[index] === undefined);
    if (bad !== undefined) return refused(reason('policy-domain', { domain: bad }));
    result[list] = [...new Set(ascii.filter((domain) => domain !== undefined))];
  }
  return { ok: true, rules: result };
}

function refused(why: Reason): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason: why };
}
