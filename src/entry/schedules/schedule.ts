import type { Reason } from '../../domain/reason';
import { reason } from '../../domain/reason';
import { nextExpiry } from '../../features/access-expiry/next-expiry';
import { expireDueAccess } from '../../features/access-expiry/expire-due';
import { remindOfExpiries } from '../../features/access-expiry/remind-of-expiries';
import { lookWhenDue } from '../../features/agenda/look-when-due';
import type { Looking } from '../../features/agenda/look-when-due';
import type { MarkPorts } from '../../features/agenda/mark-work';
import { projectAdminRight, denyReason } from '../../features/authorization/permission';
import { reasonOfError } from '../../features/authorization/unexpected';
import { sweepImports } from '../../features/import/sweep';
import { fillLists } from '../../features/invite/fill-lists';
import { retryPending } from '../../features/invite/retry-pending';
import { settleIntents } from '../../features/invite/settle-intents';
import { nextSettling, settleOrganizations } from '../../features/invite/settle-organizations';
import { systemClock } from '../../platform/clock';
import { createCallers } from '../../platform/jira/clients';
import type { JiraClients } from '../../platform/jira/clients';
import { endKeysOfFormerAdmins } from '../../features/api-keys/former-admins';
import { verifyOwner } from '../../features/api-keys/verify';
import { projectPolicy } from '../../features/policy/effective';
import { nextWeek } from '../../features/privacy/store/account-ledger';
import { sweepProof } from '../../features/proof/sweep';
import { reportLedger } from '../../features/privacy/report';
import type { PendingInvitation } from '../../features/invite/store/pending';
import { exceedsKey } from '../../features/script-api/policy-for-key';
import type { Settings } from '../../features/policy/store/settings-store';
import { forgeStore } from '../../features/stores';
import type { Store } from '../../features/stores';
import { pushImport } from '../queues/import-queue';
import { isAlways, pushWake } from '../queues/wake-queue';
import { ENDING_BUDGET_MS, portsFor, TRIGGER_BUDGET_MS, UPKEEP_BUDGET_MS } from '../ports';
import { runRound } from '../../features/reconcile/run-round';
import { unattended } from '../unattended';

/**
 * Every hour, and between when the time of something comes: imports go on, what a worker left open is settled, a proof that
 * stands still is taken back, and those are invited again whose accounts Jira had not found yet.
 */
export const onSchedule = unattended('retry', () => lookWhenDue(RETRY, schedulePorts()));

/** The same when an event of the app's own queue comes. What fails is logged and tried again by the schedule, not by the queue. */
export const onWakeQueue = unattended('wake-queue', async (event: unknown): Promise<void> => {
  const looking = isAlways(event) ? { ...RETRY, waits: () => Promise.resolve(true) } : RETRY;
  await lookWhenDue(looking, schedulePorts()).catch(
    (error: unknown) => void reasonOfError(error, 'wake-queue'),
  );
});

/** Every hour: ends the access whose time has come, and tells of what ends soon. */
export const onExpirySchedule = unattended('ending', () =>
  lookWhenDue({ job: 'ending', look: endAccess }, schedulePorts()),
);

/** Every hour: begins the daily look at all enabled projects, or goes on with it. */
export const onReconcileSchedule = unattended('upkeep', () =>
  lookWhenDue({ job: 'upkeep', look: reconcile }, schedulePorts()),
);

/**
 * Every hour, as far as time allows: reports the accounts that are due this week, and ends the keys of those who are no
 * project admins any more.
 */
export const onPrivacySchedule = unattended('privacy', () =>
  lookWhenDue({ job: 'privacy', look: reportAndEndKeys }, schedulePorts()),
);

/*
 * What a job does itself needs no mark: until it has ended, it is due. `retry` leaves work to others: ends of access.
 */
const RETRY: Looking = {
  job: 'retry',
  look: retryWork,
  waits: async () => (await forgeStore.intents.due(systemClock.now(), 1)).length > 0,
  isWoken: true,
};

function schedulePorts(): MarkPorts {
  return { store: forgeStore, clock: systemClock, wake: pushWake };
}

