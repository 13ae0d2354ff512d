import { privilegedCaller } from '../authority/privileged';
import type { Reason } from '../../domain/reason';
import type { Policy } from '../../domain/policy/policy';
import { DEFAULT_POLICY } from '../policy/effective';
import { reportItems, summaryItem } from './store/reconcile-store';
import type { ReconcileRound } from './store/reconcile-store';
import type { Settings } from '../policy/store/settings-store';
import { NOTHING_FOUND, settleUnknown } from './report';
import { createRun } from './run';
import type { ReconcilePorts } from './run';
import { dropSwitches } from './settings';
import { runSteps, keep } from './run-steps';
import type { Versioned } from '../../platform/kvs/versioned-records';
import { enabledIds } from '../../domain/policy/policy';

/** A round a day, and a day's changes; Forge's hour is not exact. */
const ROUND_EVERY_MS = 23.5 * 3_600_000;
/** Pages of 100 notes of an older version that are moved in one run: some two minutes. */
const MOVED_PAGES_MAX = 300;

/**
 * Goes on with the daily look at all enabled projects, or begins it, as far as `deadline` and the points of one run allow:
 * the rest is done an hour later. Where it stops or crashes, the next run goes on with the last step that was kept.
 *
 * @returns when it goes on or begins anew, in ms since 1970.
 */
export async function runRound(deadline: number, ports: ReconcilePorts): Promise<number> {
  const { store, clock } = ports;
  // An account whose note has not been migrated yet would count as unknown.
  if (!(await store.enrolments.moveOlder(MOVED_PAGES_MAX, clock.now()))) return clock.now();
  const settings = await store.settings.read();
  const isDropped = await dropSwitches(settings.policy, { kind: 'schedule' }, ports);
  const held = await take(settings, ports);
  if (held) await goOn(held, settings, deadline, ports);
  const round = (await store.upkeep.round())?.value;
  const isOver = isDropped && round?.endedAt !== undefined && !round.wanted;
  return isOver ? round.startedAt + ROUND_EVERY_MS : clock.now();
}

async function goOn(
  held: Versioned<ReconcileRound>,
  settings: Settings,
  deadline: number,
  ports: ReconcilePorts,
): Promise<void> {
  const privileged = await privilegedCaller(settings.authority, ports.callers);
  if (privileged.ok) {
    const last = await runSteps(
      held,
      settings,
      createRun(deadline, privileged.data, { authority: settings.authority, ports }),
    );
    if (last) await release(last.value, last.version, ports);
    return;
  }
  const isOver = privileged.reason.code === 'delegate-lost-admin';
  const round = isOver ? await endWithout(held.value, privileged.reason, settings, ports) : held.value;
  await release(round, held.version, ports);
}

/** The round that is under way, or a new one where it is time; `undefined` where another run has it. */
async function take(
  settings: Settings,
  ports: ReconcilePorts,
): Promise<Versioned<ReconcileRound> | undefined> {
  const { store, clock } = ports;
  const now = clock.now();
  const held = await store.upkeep.round();
  if ((held?.value.leaseUntil ?? 0) > now) return undefined;
  const policy = settings.policy ?? DEFAULT_POLICY;
  if (!held) return keep(newRound(undefined, policy, now), undefined, ports);
  await summarizeOlder(held.value, policy, ports);
  const isDue = now - held.value.startedAt >= ROUND_EVERY_MS;
  if (held.value.endedAt === undefined) {
    return keep(isDue ? newRound(held.value, policy, now) : held.value, held.version, ports);
  }
  if (!held.value.wanted && !isDue) return undefined;
  return keep(newRound(held.value, policy, now), held.version, ports);
}

/**
 * The next round, in the order of the one before. What that one did not come to is first: a project that takes longer
 * than a day keeps its work, and no other from being looked at again.
 */
function newRound(before: ReconcileRound | undefined, { projects }: Policy, now: number): ReconcileRound {
  const { left = [], done = [], work, parked, count = 0 } = before ?? {};
  const enabled = enabledIds({ projects });
  const isOpen = before?.endedAt === undefined;
  const inOrder = [...(isOpen ? left : []), ...done.filter((id) => enabled.includes(id)), ...enabled];
  return {
    startedAt: now,
    left: [...new Set(inOrder)].filter((id) => id !== work?.report.projectId),
    parked: isOpen ? parked : [],
    done: [],
    count: count + 1,
    work,
    ...countOf(before, now),
  };
}

/** A second round on one day gets no further share of changes. */
function countOf(
  before: ReconcileRound | undefined,
  now: number,
): Pick<ReconcileRound, 'changes' | 'countedFrom'> {
  const isToday = before && before.changes > 0 && now - before.countedFrom < ROUND_EVERY_MS;
  return isToday
    ? { changes: before.changes, countedFrom: before.countedFrom }
    : { changes: 0, countedFrom: now };
}

/** What an older version found, which kept no summaries: once. */
async function summarizeOlder(
  { done }: ReconcileRound,
  { projects }: Policy,
  { store }: ReconcilePorts,
): Promise<void> {
  if (done !== undefined) return;
  const reports = await store.upkeep.olderReports(enabledIds({ projects }));
  await store.write(reports.map(summaryItem));
}

/** Without the permission that Jira asks for, nothing can be looked at: each project says so. */
async function endWithout(
  round: ReconcileRound,
  { code }: Reason,
  { policy = DEFAULT_POLICY }: Settings,
  ports: ReconcilePorts,
): Promise<ReconcileRound> {
  const { store, clock } = ports;
  const now = clock.now();
  await settleUnknown(round.work, code, policy, ports);
  for (const projectId of round.parked ?? []) {
    await settleUnknown(await store.upkeep.parked(projectId), code, policy, ports);
  }
  const enabled = enabledIds(policy);
  for (const projectId of enabled) {
    const before = await store.upkeep.report(projectId);
    const report = { ...NOTHING_FOUND, ...before?.value, projectId, at: now, rules: [], reason: code };
    await store.write(reportItems(report, before?.version));
  }
  return { ...round, left: [], parked: [], done: enabled, work: undefined, endedAt: now };
}

async function release(round: ReconcileRound, seen: number, { store }: ReconcilePorts): Promise<void> {
  await store.upkeep.saveRound({ ...round, leaseUntil: undefined }, seen);
}
