import { person } from '../contract/actor';
import type { ImportRecord } from '../store/imports';
import type { SteerPorts } from './find';
import { recordSoon } from './record-import';
import { erasedRows } from './steer';
import { pushLater } from './turn';

/** Rows that were sent, and that nobody said to import. */
const UPLOAD_KEPT_MS = 24 * 3_600_000;

/**
 * Looks after all imports: what stopped goes on, what waits for its time gets it, and rows go when they are over their
 * retention. Twice at once is the same as once: an event names its turn, and a turn is had once.
 */
export async function tendImports(ports: SteerPorts): Promise<void> {
  const now = ports.clock.now();
  for (const record of await ports.store.imports.all()) {
    const { id, turn } = record;
    if (isOver(record, now)) await expire(record, ports, now);
    else if (hasWork(record, now)) await pushLater({ importId: id, turn }, 0, ports.push);
  }
}

async function expire({ id, state, owner }: ImportRecord, ports: SteerPorts, now: number): Promise<void> {
  const erased = await erasedRows(id, ports, (current) => isOver(current, now));
  const wasUnderWay = state === 'running' || state === 'paused';
  if (erased.ok && wasUnderWay) await recordSoon(erased.record, person(owner), ports);
}

function isOver({ erased, rowsUntil, state, createdAt }: ImportRecord, now: number): boolean {
  return !erased && (rowsUntil <= now || (state === 'uploading' && createdAt + UPLOAD_KEPT_MS <= now));
}

/** Nobody works on it, though somebody could. */
function hasWork({ state, erased, leaseUntil, resumesAt }: ImportRecord, now: number): boolean {
  if (erased) return false;
  if (state === 'paused') return (resumesAt ?? 0) <= now;
  return state === 'running' && (leaseUntil === undefined || leaseUntil <= now);
}
