import type { ImportId } from '../../contract/import';
import { reason } from '../../domain/reason';
import type { VersionedImport } from './store/imports';
import { nextChunk, unsettledChunk } from './batch-note';
import type { TurnContext } from './work';
import { endTurn, halted } from './end-turn';
import { eraseNow } from './erase';
import type { RunPorts, TurnEnd } from './ports';
import { pushLater } from './push-later';
import { isFinal } from './record-rows';
import { tellImport } from './record-import';
import { processChunk } from './process-chunk';
import { settleLeft } from './crash-recovery';
import { acquire } from './acquire';

/**
 * One turn at an import, in ms; then another import may have its turn. With the last go at a chunk it stays below the
 * 900 s that Forge gives a consumer.
 */
const TURN_MS = 240_000;

/** Until a turn that failed is taken again, in ms; doubled each time, up to half an hour. */
const AGAIN_MS = 60_000;
const DOUBLED_MAX = 5;

/**
 * Works on an import until it is done, pauses or its turn is over; or asks what became of rows that no worker goes on
 * with. Events may come twice, late or out of order: each names its turn, and a turn is had by one at a time.
 *
 * @throws where storage refuses or something unforeseen happens; the turn is then still open, and is taken again.
 */
export async function runTurn(
  { importId, turn }: { readonly importId: ImportId; readonly turn: number },
  ports: RunPorts,
): Promise<TurnEnd> {
  const taken = await acquire(importId, turn, ports);
  if (taken.kind !== 'work' && taken.kind !== 'settle') return taken;
  try {
    if (taken.kind === 'settle') return await settle(taken.held, ports);
    return await work(taken.held, { turn, known: undefined, open: taken.left }, ports);
  } catch (error) {
    await giveUp(importId, turn, error, ports);
    throw error;
  }
}

async function work(first: VersionedImport, turn: TurnContext, ports: RunPorts): Promise<TurnEnd> {
  const { clock } = ports;
  const over = clock.now() + TURN_MS;
  let held = first;
  while (clock.now() < over && held.record.state === 'running') {
    const index = turn.open?.slice ?? nextChunk(held.record, clock.now());
    if (index === undefined) break;
    const wasOpen = turn.open;
    const end = await processChunk(index, held, turn, ports);
    if (end.kind === 'leave') return { kind: 'over' };
    if (end.kind !== 'worked') return endTurn(end.held, end, turn, ports);
    const isSame = JSON.stringify(end.held.record.slices) === JSON.stringify(held.record.slices);
    held = end.held;
    // Nothing was ready that should be.
    if (isSame && wasOpen === turn.open) break;
  }
  return endTurn(held, undefined, turn, ports);
}

/** Gives results to rows that no worker goes on with; then they can be erased, and the log tells the true counts. */
async function settle(held: VersionedImport, ports: RunPorts): Promise<TurnEnd> {
  const { id, turn } = held.record;
  const settled = await settleLeft(held, ports);
  if (!settled) {
    await freeTurn(id, turn, ports);
    return { kind: 'over' };
  }
  const { record } = settled;
  const isSettled = unsettledChunk(record, ports.clock.now()) === undefined;
  if (record.erasing && isSettled) await eraseNow(record, ports);
  if (record.state === 'running' || !isSettled)
    await pushLater({ importId: id, turn: record.turn }, 0, ports.push);
  else await tellImport(record, ports);
  return { kind: 'over' };
}

/** Where a value does not fit, no other try can mend it: the import ends. Otherwise the turn is free again. */
async function giveUp(
  importId: ImportId,
  turn: number,
  error: unknown,
  { store, clock }: RunPorts,
): Promise<void> {
  if (!isFinal(error)) return freeTurn(importId, turn, { store, clock });
  await store.imports
    .change(importId, (record) =>
      record.turn === turn && record.state === 'running'
        ? halted(record, reason('import-gave-up'), clock.now())
        : undefined,
    )
    .catch(() => undefined);
}

/**
 * The next worker need not wait for the lease to expire, but longer each time, so that an outage of half an hour
 * ends no import; that there is a lease tells them that this turn did not end in order.
 */
async function freeTurn(
  importId: ImportId,
  turn: number,
  { store, clock }: Pick<RunPorts, 'store' | 'clock'>,
): Promise<void> {
  await store.imports
    .change(importId, (record) =>
      record.turn === turn && record.leaseUntil !== undefined
        ? { ...record, leaseUntil: clock.now() + AGAIN_MS * 2 ** Math.min(record.attempts ?? 0, DOUBLED_MAX) }
        : undefined,
    )
    .catch(() => undefined);
}
