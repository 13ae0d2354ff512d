import { unsettledChunk } from './batch-note';
import type { ImportRecord } from './store/imports';
import { eraseNow, erasedRows } from './erase';
import type { ControlPorts } from './find';
import { pushLater } from './push-later';
import { tellImport } from './record-import';

const HOUR_MS = 3_600_000;
/** Rows that were sent, and that nobody said to import. */
const UPLOAD_KEPT_MS = 24 * HOUR_MS;
/** Of rows that nobody knows the end of, Jira is asked before storage drops them. */
const SETTLE_BEFORE_MS = HOUR_MS;

/**
 * Looks after all imports: what stopped goes on, what waits for its time gets it, rows go when they are over their
 * retention, and what was not told is. Idempotent under concurrent runs: an event names its turn, and a turn is had
 * once. An import that fails keeps no other from its turn.
 */
export async function sweepImports(ports: ControlPorts): Promise<void> {
  let before: string | undefined;
  do {
    const page = await ports.store.imports.page(before);
    if (page.damaged > 0) log('imports-damaged', { count: page.damaged });
    for (const record of page.imports) {
      await tend(record, ports, ports.clock.now()).catch((error: unknown) =>
        log('import-tend', { name: error instanceof Error ? error.name : typeof error }),
      );
    }
    ({ before } = page);
  } while (before !== undefined);
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
  const { erased, rowsUntil, state, createdAt } = record;
  if (erased) return false;
  const until =
    unsettledChunk({ ...record, erasing: true }, now) !== undefined
      ? rowsUntil - SETTLE_BEFORE_MS
      : rowsUntil;
  return until <= now || (state === 'uploading' && createdAt + UPLOAD_KEPT_MS <= now);
}

/** By class and number only: a message may hold an address. */
function log(event: string, what: Readonly<Record<string, string | number>>): void {
  console.error(JSON.stringify({ event, ...what }));
}
