import type { ImportId } from '../../contract/import';
import { reason } from '../../domain/reason';
import type { BatchNote, VersionedImport, ImportRecord } from './store/imports';
import { LEASE_MS } from './process-batch';
import { foreseenNote, unsettledChunk } from './batch-note';
import { halted } from './end-turn';
import type { RunPorts, TurnEnd } from './ports';
import { pushLater } from './push-later';
import { tellImport } from './record-import';

/** Turns in a row that may end out of order without one row that was written down. */
const ATTEMPTS_MAX = 5;

export type Acquired =
  | {
      readonly kind: 'work';
      readonly held: VersionedImport;
      /** Rows at which the previous worker crashed, or which it left. */
      readonly left: BatchNote | undefined;
    }
  /** No worker goes on with it, and there are such rows. */
  | { readonly kind: 'settle'; readonly held: VersionedImport }
  | TurnEnd;

/** Takes a turn that no worker has. The batch that comes first is noted with it, where that can be foreseen. */
export async function acquire(importId: ImportId, turn: number, ports: RunPorts): Promise<Acquired> {
  const { store, clock } = ports;
  const now = clock.now();
  let left: BatchNote | undefined;
  const { now: held, changed } = await store.imports.change(importId, (record) => {
    if (record.turn !== turn || (record.leaseUntil ?? 0) > now) return undefined;
    left = record.begun;
    // A turn that was ended in order leaves no lease.
    const attempts = (record.attempts ?? 0) + (record.leaseUntil === undefined ? 0 : 1);
    const taken = { ...record, leaseUntil: now + LEASE_MS, ...(attempts > 0 && { attempts }) };
    if (!isDue(record, now))
      return isOpen(record) || unsettledChunk(record, now) === undefined ? undefined : taken;
    if (attempts >= ATTEMPTS_MAX) return halted(record, reason('import-gave-up'), now);
    const { reason: _why, resumesAt: _when, ...begun } = taken;
    const note = left ?? foreseenNote(record, now);
    return { ...begun, state: 'running', ...(note && { begun: note }) };
  });
  if (!held) return { kind: 'over' };
  const { record } = held;
  if (changed && record.state === 'stopped' && record.begun && record.leaseUntil === undefined)
    await pushLater({ importId, turn: record.turn }, 0, ports.push);
  if (changed && record.state === 'running') return { kind: 'work', held, left };
  if (changed && record.leaseUntil !== undefined) return { kind: 'settle', held };
  // The worker that ended it may have crashed before it recorded that.
  if (record.untold && !isOpen(record) && unsettledChunk(record, now) === undefined)
    await tellImport(record, ports);
  if (record.turn === turn && (record.leaseUntil ?? 0) > now)
    return { kind: 'taken', ms: (record.leaseUntil ?? now) - now };
  return { kind: 'over' };
}

function isDue({ state, resumesAt = 0, erased }: ImportRecord, now: number): boolean {
  return !erased && (state === 'running' || (state === 'paused' && resumesAt <= now));
}

function isOpen({ state }: ImportRecord): boolean {
  return state === 'uploading' || state === 'running' || state === 'paused';
}
