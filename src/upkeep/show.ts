import type { ReasonCode } from '../contract/reason';
import { isRuleOn } from '../contract/upkeep';
import type { StaleKey, UpkeepProject, UpkeepRule, UpkeepSettings, UpkeepView } from '../contract/upkeep';
import type { ProjectId } from '../contract/ids';
import type { Policy } from '../contract/policy';
import { stateOf } from '../keys/view';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import type { Settings } from '../store/settings';
import type { UpkeepReport } from '../store/upkeep';
import type { UpkeepPorts } from './run';

/** A key that opened nothing for so long is most likely forgotten. */
const STALE_AFTER_MS = 60 * 86_400_000;

type Ports = Pick<UpkeepPorts, 'store' | 'clock'>;

/** What the last rounds found, and what is switched on. */
export async function showUpkeep({ policy = DEFAULT_POLICY }: Settings, ports: Ports): Promise<UpkeepView> {
  const { upkeep } = ports.store;
  const [settings, round, reports, staleKeys] = await Promise.all([
    upkeep.settings(),
    upkeep.round(),
    upkeep.reports(),
    findStaleKeys(policy, ports),
  ]);
  return {
    ...settings.value,
    version: settings.version,
    round: {
      state: !round ? 'none' : round.value.endedAt === undefined ? 'running' : 'done',
      ...(round && { startedAt: isoOf(round.value.startedAt) }),
      ...(round?.value.endedAt !== undefined && { endedAt: isoOf(round.value.endedAt) }),
      wanted: round?.value.wanted ?? false,
    },
    projects: (Object.keys(policy.projects) as ProjectId[]).map((projectId) =>
      showProject(
        projectId,
        policy,
        settings.value,
        reports.find((report) => report.projectId === projectId),
      ),
    ),
    staleKeys,
  };
}

function showProject(
  projectId: ProjectId,
  policy: Policy,
  settings: UpkeepSettings,
  report: UpkeepReport | undefined,
): UpkeepProject {
  const { key = '', name = '' } = policy.projects[projectId] ?? {};
  const rules = projectPolicy(policy, projectId)?.domainOrganizations ?? [];
  return {
    projectId,
    key,
    name,
    rules: rules.map(({ domain, organization }): UpkeepRule => {
      const ref = { projectId, domain, organizationId: organization.id };
      const seen = report?.rules.find(
        (rule) => rule.domain === domain && rule.organization.id === organization.id,
      );
      const { outside = 0, customers = [], waiting = 0, added = 0, reason } = seen ?? {};
      return {
        domain,
        organization,
        on: isRuleOn(settings, ref),
        seen: seen !== undefined && report?.reason === undefined,
        outside,
        customers,
        waiting,
        added,
        ...(reason !== undefined && { reason: reason as ReasonCode }),
      };
    }),
    ...(report && { found: foundIn(report) }),
  };
}

function foundIn(report: UpkeepReport): NonNullable<UpkeepProject['found']> {
  const { at, listed, hidden, gone, goneCount, uncompared, unused, unusedMore, reason, unusedReason } =
    report;
  return {
    at: isoOf(at),
    listed,
    hidden,
    gone: gone.map(({ accountId, organization }) => ({ accountId, ...(organization && { organization }) })),
    goneCount,
    uncompared,
    unused: unused.map((each) => ({ accountId: each.accountId, invitedAt: isoOf(each.at) })),
    unusedMore,
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
