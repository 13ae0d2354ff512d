import { privilegedCaller } from '../authority/privileged';
import type { ProjectId } from '../contract/ids';
import type { Reason } from '../contract/reason';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import { reportItem } from '../store/upkeep';
import type { Held, UpkeepRound, UpkeepWork } from '../store/upkeep';
import type { Settings } from '../store/settings';
import { addByRule } from './apply-rule';
import { comparePlaces } from './compare-places';
import { findUnused } from './find-unused';
import { followRules } from './follow-rules';
import { readDesk } from './read-desk';
import { finish, fitting, NOTHING_FOUND, settleUnknown, workOn } from './report';
import { createRun, withWork } from './run';
import type { Place, Run, Stepped, UpkeepPorts } from './run';
import { standingOf } from './standing';
import type { Standing } from './standing';
import { dropSwitches } from './steer';

/** A round a day, and a day's changes; Forge's hour is not exact. */
const ROUND_EVERY_MS = 23.5 * 3_600_000;
/** Whoever is at it for longer has died: Forge ends the schedule before. */
const LEASE_MS = 6 * 60_000;
/** Runs in which Jira does not answer: then it is the next project's turn. */
const LATERS_MAX = 6;
/** A list that was begun so long ago says nothing any more, and its sheets are about to go. */
const WORK_MAX_MS = 10 * 86_400_000;

/**
 * Goes on with the daily look at all enabled projects, or begins it, as far as `deadline` and the calls of one run allow: the
 * rest is done an hour later. Where it stops or dies, the next run goes on with the last step that was kept.
 */
export async function keepUp(deadline: number, ports: UpkeepPorts): Promise<void> {
  const settings = await ports.store.settings.read();
  await dropSwitches(settings.policy, { kind: 'schedule' }, ports);
  let held = await take(settings, ports);
  if (!held) return;
  const privileged = await privilegedCaller(settings.authority, ports.callers);
  if (!privileged.ok) {
    const isOver = privileged.reason.code === 'delegate-lost-admin';
    const round = isOver ? await endWithout(held.value, privileged.reason, settings, ports) : held.value;
    await release(round, held.version, ports);
    return;
  }
  const run = createRun(deadline, privileged, ports);
  while (held && isOpen(held.value) && !run.isOver()) {
    const { work } = held.value;
    const stepped = await step(held.value, settings, run);
    const isLater = 'later' in stepped;
    const next = isLater ? await postponed(held.value, stepped.why, settings, ports) : stepped;
    held = await keep(next, held.version, ports);
    // Only now: whoever died before would need them again.
    if (held && work && !next.work) await removeSheets(work, ports);
    if (isLater) break;
  }
  if (held) await release(held.value, held.version, ports);
}

/** The round that is under way, or a new one where it is time; nothing where somebody else has it. */
async function take(settings: Settings, ports: UpkeepPorts): Promise<Held<UpkeepRound> | undefined> {
  const { store, clock } = ports;
  const now = clock.now();
  const held = await store.upkeep.round();
  if ((held?.value.leaseUntil ?? 0) > now) return undefined;
  if (held && isOpen(held.value)) return keep(held.value, held.version, ports);
  if (held && !held.value.wanted && now - held.value.startedAt < ROUND_EVERY_MS) return undefined;
  const left = Object.keys((settings.policy ?? DEFAULT_POLICY).projects) as ProjectId[];
  return keep({ startedAt: now, left, ...countOf(held?.value, now) }, held?.version, ports);
}

/** Whoever asks for another round on the same day gets no other share of changes with it. */
function countOf(before: UpkeepRound | undefined, now: number): Pick<UpkeepRound, 'changes' | 'countedFrom'> {
  const isToday = before && before.changes > 0 && now - before.countedFrom < ROUND_EVERY_MS;
  return isToday
    ? { changes: before.changes, countedFrom: before.countedFrom }
    : { changes: 0, countedFrom: now };
}

function isOpen({ endedAt }: UpkeepRound): boolean {
  return endedAt === undefined;
}