async function retryWork(): Promise<number | undefined> {
  const ports = portsFor(TRIGGER_BUDGET_MS);
  const { callers, store, clock } = ports;
  const now = clock.now();
  let importsAt: number | undefined;
  let proofAt: number | undefined;
  // None keeps the others from their turn; one after another, since all share the same calls to Jira.
  await inTurn([
    async () => void (importsAt = await sweepImports({ ...ports, push: pushImport })),
    async () => void (proofAt = await sweepProof(ports)),
    () => settleIntents(now + TRIGGER_BUDGET_MS / 2, ports),
    () => settleOrganizations(now + TRIGGER_BUDGET_MS / 2, ports),
    () => fillLists(now + TRIGGER_BUDGET_MS / 2, ports),
    () =>
      retryPending({
        ...ports,
        refusal: (pending, settings) => refusedNow(pending, settings, { callers, store, now: clock.now() }),
      }),
  ]);
  return earliest([
    importsAt,
    proofAt,
    await store.intents.next(),
    await nextSettling(ports),
    (await store.organizationLists.wanted(1)).length > 0 ? clock.now() : undefined,
    await store.pending.next(),
  ]);
}

/** Runs all of them. @throws the first error, once each had its turn. */
async function inTurn(runs: readonly (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const run of runs) await run().catch((error: unknown) => void failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function endAccess(): Promise<number | undefined> {
  const { store, clock, postpone } = portsFor(ENDING_BUDGET_MS, forgeStore);
  const begun = clock.now();
  const callersUntil = (deadline: number): JiraClients => createCallers(clock, deadline);
  // Neither keeps the other from its turn.
  const [ended] = await Promise.allSettled([
    expireDueAccess(begun + ENDING_BUDGET_MS * 0.75, { store, clock, postpone, callersUntil }),
  ]);
  await remindOfExpiries(Math.max(begun + ENDING_BUDGET_MS, clock.now()), { store, clock, postpone });
  if (ended.status === 'rejected') throw ended.reason;
  return nextExpiry(store);
}

function reconcile(): Promise<number> {
  const ports = portsFor(UPKEEP_BUDGET_MS, forgeStore);
  return runRound(ports.clock.now() + UPKEEP_BUDGET_MS * 0.8, ports);
}

async function reportAndEndKeys(): Promise<number> {
  const ports = portsFor(TRIGGER_BUDGET_MS, forgeStore);
  const { store, clock } = ports;
  const until = clock.now() + TRIGGER_BUDGET_MS;
  const [reported, keys] = await Promise.allSettled([
    reportLedger(until, { store, clock }),
    endKeysOfFormerAdmins(until - TRIGGER_BUDGET_MS / 3, {
      ...ports,
      right: (maker, projectId) => projectAdminRight(ports.callers.offline(maker), maker, projectId),
    }),
  ]);
  if (reported.status === 'rejected') throw reported.reason;
  if (keys.status === 'rejected') throw keys.reason;
  const isThrough = reported.value && !keys.value;
  return isThrough ? nextWeek(clock.now()) : clock.now();
}

function earliest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/**
 * There is no person at the screen, so Jira is asked as the person whose invitation it is; a key must still be good.
 */
async function refusedNow(
  pending: PendingInvitation,
  { policy }: Settings,
  { callers, store, now }: { readonly callers: JiraClients; readonly store: Store; readonly now: number },
): Promise<Reason | undefined> {
  const { actor, projectId } = pending;
  switch (actor.kind) {
    case 'person':
      return denyReason('inviter', callers.offline(actor.accountId), actor.accountId, projectId, () =>
        Promise.resolve(projectPolicy(policy, projectId)?.mayInvite ?? []),
      );
    case 'key': {
      const key = (await store.apiKeys.find(actor.keyId))?.key;
      return verifyOwner(key, policy, projectId, now) ?? (key && exceedsKey(key, pending, policy));
    }
    case 'nobody':
    case 'schedule':
    case 'erased':
      return reason('not-signed-in');
  }
}
