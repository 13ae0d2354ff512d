import type { ProjectId } from '../../domain/ids';
import type { ReconcileLists } from '../../contract/reconcile';
import { projectPolicy } from '../policy/effective';
import type { Settings } from '../policy/store/settings-store';
import type { ReconcileStore } from './store/reconcile-store';

const NONE: ReconcileLists = { rules: [], gone: [], uncompared: [], unused: [] };

/** Whom the last round found in one project; empty where it is off. */
export async function listFound(
  projectId: ProjectId,
  { policy }: Pick<Settings, 'policy'>,
  upkeep: Pick<ReconcileStore, 'report'>,
): Promise<ReconcileLists> {
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
