import type { Actor } from '../../domain/actor';
import type { ProjectId } from '../../domain/ids';
import type { EnabledProject, OwnRulesInput, Policy, PolicyInput } from '../../domain/policy/policy';
import type { SomeRules } from '../../domain/policy/rules';
import { policyChanges } from '../../domain/policy/policy-changes';
import type { PolicyChange } from '../../domain/policy/policy-changes';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { append, entryItems } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import type { Item } from '../../platform/kvs/kvs';
import type { JiraClient } from '../../platform/jira/client';
import { reasonOf } from '../../platform/jira/reasons';
import { serviceDesksByProject } from '../../platform/jira/service-desks';
import type { NewAuditEntry } from '../audit/store/audit-store';
import type { SettingsStore } from './store/settings-store';
import { enabledProject, siteRules } from './effective';
import { normalisedRules } from './normalise';
import { offAfter, withRoomFor } from './off';
import { sharedDomain } from './public-suffix';
import { shortened } from './shortened-changes';
import { versionItem } from './store/policy-versions';
import type { NewPolicyVersion } from './store/policy-versions';
import { looserRule } from '../../domain/policy/tighten';
import { enabledProjects } from '../../domain/policy/policy';

/** Forge storage takes 240 KiB in one value. */
export const POLICY_BYTES_MAX = 220_000;
/** What one project may take of that, once for its overrides and once for its own rules: no project takes the others' room. */
const PROJECT_KB_MAX = 8;
/**
 * Forge storage: 25 keys and 4 MB in one transaction, with the policy itself, two of its versions, who did it, and what
 * goes beyond. Each entry takes two: it, and what finds it.
 */
const ENTRIES_WITH_POLICY_MAX = 9;

interface Ports extends AuditPorts {
  readonly settings: SettingsStore;
}

/**
 * Replaces the policy. A save names the version it expects; a newer one is not overwritten. Projects
 * that were not enabled before must have a service desk that the admin can see.
 */
export async function savePolicy(
  input: PolicyInput,
  current: Policy,
  actor: Actor,
  { admin, ...ports }: Ports & { readonly admin: JiraClient },
): Promise<Result<Policy>> {
  if (input.version !== current.version) return fail(reason('policy-changed-meanwhile'));
  const rules = normalisedRules(input.rules);
  if (!rules.ok) return rules;
  const known = await withNewProjects(input, current, admin);
  if (!known.ok) return known;

  const projects: Record<ProjectId, EnabledProject> = {};
  for (const { projectId, overrides } of input.projects) {
    const project = known.data.get(projectId);
    if (!project) return fail(reason('not-a-service-project', { project: projectId }));
    const own = normalisedRules(overrides);
    if (!own.ok) return own;
    if (isTooLarge(own.data)) return fail(tooLarge);
    projects[projectId] = { ...project, overrides: own.data };
  }
  const { auditDays, projectAdminsMakeKeys } = input;
  const policy = {
    version: current.version + 1,
    rules: rules.data,
    projects,
    off: offAfter(current, projects),
    auditDays,
    projectAdminsMakeKeys,
    ...generationAfter(current, projectAdminsMakeKeys),
  };
  return replace(current, policy, actor, ports);
}

/** Replaces what the admins of one project set for it: only what is inside the site's rules. */
export async function saveOwnRules(
  input: OwnRulesInput,
  current: Policy,
  projectId: ProjectId,
  actor: Actor,
  ports: Ports,
): Promise<Result<Policy>> {
  const project = enabledProject(current, projectId);
  if (!project) return fail(reason('project-not-enabled'));
  if (input.version !== current.version) return fail(reason('policy-changed-meanwhile'));
  const own = normalisedRules(input.own);
  if (!own.ok) return own;
  if (isTooLarge(own.data)) return fail(tooLarge);
  const looser = looserRule(siteRules(current, project), own.data);
  if (looser) return fail(reason('policy-looser', { rule: looser }));
  const projects = { ...current.projects, [projectId]: { ...project, own: own.data } };
  return replace(current, { ...current, version: current.version + 1, projects }, actor, ports);
}

