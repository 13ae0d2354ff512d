import type { ImportId } from '../../contract/import';
import { person } from '../../domain/actor';
import type { AccountId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { ok } from '../../domain/result';
import type { JiraResult } from '../../platform/jira/result';
import { expireAccess } from '../access-expiry/expire-access';
import type { ExpiryPorts } from '../access-expiry/expire-access';
import type { AccessExpiry, StoredExpiry, VersionedExpiry } from '../access-expiry/store/expiry-store';
import { isFree } from '../access-expiry/store/expiry-times';
import { planLeavers } from './plan-leavers';
import type { LeaverContext, LeaverPlan, LeaverPorts } from './plan-leavers';
import { removalEnding } from './removal-ending';
import { isUnderWay } from './under-way';

/** What became of one leaver. */
export type RemovedLeaver =
  /** `remaining`: what stays otherwise than wished. */
  | { readonly kind: 'removed'; readonly remaining?: Reason }
  /** There was nothing (more) to remove. */
  | { readonly kind: 'nothing'; readonly endedAt: number | undefined }
  | { readonly kind: 'failed'; readonly reason: Reason };

export interface ListedLeaver {
  readonly accountId: AccountId;
  /** Of the address, for the audit log. */
  readonly domain: string;
}

/**
 * Takes the leavers of a list off the places that the scope names: one call for each 50 of one place. Each is stored first
 * as an end whose time has come, so that the schedule completes what a worker that crashed began. Safe to repeat.
 */
export async function removeLeavers(
  leavers: readonly ListedLeaver[],
  { importId, ...context }: LeaverContext & { readonly importId: ImportId },
  ports: LeaverPorts & ExpiryPorts,
): Promise<JiraResult<ReadonlyMap<AccountId, RemovedLeaver>>> {
  const { store, clock } = ports;
  const accounts = new Map(leavers.map((each) => [each.accountId, each]));
  const plans = await planLeavers([...accounts.keys()], context, ports);
  if (!plans.ok) return plans;
  const stored = await store.endings.read(context.policy.projectId, [...accounts.keys()]);
  const results = new Map<AccountId, RemovedLeaver>();
  const now = clock.now();
  const left: VersionedExpiry[] = [];
  const wanted: { readonly ending: AccessExpiry; readonly seen: number | undefined }[] = [];
  for (const [accountId, { domain }] of accounts) {
    const plan = plans.data.get(accountId);
    const before = stored.get(accountId);
    const own = leftBy(importId, before, now);
    if (own) left.push(own);
    else if (!plan || isEmpty(plan)) results.set(accountId, { kind: 'nothing', endedAt: plan?.endedAt });
    else if (isUnderWay(before, now)) results.set(accountId, CHANGED);
    else {
      const ending = { ...removalEnding(accountId, plan.removes, context, now), domain };
      const removes = { importId, ...(before?.ending && { before: before.ending }) };
      wanted.push({ ending: { ...ending, removes }, seen: before?.version });
    }
  }
  const became = await store.endings.write(wanted);
  const stands = wanted.flatMap(({ ending, seen }, index) =>
    became[index] === 'done' ? [{ ending, version: (seen ?? 0) + 1 }] : [],
  );
  const ended = await expireAccess([...left, ...stands], person(context.actor), ports);
  for (const { ending, result } of ended) {
    results.set(
      ending.accountId,
      result.ok ? { kind: 'removed', ...result.data } : { kind: 'failed', reason: result.reason },
    );
  }
  // Another writer was faster with all others.
  for (const accountId of accounts.keys()) if (!results.has(accountId)) results.set(accountId, CHANGED);
  return ok(results);
}

/** What a worker of this very list has begun and left. */
function leftBy(
  importId: ImportId,
  stored: StoredExpiry | undefined,
  now: number,
): VersionedExpiry | undefined {
  const ending = stored?.ending;
  if (!stored || ending?.removes?.importId !== importId || !isFree(ending, now)) return undefined;
  return { ending, version: stored.version };
}

const CHANGED: RemovedLeaver = { kind: 'failed', reason: reason('access-changed-meanwhile') };

function isEmpty({ removes: { desk, organizations } }: LeaverPlan): boolean {
  return !desk && organizations.length === 0;
}
