import { unsettledChunk } from './batch-note';
import type { ImportRecord } from './store/imports';
import { eraseNow, erasedRows } from './erase';
import type { ControlPorts } from './find';
import { pushLater } from './push-later';
import { tellImport } from './record-import';

const HOUR_MS = 3_600_000;
/** Rows that were sent, and that their owner never started to import. */
const UPLOAD_KEPT_MS = 24 * HOUR_MS;
/** Of rows whose result is unknown, Jira is asked before storage drops them. */
const SETTLE_BEFORE_MS = HOUR_MS;

/**
 * Looks after all imports: what stopped goes on, what waits for its time gets it, rows go when they are over their
 * retention, and what was not told is. Idempotent under concurrent runs: an event names its turn, and a turn is had
 * once. An import that fails keeps no other from its turn.
 *
 * @returns when the first of them has to be looked after again, in ms since 1970.
 */
export async function sweepImports(ports: ControlPorts): Promise<number | undefined> {
  let before: string | undefined;
  let next = Number.POSITIVE_INFINITY;
  do {
    const page = await ports.store.imports.page(before);
    if (page.damaged > 0) log('imports-damaged', { count: page.damaged });
    for (const record of page.imports) {
      next = Math.min(next, nextOf(record, ports.clock.now()));
      await tend(record, ports, ports.clock.now()).catch((error: unknown) =>
        log('import-tend', { name: error instanceof Error ? error.name : typeof error }),
      );
    }
    ({ before } = page);
  } while (before !== undefined);
  return Number.isFinite(next) ? next : undefined;
}

/** When an import, as it was found, has to be looked after again: one that was just looked after, soon. */
function nextOf(record: ImportRecord, now: number): number {
  const { state, leaseUntil = 0, resumesAt = now, slices, erased, erasing, untold, begun } = record;
  if (leaseUntil > now) return leaseUntil;
  if (isOver(record, now) || state === 'running' || erasing || untold || begun) return now;
  const doubts = erased ? [] : slices.flatMap(({ doubtAt }) => doubtAt ?? []);
  return Math.min(
    erased ? Number.POSITIVE_INFINITY : overAt(record, now),
    state === 'paused' ? resumesAt : Number.POSITIVE_INFINITY,
    ...doubts,
  );
}

async function tend(record: ImportRecord, ports: ControlPorts, now: number): Promise<void> {
  const { id, turn, state, leaseUntil = 0, resumesAt = 0 } = record;
  if (isOver(record, now)) {
    const erased = await erasedRows(id, ports, (current) => (isOver(current, now) ? current : undefined));
    if (erased.ok && erased.data.untold && unsettledChunk(erased.data, now) === undefined)
      await tellImport(erased.data, ports);
    return;
  }
  if (leaseUntil > now) return;
  const isDue = state === 'running' || (state === 'paused' && resumesAt <= now);
  const isLeft = state !== 'paused' && unsettledChunk(record, now) !== undefined;
  if ((isDue && !record.erased) || isLeft) await pushLater({ importId: id, turn }, 0, ports.push);
  else if (record.erasing) await eraseNow(record, ports);
  else if (record.untold) await tellImport(record, ports);
}

function isOver(record: ImportRecord, now: number): boolean {
  return !record.erased && overAt(record, now) <= now;
}

/** When its rows go, in ms since 1970. */
function overAt(record: ImportRecord, now: number): number {
  const { rowsUntil, state, createdAt } = record;
  const isUnsettled = unsettledChunk({ ...record, erasing: true }, now) !== undefined;
  const until = isUnsettled ? rowsUntil - SETTLE_BEFORE_MS : rowsUntil;
  return state === 'uploading' ? Math.min(until, createdAt + UPLOAD_KEPT_MS) : until;
}

/** By class and number only: a message may hold an address. */
function log(event: string, what: Readonly<Record<string, string | number>>): void {
  console.error(JSON.stringify({ event, ...what }));
}
