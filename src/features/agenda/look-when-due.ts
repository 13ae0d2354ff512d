import { ok } from '../../domain/result';
import { SEEN_AFTER_MS, WAKE_AFTER_MS } from './mark-work';
import type { MarkPorts } from './mark-work';
import type { Agenda, Job } from './store/agenda-store';

const MINUTE_MS = 60_000;
/** Whatever the agenda says, each job looks so often: before storage drops an address that waits, which is after a day. */
const LOOK_AT_LEAST_MS = 12 * 60 * MINUTE_MS;
/** Work that is left when a look is over is tried again so soon, where it says no time. */
const AGAIN_MS = 5 * MINUTE_MS;
/** Forge async events: the longest delay. */
const DELAY_MAX_MS = 15 * MINUTE_MS;
/** What is due later than this, the next run of the schedule finds in time. */
const WAKE_WITHIN_MS = 65 * MINUTE_MS;

/** One job of the schedules. */
export interface Looking {
  readonly job: Job;
  /**
   * Does what there is to do.
   *
   * @returns when there is more to do, in ms since 1970; `undefined` where nothing is in sight.
   */
  readonly look: () => Promise<number | undefined>;
  /** Whether unmarked work waits; asked only where the agenda says that nothing does. */
  readonly waits?: () => Promise<boolean>;
  /** Whether it is woken between its runs, when the time of something comes. */
  readonly isWoken?: boolean;
}

/**
 * Runs a job where the agenda says that it has something to do, or cannot be read. An idle run is one read.
 *
 * The agenda is written after the look, and only for this job; what it cannot write is looked at again. A look counts for
 * what was marked well before it began: what is marked meanwhile is looked at by the next.
 *
 * @throws what the look throws; it is then still due.
 */
export async function lookWhenDue(
  { job, look, waits, isWoken = false }: Looking,
  ports: MarkPorts,
): Promise<void> {
  const { store, clock } = ports;
  const begun = clock.now();
  const read = await store.agenda.read().then(ok, () => undefined);
  const before = read?.data;
  if (before && !isDue(before, job, begun) && !(await waits?.())) {
    if (isWoken) await wakeInTime(before, dueAt(before, job), ports);
    return;
  }
  let after: Agenda | undefined;
  try {
    const next = await look();
    await store.agenda.change((current) => {
      const dueAt = Math.min(soonest(next, clock.now()), begun + LOOK_AT_LEAST_MS);
      after = { ...current, looks: { ...current.looks, [job]: { at: begun, dueAt } } };
      return after;
    });
  } finally {
    // While storage cannot be read, nothing says whether an event is on its way: the schedule is enough.
    if (isWoken && read)
      await wakeInTime(after ?? before ?? { looks: {} }, after ? dueAt(after, job) : 0, ports);
  }
}

/** Whether a job has something to do now. */
function isDue(agenda: Agenda, job: Job, now: number): boolean {
  return dueAt(agenda, job) <= now;
}

/** When a job has something to do: at once, where what was marked may be newer than its last look. */
function dueAt({ looks, markedAt }: Agenda, job: Job): number {
  const look = looks[job];
  if (!look) return 0;
  return markedAt !== undefined && look.at < markedAt + SEEN_AFTER_MS ? 0 : look.dueAt;
}

/** What is overdue after a look could not be done by it. */
function soonest(next: number | undefined, now: number): number {
  if (next === undefined) return Number.POSITIVE_INFINITY;
  return next > now ? Math.max(next, now + MINUTE_MS) : now + AGAIN_MS;
}

/** Queues an event for when the next thing is due, unless one is on its way. Where it gets lost, the schedule is there. */
async function wakeInTime(
  { markedAt = 0, wakeAt = 0 }: Agenda,
  due: number,
  { store, clock, wake }: MarkPorts,
): Promise<void> {
  const now = clock.now();
  const wanted = due > now ? due : Math.max(now + AGAIN_MS, markedAt + WAKE_AFTER_MS);
  const at = Math.min(wanted, now + DELAY_MAX_MS);
  if (wanted > now + WAKE_WITHIN_MS || (wakeAt > now && wakeAt <= at)) return;
  try {
    await wake(at - now);
    await store.agenda.change((current) => ({ ...current, wakeAt: at }));
  } catch {
    console.error(JSON.stringify({ event: 'agenda-not-woken' }));
  }
}
