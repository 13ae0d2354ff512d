import type { Reason } from '../../domain/reason';
import { projectPolicy } from '../policy/effective';
import type { ReconcileRound, ReconcileWork } from './store/reconcile-store';
import type { Settings } from '../policy/store/settings-store';
import { addByRule } from './apply-rule';
import { compareMemberships } from './compare-memberships';
import { findUnused } from './find-unused';
import { applyDomainRules } from './apply-domain-rules';
import { readDesk } from './read-desk';
import { readNotes } from './read-notes';
import { finish, fitting, settleUnknown, workOn } from './report';
import { later, withWork } from './run';
import type { Roster, Run, Spent, StepResult, ReconcilePorts } from './run';
import { readSnapshot } from './read-snapshot';
import type { DeskSnapshot } from './desk-snapshot';
import type { Versioned } from '../../platform/kvs/versioned-records';

/** A lease older than this belongs to a crashed worker: Forge ends a schedule earlier. */
const LEASE_MS = 6 * 60_000;
/** Runs in which Jira does not answer, or a step fails: then the project is done for this round, and says why. */
const LATERS_MAX = 6;
/** A list that was begun so long ago says nothing any more, and its sheets are about to go. */
const WORK_MAX_MS = 10 * 86_400_000;
/** What a project may take before the next has its turn: 1,000 customers, twice over. */
const TURN_POINTS = 4_500;
const TURN_CALLS = 150;
const TURN_STEPS = 60;

interface Turn {
  readonly from: Spent;
  steps: number;
}

/** The round after a step, and the work of a project that is put aside with it. */
interface Next {
  readonly round: ReconcileRound;
  readonly parked?: ReconcileWork;
  /** What was put aside is in the round again. */
  readonly resumed?: boolean;
}

/**
 * Gives one project after the other its turn. What is not done goes to the end of the row, its work kept beside the round;
 * what waits for the next run, or fails, does not hold up the others.
 *
 * @returns the round as it was kept last, or `undefined` where another run has it now.
 */
export async function runSteps(
  held: Versioned<ReconcileRound>,
  settings: Settings,
  run: Run,
): Promise<Versioned<ReconcileRound> | undefined> {
  let now: Versioned<ReconcileRound> | undefined = held;
  let turn = turnFrom(run);
  while (now && now.value.endedAt === undefined && !run.isOver()) {
    const { work }: ReconcileRound = now.value;
    if (!work) turn = turnFrom(run);
    else if (run.waiting.has(work.report.projectId)) break;
    const next = work ? await goOn(now.value, work, turn, { settings, run }) : await begin(now.value, run);
    if (!next) break;
    now = await keep(next.round, now.version, run.ports, next.parked);
    if (now) await tidy(work, next, run);
  }
  return now;
}

/** Keeps what was done, and the round for the next step. @returns `undefined` where another run has it now. */
export async function keep(
  round: ReconcileRound,
  seen: number | undefined,
  { store, clock }: ReconcilePorts,
  parked?: ReconcileWork,
): Promise<Versioned<ReconcileRound> | undefined> {
  const leaseUntil = clock.now() + LEASE_MS;
  const value = { ...round, ...(round.work && { work: fitting(round.work) }), leaseUntil };
  const version = await store.upkeep.saveRound(value, seen, parked && fitting(parked));
  return version === undefined ? undefined : { value, version };
}

function turnFrom(run: Run): Turn {
  return { from: run.spent(), steps: 0 };
}

/** The next project's turn; the end of the round after the last; `undefined` where all others wait for the next run. */
async function begin(round: ReconcileRound, run: Run): Promise<Next | undefined> {
  const { store, clock } = run.ports;
  const { left, parked = [] } = round;
  if (left.length === 0) return { round: { ...round, endedAt: clock.now() } };
  const projectId = left.find((id) => !run.waiting.has(id));
  if (projectId === undefined) return undefined;
  const putAside = parked.includes(projectId) ? await store.upkeep.parked(projectId) : undefined;
  const report = putAside ? undefined : await store.upkeep.report(projectId);
  return {
    round: {
      ...round,
      left: left.filter((id) => id !== projectId),
      parked: parked.filter((id) => id !== projectId),
      work: putAside ?? workOn(projectId, report?.value, clock.now()),
    },
    resumed: parked.includes(projectId),
  };
}

interface With {
  readonly settings: Settings;
  readonly run: Run;
}

