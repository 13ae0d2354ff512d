import type { Removed, RemovalPlan } from '../../contract/removal';
import { person } from '../../domain/actor';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { JiraClients } from '../../platform/jira/clients';
import { expireAccess } from '../access-expiry/expire-access';
import type { ExpiryPorts } from '../access-expiry/expire-access';
import { keepDesk, openDeskIn } from './open-desk';
import { planRemoval } from './plan-removal';
import type { PlanPorts, Remover } from './plan-removal';
import { isUnderWay } from './under-way';

type RemovePorts = PlanPorts & ExpiryPorts;

type ShowPorts = PlanPorts & { readonly callers: Pick<JiraClients, 'user'> };

/** What `removeInvited` would do now. At most one call to Jira, as the person who asks. */
export async function showRemoval(id: string, who: Remover, ports: ShowPorts): Promise<Result<RemovalPlan>> {
  const planned = await planRemoval(id, who, ports);
  if (!planned.ok) return planned;
  const { plan, notedAt } = planned.data;
  const { callers, clock } = ports;
  const showOpenDesk = await openDeskIn([{ ...plan, notedAt }], who.policy, callers.user, clock.now());
  const { accountId, removes, stays } = showOpenDesk({ ...plan, notedAt });
  return ok({ accountId, removes, stays });
}

/**
 * Takes an invitation back: the customer is taken off the places that it added. It is stored first as an end whose time has
 * come, so that the schedule completes what a worker that crashed began. Asked again, it finds nothing left to do.
 */
export async function removeInvited(id: string, who: Remover, ports: RemovePorts): Promise<Result<Removed>> {
  const planned = await planRemoval(id, who, ports);
  if (!planned.ok) return planned;
  const { plan, ending, stored } = planned.data;
  if (!ending.desk && ending.organizations.length === 0) return ok(plan);
  if (isUnderWay(stored, ports.clock.now())) return changedMeanwhile();
  const [written] = await ports.store.endings.write([{ ending, seen: stored?.version }]);
  if (written !== 'done') return changedMeanwhile();
  const held = { ending, version: (stored?.version ?? 0) + 1 };
  const [ended] = await expireAccess([held], person(who.actor), ports);
  if (!ended) return changedMeanwhile();
  if (!ended.result.ok) return ended.result;
  const { remaining } = ended.result.data;
  const became = remaining?.code === 'desk-open' ? keepDesk(plan) : plan;
  return ok({ ...became, ...(remaining && { reason: remaining }) });
}

function changedMeanwhile(): Result<never> {
  return fail(reason('access-changed-meanwhile'));
}
