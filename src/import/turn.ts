import { person } from '../contract/actor';
import type { ImportId } from '../contract/import';
import type { HeldImport, ImportRecord, SliceSummary } from '../store/imports';
import { recordImport } from './record-import';
import type { RunPorts } from './ports';
import { LEASE_MS } from './batch';
import type { Turn } from './batch';
import { runSlice } from './run-slice';
import type { SliceEnd } from './run-slice';

/**
 * One turn at an import, in ms; then another import may have its turn. With the last go at a slice it stays below the
 * 900 s that Forge gives a consumer.
 */
const TURN_MS = 240_000;
/** Forge async events: the longest delay. The schedule takes care of longer ones. */
const DELAY_MAX_SECONDS = 900;

export type TurnEnd =
  /** Done, or not ours. */
  | { readonly kind: 'over' }
  /** Somebody has this turn, or died in it: ask again when that is certain. */
  | { readonly kind: 'taken'; readonly ms: number };

/**
 * Works on an import until it is done, pauses or its turn is over. Events may come twice, late or out of order: each
 * names its turn, and a turn is had by one at a time.
 *
 * @throws where storage refuses or something unforeseen happens; the turn is then still open, and is taken again.
 */
export async function takeTurn(
  { importId, turn }: { readonly importId: ImportId; readonly turn: number },
  ports: RunPorts,
): Promise<TurnEnd> {
  const taken = await take(importId, turn, ports);
  if (taken.kind !== 'mine') return taken;
  try {
    return await work(taken.held, { turn, known: undefined, isRepeat: taken.isRepeat }, ports);
  } catch (error) {
    await giveUp(importId, turn, ports);
    throw error;
  }
}

async function work(first: HeldImport, turn: Turn, ports: RunPorts): Promise<TurnEnd> {
  const { clock } = ports;
  const over = clock.now() + TURN_MS;
  let held = first;
  while (clock.now() < over && held.record.state === 'running') {
    const index = nextSlice(held.record, clock.now());
    if (index === undefined) break;
    const end = await runSlice(index, held, turn, ports);
    if (end.kind === 'leave') return { kind: 'over' };
    if (end.kind !== 'worked') return endTurn(end.held, end, ports);
    // Nothing was ready that should be: somebody else has done it since, and has the turn now.
    if (end.held === held) return { kind: 'over' };
    held = end.held;
  }
  return endTurn(held, undefined, ports);
}

/** Whoever takes the turn again need not wait for the lease to end, but knows that this one did not end in order. */
async function giveUp(importId: ImportId, turn: number, { store, clock }: RunPorts): Promise<void> {
  await store.imports
    .change(importId, (record) =>
      record.turn === turn && record.leaseUntil !== undefined
        ? { ...record, leaseUntil: clock.now() }
        : undefined,
    )
    .catch(() => undefined);
}

type Taken = { readonly kind: 'mine'; readonly held: HeldImport; readonly isRepeat: boolean } | TurnEnd;

async function take(importId: ImportId, turn: number, ports: RunPorts): Promise<Taken> {
  const { store, clock } = ports;
  const now = clock.now();
  let isRepeat = false;
  const { now: held, changed } = await store.imports.change(importId, (record) => {
    const isDue = record.state === 'paused' && (record.resumesAt ?? 0) <= now;
    if (!(isDue || record.state === 'running') || record.turn !== turn || record.erased) return undefined;
    if (record.leaseUntil !== undefined && record.leaseUntil > now) return undefined;
    // A turn that was ended in order leaves no lease.
    isRepeat = record.leaseUntil !== undefined;
    const { reason: _why, resumesAt: _when, ...begun } = record;
    return { ...begun, state: 'running', leaseUntil: now + LEASE_MS };
  });
  if (held && changed) return { kind: 'mine', held, isRepeat };
  const { record } = held ?? {};
  // Whoever ended it may have died before that was told.
  if (record && isOver(record)) await recordImport(record, person(record.owner), ports);
  const isTaken = record?.state === 'running' && record.turn === turn && record.leaseUntil !== undefined;
  return isTaken && record.leaseUntil !== undefined
    ? { kind: 'taken', ms: record.leaseUntil - now }
    : { kind: 'over' };
}

function isOver({ state, erased }: ImportRecord): boolean {
  return !erased && (state === 'finished' || state === 'stopped' || state === 'cancelled');
}

/** A slice with something ready; those that were not begun come before those that are tried again. */
export function nextSlice({ slices }: ImportRecord, now: number): number | undefined {
  const index = slices.findIndex((slice) => isNew(slice) || slice.again);
  if (index >= 0) return index;
  const due = slices.findIndex((slice) => slice.waiting > 0 && (slice.dueAt ?? 0) <= now);
  return due < 0 ? undefined : due;
}

function isNew({ left, waiting }: SliceSummary): boolean {
  return left > waiting;
}

/** Ends the turn in order: says how the import stands, and when it goes on. */
async function endTurn(
  { record: { id, turn, owner } }: HeldImport,
  end: Extract<SliceEnd, { kind: 'pause' | 'stop' }> | undefined,
  ports: RunPorts,
): Promise<TurnEnd> {
  const { store, clock, push } = ports;
  const now = clock.now();
  const { now: held, changed } = await store.imports.change(id, (current) => {
    if (current.turn !== turn) return undefined;
    const { leaseUntil: _ended, ...record } = current;
    const next = { ...record, turn: turn + 1 };
    // What somebody decided meanwhile stands.
    return record.state === 'running' ? { ...next, ...standing(next, end, now) } : next;
  });
  if (!held || !changed) return { kind: 'over' };
  const { record } = held;
  if (record.state === 'running') await pushLater({ importId: id, turn: turn + 1 }, 0, push);
  else if (record.state === 'paused') {
    await pushLater({ importId: id, turn: turn + 1 }, (record.resumesAt ?? now) - now, push);
  } else {
    await recordImport(record, person(owner), ports);
  }
  return { kind: 'over' };
}

/** How an import stands that nobody cancelled. */
function standing(
  record: ImportRecord,
  end: Extract<SliceEnd, { kind: 'pause' | 'stop' }> | undefined,
  now: number,
): Partial<ImportRecord> {
  if (end?.kind === 'stop') return { state: 'stopped', reason: end.why, endedAt: now };
  if (end?.kind === 'pause') return { state: 'paused', reason: end.why, resumesAt: now + end.ms };
  if (nextSlice(record, now) !== undefined) return { state: 'running' };
  const dueAt = record.slices.flatMap((slice) => slice.dueAt ?? []);
  return dueAt.length > 0
    ? { state: 'paused', resumesAt: Math.min(...dueAt) }
    : { state: 'finished', endedAt: now };
}

/** An event that gets lost costs five minutes: then the schedule finds the import. */
export async function pushLater(
  event: Parameters<RunPorts['push']>[0],
  ms: number,
  push: RunPorts['push'],
): Promise<void> {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds > DELAY_MAX_SECONDS) return;
  await push(event, seconds).catch(() => undefined);
}
