import type { Removed, RemovalPlan } from '../../contract/removal';
import { person } from '../../domain/actor';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { expireAccess } from '../access-expiry/expire-access';
import type { ExpiryPorts } from '../access-expiry/expire-access';
import { planRemoval } from './plan-removal';
import type { PlanPorts, Remover } from './plan-removal';
import { isUnderWay } from './under-way';

type RemovePorts = PlanPorts & ExpiryPorts;

/** What `removeInvited` would do now. */
export async function showRemoval(id: string, who: Remover, ports: PlanPorts): Promise<Result<RemovalPlan>> {
  const planned = await planRemoval(id, who, ports);
  return planned.ok ? ok(planned.data.plan) : planned;
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
  const [became] = await ports.store.endings.write([{ ending, seen: stored?.version }]);
  if (became !== 'done') return changedMeanwhile();
  const held = { ending, version: (stored?.version ?? 0) + 1 };
  const [ended] = await expireAccess([held], person(who.actor), ports);
  if (!ended) return changedMeanwhile();
  if (!ended.result.ok) return ended.result;
  const { remaining } = ended.result.data;
  return ok({ ...plan, ...(remaining && { reason: remaining }) });
}

function changedMeanwhile(): Result<never> {
  return fail(reason('access-changed-meanwhile'));
}
