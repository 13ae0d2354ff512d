import { person } from '../contract/actor';
import type { ImportId } from '../contract/import';
import { reason } from '../contract/reason';
import type { ImportRecord } from '../store/imports';
import { findImport, findOwn } from './find';
import type { Steered, SteerPorts, Who } from './find';
import { recordSoon } from './record-import';
import { pushLater } from './turn';
import { countsOf } from './view';

/** Stops an import after the batch that is under way. Anyone may who may invite in its project. */
export async function cancelImport(id: ImportId, who: Who, ports: SteerPorts): Promise<Steered> {
  const found = await findImport(id, who, ports.store);
  if (!found.ok) return found;
  const now = ports.clock.now();
  const cancelled = await changed(id, ports, ({ reason: _why, resumesAt: _when, ...record }) =>
    record.state === 'running' || record.state === 'paused'
      ? { ...record, state: 'cancelled', endedAt: now }
      : undefined,
  );
  if (cancelled.ok) await recordSoon(cancelled.record, person(who.actor), ports);
  return cancelled;
}

/** Goes on with what was cancelled or stopped, or pauses; the quota was counted at the start. */
export async function resumeImport(id: ImportId, who: Who, ports: SteerPorts): Promise<Steered> {
  const found = await findOwn(id, who, ports.store);
  if (!found.ok) return found;
  return going(id, ports, (record) => isHalted(record) && countsOf(record).left > 0);
}

/** Tries again whatever another try may mend. */
export async function retryImport(id: ImportId, who: Who, ports: SteerPorts): Promise<Steered> {
  const found = await findOwn(id, who, ports.store);
  if (!found.ok) return found;
  const again = await changed(id, ports, (record) =>
    isHalted(record) || record.state === 'finished'
      ? {
          ...record,
          slices: record.slices.map((slice) =>
            slice.retriable.attention + slice.retriable.failed > 0 ? { ...slice, again: true } : slice,
          ),
        }
      : undefined,
  );
  if (!again.ok) return again;
  return going(id, ports, (record) => record.state !== 'running' && countsOf(record).left > 0);
}

/** Erases the rows of an import that is not under way, and with them every address; what happened stays known. */
export async function eraseImport(id: ImportId, who: Who, ports: SteerPorts): Promise<Steered> {
  const found = await findOwn(id, who, ports.store);
  if (!found.ok) return found;
  const erased = await erasedRows(id, ports, ({ state }) => state !== 'running' && state !== 'paused');
  if (erased.ok) await recordSoon(erased.record, person(who.actor), ports, 'erased');
  return erased;
}

/** Notes that the rows are gone, and erases them: in this order, so that nobody goes on with them. */
export async function erasedRows(
  id: ImportId,
  { store, clock }: Pick<SteerPorts, 'store' | 'clock'>,
  mayBe: (record: ImportRecord) => boolean,
): Promise<Steered> {
  const now = clock.now();
  const { now: held, changed: isErased } = await store.imports.change(
    id,
    ({ leaseUntil: _lease, resumesAt: _when, ...record }) => {
      if (!mayBe(record)) return undefined;
      const isOpen = record.state === 'running' || record.state === 'paused' || record.state === 'uploading';
      return {
        ...record,
        erased: true,
        turn: record.turn + 1,
        ...(isOpen && { state: 'stopped', reason: reason('import-expired'), endedAt: now }),
      };
    },
  );
  if (!held || !isErased) return { ok: false, reason: reason('import-not-now') };
  await store.imports.eraseRows(id, held.record.sliceCount);
  return { ok: true, record: held.record };
}

function isHalted({ state }: ImportRecord): boolean {
  return state === 'cancelled' || state === 'stopped' || state === 'paused';
}

/** Lets an import run where it may, and says so to whoever works on imports. */
async function going(
  id: ImportId,
  ports: SteerPorts,
  may: (record: ImportRecord) => boolean,
): Promise<Steered> {
  const running = await changed(id, ports, (record) => {
    if (!may(record)) return undefined;
    const { reason: _why, resumesAt: _when, endedAt: _end, ...open } = record;
    return { ...open, state: 'running' };
  });
  if (running.ok) await pushLater({ importId: id, turn: running.record.turn }, 0, ports.push);
  return running;
}

async function changed(
  id: ImportId,
  { store }: SteerPorts,
  change: (record: ImportRecord) => ImportRecord | undefined,
): Promise<Steered> {
  const result = await store.imports.change(id, (record) => (record.erased ? undefined : change(record)));
  if (result.now?.record.erased) return { ok: false, reason: reason('import-rows-gone') };
  return result.now && result.changed
    ? { ok: true, record: result.now.record }
    : { ok: false, reason: reason('import-not-now') };
}
