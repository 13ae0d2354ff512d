import { privilegedCaller } from '../authority/privileged';
import type { ProjectId } from '../contract/ids';
import { DEFAULT_POLICY, projectPolicy } from '../policy/effective';
import { personGroupItems } from '../store/persons';
import { accountsInReport, reportItem } from '../store/upkeep';
import type { Held, UpkeepReport, UpkeepRound, UpkeepWork } from '../store/upkeep';
import type { Settings } from '../store/settings';
import { addByRule } from './apply-rule';
import { comparePlaces } from './compare-places';
import { findUnused } from './find-unused';
import { followRules } from './follow-rules';
import { readDesk } from './read-desk';
import { createRun } from './run';
import type { Place, Run, Stepped, UpkeepPorts } from './run';

/** A round a day, and a day's changes; Forge's hour is not exact. */
const ROUND_EVERY_MS = 23.5 * 3_600_000;
/** Whoever is at it for longer has died: Forge ends the schedule before. */
const LEASE_MS = 6 * 60_000;
/** Forge storage takes 240 KiB in one value. */
const REPORT_BYTES_MAX = 180_000;

/**
 * Goes on with the daily look at all enabled projects, or begins it, as far as `deadline` and the calls of one run allow: the
 * rest is done an hour later. Where it stops or dies, the next run goes on with the last step that was kept.
 */
export async function keepUp(deadline: number, ports: UpkeepPorts): Promise<void> {
  const settings = await ports.store.settings.read();
  let held = await take(settings, ports);
  if (!held) return;
  const privileged = await privilegedCaller(settings.authority, ports.callers);
  if (!privileged.ok) {
    await endWithout(held, privileged.reason.code, settings, ports);
    return;
  }
  const run = createRun(deadline, privileged, ports);
  while (held && isOpen(held.value) && !run.isOver()) {
    const { work } = held.value;
    const next = await step(held.value, settings, run);
    if (next === 'later') break;
    held = await keep(next, held.version, ports);
    // Only now: whoever died before would need them again.
    if (held && work && !next.work) await removeSheets(work, ports);
  }
  if (held) await ports.store.upkeep.saveRound({ ...held.value, leaseUntil: undefined }, held.version);
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
  const isToday = before && now - before.countedFrom < ROUND_EVERY_MS;
  return isToday
    ? { changes: before.changes, countedFrom: before.countedFrom }
    : { changes: 0, countedFrom: now };
}

function isOpen({ endedAt }: UpkeepRound): boolean {
  return endedAt === undefined;
}

async function step(round: UpkeepRound, settings: Settings, run: Run): Promise<Stepped> {
  const { work, left } = round;
  if (!work) {
    const [projectId, ...others] = left;
    if (projectId === undefined) return { ...round, endedAt: run.ports.clock.now() };
    const report = await run.ports.store.upkeep.report(projectId);
    return { ...round, left: others, work: workOn(projectId, report) };
  }
  const policy = projectPolicy(settings.policy, work.report.projectId);
  // Switched off since.
  if (!policy) return { ...round, work: undefined };
  const next = await (work.adding ? addByRule : PHASES[work.phase])({ policy, round, work }, run);
  if (next === 'later' || !next.work) return next;
  const isDone = work.phase === 'unused' || next.work.report.reason !== undefined;
  return isDone ? finish(next, next.work, run) : next;
}

const PHASES: Record<UpkeepWork['phase'], (place: Place, run: Run) => Promise<Stepped>> = {
  desk: readDesk,
  rules: followRules,
  compare: comparePlaces,
  unused: findUnused,
};

/** What is looked at in turns goes on where the round before ended. */
function workOn(projectId: ProjectId, before: UpkeepReport | undefined): UpkeepWork {
  const { reason: _reason, unusedReason: _unused, ...known } = before ?? EMPTY;
  return {
    phase: 'desk',
    start: 0,
    sheets: 0,
    calls: 0,
    report: { ...known, projectId, at: 0, listed: 0, hidden: 0 },
  };
}

const EMPTY: Omit<UpkeepReport, 'projectId'> = {
  at: 0,
  listed: 0,
  hidden: 0,
  rules: [],
  gone: [],
  goneCount: 0,
  uncompared: [],
  membersRead: {},
  unused: [],
  unusedMore: false,
};

async function finish(
  round: UpkeepRound,
  { report }: UpkeepWork,
  { ports: { store, clock } }: Run,
): Promise<UpkeepRound> {
  const now = clock.now();
  const { projectId } = report;
  await store.write([
    reportItem({ ...report, at: now }),
    ...personGroupItems(`upkeep.${projectId}`, accountsInReport(report), now),
  ]);
  return { ...round, work: undefined };
}

/** What is left over of a project that is done would go by itself in some days. */
function removeSheets({ report, sheets }: UpkeepWork, { store }: UpkeepPorts): Promise<void> {
  return store.upkeep.removeSheets(report.projectId, sheets).catch(() => undefined);
}

/** Without the permission that Jira asks for, nothing can be looked at: each project says so. */
async function endWithout(
  { value: round, version }: Held<UpkeepRound>,
  reason: string,
  { policy }: Settings,
  ports: UpkeepPorts,
): Promise<void> {
  const { store, clock } = ports;
  const now = clock.now();
  const projects = Object.keys((policy ?? DEFAULT_POLICY).projects) as ProjectId[];
  const reports = await store.upkeep.reports();
  await store.write(
    projects.map((projectId) => {
      const before = reports.find((report) => report.projectId === projectId);
      return reportItem({ ...EMPTY, ...before, projectId, at: now, reason });
    }),
  );
  await store.upkeep.saveRound(
    { ...round, left: [], work: undefined, endedAt: now, leaseUntil: undefined },
    version,
  );
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

/** Where the lists would not fit into one value, their numbers are told. */
function fitting(work: UpkeepWork): UpkeepWork {
  const { report } = work;
  if (Buffer.byteLength(JSON.stringify(report)) <= REPORT_BYTES_MAX) return work;
  const rules = report.rules.map((rule) => ({ ...rule, customers: [] }));
  return { ...work, report: { ...report, rules, gone: [], unused: [], unusedMore: true } };
}
