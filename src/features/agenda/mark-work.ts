import type { Clock } from '../../platform/clock';
import type { Store } from '../stores';
import type { Agenda } from './store/agenda-store';

/** A mark stands for all work that is begun within this time of it, so that a busy site writes it seldom. */
const MARK_COVERS_MS = 4 * 60_000;
/**
 * A look that began so long after a mark has seen what the mark stands for: the time that it covers, and two minutes in
 * which the function that made it has ended (Forge: 55 s) and the index tells of what was written.
 */
export const SEEN_AFTER_MS = MARK_COVERS_MS + 2 * 60_000;
/** The event of a mark comes when its look counts. */
export const WAKE_AFTER_MS = SEEN_AFTER_MS + 30_000;

export interface MarkPorts {
  readonly store: Pick<Store, 'agenda'>;
  readonly clock: Clock;
  /**
   * Has `retry` run after a time, in ms; `always`: whatever the agenda says.
   *
   * @throws where the queue refuses.
   */
  readonly wake: (ms: number, how?: 'always') => Promise<void>;
}

/**
 * Says that work is about to be begun which a schedule may have to go on with. It is awaited before that work is stored,
 * so that a worker that crashes leaves none that no schedule looks for.
 *
 * Never throws. Where storage refuses the mark, an event looks all the same; where the queue refuses, too, the look that is
 * taken twice a day finds the work.
 */
export async function markWork({ store, clock, wake }: MarkPorts): Promise<void> {
  const now = clock.now();
  try {
    const agenda = await store.agenda.read();
    if (agenda && isCovered(agenda, now)) return;
    const isAwake = agenda?.wakeAt !== undefined && isAhead(agenda.wakeAt, now);
    // First the event: one that finds nothing to do costs a read.
    const isWoken = isAwake || (await succeeds(wake(WAKE_AFTER_MS)));
    const isMarked = await store.agenda.change((current) =>
      isCovered(current, now)
        ? undefined
        : { ...current, markedAt: now, ...(!isAwake && isWoken && { wakeAt: now + WAKE_AFTER_MS }) },
    );
    if (isMarked) return;
  } catch {
    // Storage refuses.
  }
  console.error(JSON.stringify({ event: 'agenda-not-marked' }));
  await succeeds(wake(WAKE_AFTER_MS, 'always'));
}

function isCovered({ markedAt, wakeAt }: Agenda, now: number): boolean {
  return (
    markedAt !== undefined &&
    markedAt <= now &&
    now - markedAt < MARK_COVERS_MS &&
    wakeAt !== undefined &&
    wakeAt > now
  );
}

/** Whether an event comes late enough to see what is begun now, and no later than one of its own would. */
function isAhead(wakeAt: number, now: number): boolean {
  return wakeAt >= now + SEEN_AFTER_MS && wakeAt <= now + WAKE_AFTER_MS;
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
