import type { Reason } from '../../domain/reason';
import type { VersionedImport, ImportRecord } from './store/imports';
import type { ChunkEnd } from './authorize-batch';
import { nextChunk } from './batch-note';
import type { TurnContext } from './work';
import { eraseNow } from './erase';
import type { RunPorts } from './ports';
import { pushLater } from './push-later';
import { halvedPace } from './pace';
import { tellImport } from './record-import';
import { boundedReason } from './chunk';
import { countsOf } from './view';

type Why = Extract<ChunkEnd, { kind: 'pause' | 'stop' }> | undefined;

/** Ends the turn in order: says how the import stands, and when it goes on. */
export async function endTurn(
  { record: { id, turn } }: VersionedImport,
  why: Why,
  { open }: Pick<TurnContext, 'open'>,
  ports: RunPorts,
): Promise<{ readonly kind: 'over' }> {
  const { store, clock, push } = ports;
  const now = clock.now();
  const { now: held, changed } = await store.imports.change(id, (current) => {
    if (current.turn !== turn) return undefined;
    const { leaseUntil: _ended, attempts: _tried, begun: _next, ...rest } = current;
    // What was noted and not begun is dropped; what Jira may have done something of stays noted.
    const next = { ...rest, turn: turn + 1, ...(open && { begun: open }) };
    return { ...next, ...standing(next, why, now) };
  });
  if (!held || !changed) return { kind: 'over' };
  const { record } = held;
  const event = { importId: id, turn: record.turn };
  if (record.state === 'running') await pushLater(event, 0, push);
  else if (record.state === 'paused') await pushLater(event, (record.resumesAt ?? now) - now, push);
  else if (record.begun) await pushLater(event, 0, push);
  else {
    if (record.erasing) await eraseNow(record, ports);
    await tellImport(record, ports);
  }
  return { kind: 'over' };
}

/** The state of an import after a turn. A decision made meanwhile holds, unless nothing is left to decide on. */
function standing(record: ImportRecord, why: Why, now: number): Partial<ImportRecord> {
  if (record.state === 'cancelled' && countsOf(record).left === 0) {
    return { state: 'finished', reason: undefined, heldBy: undefined, untold: true };
  }
  if (record.state !== 'running') return { untold: true };
  if (why?.kind === 'stop')
    return { state: 'stopped', reason: boundedReason(why.why), endedAt: now, untold: true };
  if (why?.kind === 'pause')
    return {
      state: 'paused',
      reason: boundedReason(why.why),
      resumesAt: now + why.ms,
      ...(why.isRefused && { pace: halvedPace(record.pace, now) }),
    };
  if (nextChunk(record, now) !== undefined) return { state: 'running' };
  const dueAt = record.slices.flatMap((slice) => slice.dueAt ?? []);
  return dueAt.length > 0
    ? { state: 'paused', resumesAt: Math.min(...dueAt) }
    : { state: 'finished', endedAt: now, untold: true };
}

/** An import that ends out of order, whatever became of its last batch: that stays noted. */
export function halted(
  { leaseUntil: _lease, attempts: _tried, resumesAt: _when, ...record }: ImportRecord,
  why: Reason,
  now: number,
): ImportRecord {
  return { ...record, state: 'stopped', reason: why, endedAt: now, turn: record.turn + 1, untold: true };
}
