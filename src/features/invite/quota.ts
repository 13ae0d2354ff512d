import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { Quota, Short } from './store/quotas';
import type { Store } from '../stores';

interface Ports {
  readonly store: Pick<Store, 'quotas'>;
  readonly clock: Clock;
}

/**
 * Counts invitations before they are made, so that several requests at once cannot go past a quota. What then
 * fails stays counted.
 *
 * @returns why there may be no more today, or `undefined` when they are counted.
 * @throws StorageError where it could not be counted.
 */
export async function takeQuota(
  amount: number,
  actor: Actor,
  policy: ProjectPolicy,
  { store, clock }: Ports,
): Promise<Reason | undefined> {
  const quotas = quotasOf(actor, policy);
  if (quotas.length === 0 || amount === 0) return undefined;
  const taken = await store.quotas.take(quotas, amount, clock);
  if (taken.ok) return undefined;
  return shortOf(taken.reason);
}

/** Why there may be no more today. */
export function shortOf({ quota, left }: Short): Reason {
  return reason(`quota-${quota.of}`, { max: quota.max, left });
}

/** How many more the actor may invite today; `null`: as many as they like. */
export async function quotaLeft(
  actor: Actor,
  policy: ProjectPolicy,
  { store, clock }: Ports,
): Promise<number | null> {
  const left = await store.quotas.left(quotasOf(actor, policy), clock.now());
  return left.length === 0 ? null : Math.min(...left);
}

/** The quotas against which an actor's invitations count. */
export function quotasOf(
  actor: Actor,
  { projectId, dailyPerPerson, dailyPerProject }: ProjectPolicy,
): Quota[] {
  return [
    ...(actor.kind === 'person' && dailyPerPerson !== null
      ? [{ of: 'person', projectId, accountId: actor.accountId, max: dailyPerPerson } as const]
      : []),
    ...(dailyPerProject === null ? [] : [{ of: 'project', projectId, max: dailyPerProject } as const]),
  ];
}
