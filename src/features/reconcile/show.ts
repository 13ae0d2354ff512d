import type { ReasonCode } from '../../domain/reason';
import { isRuleOn } from '../../contract/reconcile';
import type {
  StaleKey,
  ReconcilePageInput,
  ReconciledProject,
  ReconcileRule,
  ReconcileSettings,
  ReconcileView,
} from '../../contract/reconcile';
import type { ProjectId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import { stateOf } from '../api-keys/view';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import { summaryOf } from './store/reconcile-store';
import type { ReconcileSummary } from './store/reconcile-store';
import type { ReconcilePorts } from './run';
import { enabledIds } from '../../domain/policy/policy';

/** A key that opened nothing for so long is most likely forgotten. */
const STALE_AFTER_MS = 60 * 86_400_000;

/** Of the projects of one page: with switches and keys beside them, an answer stays below 1 MB. */
const PAGE_BYTES_MAX = 500_000;
/** Projects that are read together. */
const READ_AT_ONCE = 100;

type Ports = Pick<ReconcilePorts, 'store' | 'clock'>;

/** What the last rounds found, in numbers, and what is switched on: of as many projects as fit into one answer. */
export async function showReconcile(
  { after }: ReconcilePageInput,
  { policy = DEFAULT_POLICY }: Settings,
  ports: Ports,
): Promise<ReconcileView> {
  const { upkeep } = ports.store;
  const [settings, round, staleKeys] = await Promise.all([
    upkeep.settings(),
    upkeep.round(),
    findStaleKeys(policy, ports),
  ]);
  const projectIds = behind(after, enabledIds(policy));
  const projects = await fitting(projectIds, async (ids) => {
    const found = new Map((await upkeep.summaries(ids)).map((summary) => [summary.projectId, summary]));
    // An older version kept no summaries; the next run makes them.
    if (round && round.value.done === undefined) {
      const older = await upkeep.olderReports(ids.filter((id) => !found.has(id)));
      for (const report of older) found.set(report.projectId, summaryOf(report));
    }
    return ids.map((id) => showProject(id, policy, settings.value, found.get(id)));
  });
  const isLast = projects.length === projectIds.length;
  const next = isLast ? undefined : projects.at(-1)?.projectId;
  return {
    ...settings.value,
    version: settings.version,
    round: {
      state: !round ? 'none' : round.value.endedAt === undefined ? 'running' : 'done',
      ...(round && { startedAt: isoOf(round.value.startedAt) }),
      ...(round?.value.endedAt !== undefined && { endedAt: isoOf(round.value.endedAt) }),
      wanted: round?.value.wanted ?? false,
    },
    projects,
    ...(next !== undefined && { next }),
    staleKeys,
  };
}

/** As many projects as fit into one answer; one at least. */
async function fitting(
  projectIds: readonly ProjectId[],
  read: (some: readonly ProjectId[]) => Promise<readonly ReconciledProject[]>,
): Promise<readonly ReconciledProject[]> {
  const projects: ReconciledProject[] = [];
  let bytes = 0;
  for (let from = 0; from < projectIds.length; from += READ_AT_ONCE) {
    for (const project of await read(projectIds.slice(from, from + READ_AT_ONCE))) {
      bytes += Buffer.byteLength(JSON.stringify(project));
      if (bytes > PAGE_BYTES_MAX && projects.length > 0) return projects;
      projects.push(project);
    }
  }
  return projects;
}

function behind(after: ProjectId | undefined, projectIds: readonly ProjectId[]): readonly ProjectId[] {
  return after === undefined ? projectIds : projectIds.slice(projectIds.indexOf(after) + 1);
}

function showProject(
  projectId: ProjectId,
  policy: Policy,
  settings: ReconcileSettings,
  summary: ReconcileSummary | undefined,
): ReconciledProject {
  const { key = '', name = '' } = policy.projects[projectId] ?? {};
  const rules = projectPolicy(policy, projectId)?.domainOrganizations ?? [];
  return {
    projectId,
    key,
    name,
    rules: rules.map(({ domain, organization }): ReconcileRule => {
      const ref = { projectId, domain, organizationId: organization.id };
      const seen = summary?.rules.find(
        (rule) => rule.domain === domain && rule.organizationId === organization.id,
      );
      const { outside = 0, named = 0, waiting = 0, added = 0, reason } = seen ?? {};
      return {
        domain,
        organization,
        on: isRuleOn(settings, ref),
        seen: seen !== undefined && summary?.reason === undefined,
        outside,
        named,
        waiting,
        added,
        ...(reason !== undefined && { reason: reason as ReasonCode }),
      };
    }),
    ...(summary && { found: foundIn(summary) }),
  };
}

function foundIn({
  reason,
  unusedReason,
  ...summary
}: ReconcileSummary): NonNullable<ReconciledProject['found']> {
  const { at, listed, hidden, goneCount, uncompared, unused, unusedMore, skipped } = summary;
  return {
    at: isoOf(at),
    listed,
    hidden,
    goneCount,
    uncompared,
    unused,
    unusedMore,
    skipped,
    ...(reason !== undefined && { reason: reason as ReasonCode }),
    ...(unusedReason !== undefined && { unusedReason: unusedReason as ReasonCode }),
  };
}

async function findStaleKeys(policy: Policy, { store, clock }: Ports): Promise<readonly StaleKey[]> {
  const now = clock.now();
  const active = (await store.apiKeys.list()).filter(({ key }) => stateOf(key, policy, now) === 'active');
  const uses = await store.apiKeys.lastUses(active.map(({ key }) => key.id));
  return active.flatMap(({ key: { id, name, createdAt, expiresAt } }) => {
    const lastUsedAt = uses.get(id);
    if (Date.parse(lastUsedAt ?? createdAt) > now - STALE_AFTER_MS) return [];
    return [{ id, name, createdAt, expiresAt, ...(lastUsedAt !== undefined && { lastUsedAt }) }];
  });
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
