import type { ProjectId } from '../../domain/ids';
import type { UpkeepLists } from '../../contract/reconcile';
import { projectPolicy } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import type { UpkeepStore } from './store/reconcile-store';

const NONE: UpkeepLists = { rules: [], gone: [], uncompared: [], unused: [] };

/** Whom the last round found in one project; nobody where it is off. */
export async function listFound(
  projectId: ProjectId,
  { policy }: Pick<Settings, 'policy'>,
  upkeep: Pick<UpkeepStore, 'report'>,
): Promise<UpkeepLists> {
  const report = projectPolicy(policy, projectId) && (await upkeep.report(projectId))?.value;
  if (!report) return NONE;
  const { rules, gone, uncompared, unused } = report;
  return {
    rules: rules.map(({ domain, organization, customers }) => ({
      domain,
      organizationId: organization.id,
      customers,
    })),
    gone: gone.map(({ accountId, organization }) => ({ accountId, ...(organization && { organization }) })),
    uncompared,
    unused: unused.map(({ accountId, at }) => ({ accountId, invitedAt: new Date(at).toISOString() })),
  };
}