async function step(round: UpkeepRound, settings: Settings, run: Run): Promise<Stepped> {
  const { store, clock } = run.ports;
  const { work, left } = round;
  if (!work) {
    const [projectId, ...others] = left;
    if (projectId === undefined) return { ...round, endedAt: clock.now() };
    const report = await store.upkeep.report(projectId);
    return { ...round, left: others, work: workOn(projectId, report?.value, clock.now()) };
  }
  const { projectId } = work.report;
  const policy = projectPolicy(settings.policy, projectId);
  if (!policy) return switchedOff(round, settings, run);
  const place = { policy, round, work };
  if (work.adding) return addByRule(place, run);
  const next = await phase(place, run);
  if ('later' in next || !next.work) return next;
  const isDone = work.phase === 'unused' || next.work.report.reason !== undefined;
  return isDone ? finish(next, next.work, run.ports) : next;
}

async function phase(place: Place, run: Run): Promise<Stepped> {
  const { work, policy } = place;
  if (work.phase === 'desk') return readDesk(place, run);
  const isOld = run.ports.clock.now() - work.begunAt > WORK_MAX_MS;
  const standing = isOld ? undefined : await standingOf(policy, work, run);
  if (standing) return PHASES[work.phase](place, standing, run);
  return withWork(place, workOn(policy.projectId, work.report, run.ports.clock.now()));
}

const PHASES: Record<
  Exclude<UpkeepWork['phase'], 'desk'>,
  (place: Place, standing: Standing, run: Run) => Promise<Stepped>
> = { rules: followRules, compare: comparePlaces, unused: findUnused };

/** A project that was switched off while it was looked at: what Jira was asked to do in it is still written down. */
async function switchedOff(round: UpkeepRound, { policy }: Settings, run: Run): Promise<UpkeepRound> {
  await settleUnknown(round, 'project-not-enabled', policy, run.ports);
  return { ...round, work: undefined };
}

/** Jira did not answer: an hour later, again, but not for ever. */
async function postponed(
  round: UpkeepRound,
  why: Reason['code'] | undefined,
  { policy }: Settings,
  ports: UpkeepPorts,
): Promise<UpkeepRound> {
  const { work } = round;
  if (!work || why === undefined) return round;
  const laters = work.laters + 1;
  if (laters < LATERS_MAX) return { ...round, work: { ...work, laters } };
  await settleUnknown(round, why, policy, ports);
  const told = work.phase === 'unused' ? { unusedReason: why } : { reason: why };
  return finish(round, { ...work, report: { ...work.report, ...told } }, ports);
}

/** Without the permission that Jira asks for, nothing can be looked at: each project says so. */
async function endWithout(
  round: UpkeepRound,
  { code }: Reason,
  { policy = DEFAULT_POLICY }: Settings,
  ports: UpkeepPorts,
): Promise<UpkeepRound> {
  const { store, clock } = ports;
  const now = clock.now();
  await settleUnknown(round, code, policy, ports);
  for (const projectId of Object.keys(policy.projects) as ProjectId[]) {
    const before = await store.upkeep.report(projectId);
    const report = { ...NOTHING_FOUND, ...before?.value, projectId, at: now, rules: [], reason: code };
    await store.write([reportItem(report, before?.version)]);
  }
  return { ...round, left: [], work: undefined, endedAt: now };
}

/** What is left over of a project that is done would go by itself in some days. */
function removeSheets({ report, sheets }: UpkeepWork, { store }: UpkeepPorts): Promise<void> {
  return store.upkeep.removeSheets(report.projectId, sheets).catch(() => undefined);
}

/** Keeps what was done, and the round for the next step. @returns nothing where somebody else has it now. */
async function keep(
  round: UpkeepRound,
  seen: number | undefined,
  { store, clock }: UpkeepPorts,
): Promise<Held<UpkeepRound> | undefined> {
  const leaseUntil = clock.now() + LEASE_MS;
  const value = { ...round, ...(round.work && { work: fitting(round.work) }), leaseUntil };
  const version = await store.upkeep.saveRound(value, seen);
  return version === undefined ? undefined : { value, version };
}

async function release(round: UpkeepRound, seen: number, { store }: UpkeepPorts): Promise<void> {
  await store.upkeep.saveRound({ ...round, leaseUntil: undefined }, seen);
}