function generationAfter(
  { projectAdminsMakeKeys, keysGeneration }: Policy,
  mayMakeKeys: boolean,
): Pick<Policy, 'keysGeneration'> {
  const changes = projectAdminsMakeKeys === mayMakeKeys ? 0 : 1;
  return keysGeneration === undefined && changes === 0
    ? {}
    : { keysGeneration: (keysGeneration ?? 0) + changes };
}

async function replace(before: Policy, wanted: Policy, actor: Actor, ports: Ports): Promise<Result<Policy>> {
  const after = withRoomFor(wanted, (policy) => sizeOf(policy) <= POLICY_BYTES_MAX);
  if (sizeOf(after) > POLICY_BYTES_MAX) return fail(reason('policy-too-large'));
  const shared = sharedDomain(before, after);
  if (shared) return fail(shared);
  const entries = entriesOf(policyChanges(before, after), actor);
  const beyond = entries.slice(ENTRIES_WITH_POLICY_MAX);
  const now = ports.clock.now();
  // With the policy, so that none is changed without a trace.
  const within = entryItems(
    [...entries.slice(0, ENTRIES_WITH_POLICY_MAX), ...inOne(beyond, actor)],
    { policy: after, now },
    ports.clock,
  );
  const versions = await versionItems(before, { policy: after, at: now, actor }, ports.settings);
  if (!(await ports.settings.replacePolicy(after, [...within, ...versions]))) {
    return fail(reason('policy-changed-meanwhile'));
  }
  await append(beyond, { policy: after }, ports);
  return ok(after);
}

/** The new version; and the one before, where it was saved before versions were kept. */
async function versionItems(
  before: Policy,
  after: NewPolicyVersion,
  settings: SettingsStore,
): Promise<readonly Item[]> {
  const isKept = (await settings.versions([before.version])).has(before.version);
  return [...(isKept ? [] : [versionItem({ policy: before })]), versionItem(after)];
}

type PolicyEntry = Extract<NewAuditEntry, { event: 'policy' }>;

/** What goes beyond the transaction, in one entry of the site that goes with it: whatever crashes then, it was told. */
function inOne(beyond: readonly PolicyEntry[], actor: Actor): readonly PolicyEntry[] {
  if (beyond.length === 0) return [];
  const changes = shortened(beyond.flatMap((each) => each.changes));
  return [{ actor, event: 'policy', outcome: 'done', changes }];
}

/** One entry for the site, and one for each project, so that its admins find theirs. */
function entriesOf(changes: readonly PolicyChange[], actor: Actor): readonly PolicyEntry[] {
  const scopes = [...new Set(changes.map(({ projectId }) => projectId))];
  return scopes.map((projectId) => ({
    actor,
    ...(projectId && { projectId }),
    event: 'policy',
    outcome: 'done',
    changes: shortened(changes.filter((change) => change.projectId === projectId)),
  }));
}

/** The projects that are on already as they are kept; the desk of those that are new is asked from Jira. */
async function withNewProjects(
  input: PolicyInput,
  { projects: enabled, off = [] }: Policy,
  admin: JiraClient,
): Promise<Result<ReadonlyMap<ProjectId, EnabledProject>>> {
  const known = new Map(enabledProjects({ projects: enabled }));
  if (input.projects.length === 0) return ok(known);
  const isAllKnown = input.projects.every(({ projectId }) => known.has(projectId));
  const found = await serviceDesksByProject(admin);
  if (!found.ok) {
    return isAllKnown ? ok(known) : fail(reasonOf(found.error));
  }
  for (const [projectId, project] of known) {
    const desk = found.data.get(projectId);
    // Projects are renamed, and what a key names must not be another one.
    if (desk) known.set(projectId, { ...project, key: desk.projectKey, name: desk.projectName });
  }
  const all = [...found.data].map(([projectId, desk]): [ProjectId, EnabledProject] => {
    const { id, projectKey: key, projectName: name } = desk;
    const own = off.find((each) => each.projectId === projectId)?.own ?? {};
    return [projectId, { serviceDeskId: id, key, name, overrides: {}, own }];
  });
  return ok(new Map([...all, ...known]));
}

const tooLarge = reason('policy-project-too-large', { max: PROJECT_KB_MAX });

function isTooLarge(rules: SomeRules): boolean {
  return sizeOf(rules) > PROJECT_KB_MAX * 1024;
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