async function goOn(
  round: ReconcileRound,
  work: ReconcileWork,
  turn: Turn,
  { settings, run }: With,
): Promise<Next> {
  const { projectId } = work.report;
  const stepped = await step(round, work, settings, run).catch(failed);
  turn.steps += 1;
  const isLater = 'later' in stepped;
  const after = isLater ? await postponed(round, work, stepped.why, settings, run.ports) : stepped;
  if (!after.work) return { round: { ...after, done: [...(after.done ?? []), projectId] } };
  if (isLater) run.waiting.add(projectId);
  const hasOthers = after.left.some((id) => !run.waiting.has(id));
  // Between noting who is asked for and asking, no other worker has a turn.
  const isOver = isLater || (isTurnOver(turn, run) && !after.work.adding);
  if (!isOver || !hasOthers) return { round: after };
  // What only lacked room in this run has the first turn of the next.
  const isFirst = isLater && stepped.why === undefined;
  const left = isFirst ? [projectId, ...after.left] : [...after.left, projectId];
  const parked = [...(after.parked ?? []), projectId];
  return { round: { ...after, left, parked, work: undefined }, parked: after.work };
}

function isTurnOver({ from, steps }: Turn, run: Run): boolean {
  const { calls, points } = run.spent();
  return steps >= TURN_STEPS || calls - from.calls >= TURN_CALLS || points - from.points >= TURN_POINTS;
}

/** A step that fails is tried again in the next run: in none of them does it hold up the others. */
function failed(error: unknown): StepResult {
  const name = error instanceof Error ? error.name : 'unknown';
  console.error(JSON.stringify({ event: 'upkeep-step-failed', name }));
  return later('unexpected');
}

async function step(
  round: ReconcileRound,
  work: ReconcileWork,
  settings: Settings,
  run: Run,
): Promise<StepResult> {
  const policy = projectPolicy(settings.policy, work.report.projectId);
  if (!policy) {
    // Switched off while it was looked at: what Jira was asked to do in it is still written down.
    await settleUnknown(work, 'project-not-enabled', settings.policy, run.ports);
    return { ...round, work: undefined };
  }
  const place = { policy, round, work };
  if (work.adding) return addByRule(place, run);
  const next = await phase(place, run);
  if ('later' in next || !next.work) return next;
  const isDone = work.phase === 'unused' || next.work.report.reason !== undefined;
  return isDone ? finish(next, next.work, run.ports) : next;
}

async function phase(place: Roster, run: Run): Promise<StepResult> {
  const { work, policy } = place;
  const { clock } = run.ports;
  if (work.phase === 'desk') return readDesk(place, run);
  if (clock.now() - work.begunAt <= WORK_MAX_MS) {
    if (work.phase === 'notes') return readNotes(place, run);
    // An older version kept no notes beside the work.
    const standing = work.noteSheets === undefined ? undefined : await readSnapshot(policy, work, run);
    if (standing) return PHASES[work.phase](place, standing, run);
  }
  run.standings.delete(policy.projectId);
  return withWork(place, workOn(policy.projectId, work.report, clock.now()));
}

const PHASES: Record<
  Exclude<ReconcileWork['phase'], 'desk' | 'notes'>,
  (place: Roster, standing: DeskSnapshot, run: Run) => Promise<StepResult>
> = { rules: applyDomainRules, compare: compareMemberships, unused: findUnused };

/** Jira did not answer, or a step failed: an hour later, again, but not for ever. */
async function postponed(
  round: ReconcileRound,
  work: ReconcileWork,
  why: Reason['code'] | undefined,
  { policy }: Settings,
  ports: ReconcilePorts,
): Promise<ReconcileRound> {
  if (why === undefined) return round;
  const laters = work.laters + 1;
  if (laters < LATERS_MAX) return { ...round, work: { ...work, laters } };
  await settleUnknown(work, why, policy, ports);
  const told = work.phase === 'unused' ? { unusedReason: why } : { reason: why };
  const given = await finish(round, { ...work, report: { ...work.report, ...told } }, ports).catch(failed);
  // Where not even that can be kept, the report of the round before stays.
  return 'later' in given ? { ...round, work: undefined } : given;
}

/** Deletes what the round no longer needs: not before, since a crash would need it. Leftovers expire in some days. */
async function tidy(
  before: ReconcileWork | undefined,
  { round, parked, resumed }: Next,
  run: Run,
): Promise<void> {
  const { upkeep } = run.ports.store;
  if (resumed && round.work) await upkeep.removeParked(round.work.report.projectId).catch(() => undefined);
  if (!before || round.work) return;
  run.standings.delete(before.report.projectId);
  if (parked) return;
  const counts = { desk: before.sheets, notes: before.noteSheets ?? 0 };
  await upkeep.removeSheets(before.report.projectId, counts).catch(() => undefined);
}
