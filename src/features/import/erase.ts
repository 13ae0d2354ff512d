import { person } from '../../domain/actor';
import type { ImportId } from '../../contract/import';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { unsettledChunk } from './batch-note';
import type { ImportRecord } from './store/imports';
import { findOwn } from './find';
import type { ControlPorts, Requester } from './find';
import { recordSoon } from './record-import';
import { pushLater } from './push-later';

type Ports = Pick<ControlPorts, 'store' | 'clock'>;

/** Erases the rows of an import that is not under way, and with them every address; what happened stays known. */
export async function eraseImport(
  id: ImportId,
  who: Requester,
  ports: ControlPorts,
): Promise<Result<ImportRecord>> {
  const found = await findOwn(id, who, ports.store);
  if (!found.ok) return found;
  const mayBe = ({ state }: ImportRecord): boolean => state !== 'running' && state !== 'paused';
  const erased = await erasedRows(id, ports, (record) =>
    mayBe(record) ? { ...record, eraseAsked: true } : undefined,
  );
  if (!erased.ok) return erased;
  const { data: record } = erased;
  await recordSoon(record, person(who.actor), ports);
  const now = ports.clock.now();
  if (unsettledChunk(record, now) !== undefined)
    await pushLater({ importId: id, turn: record.turn }, (record.leaseUntil ?? now) - now, ports.push);
  return erased;
}

/**
 * Notes that no worker may use the rows any more, and erases them, in this order. Of rows that a worker may be at, or has
 * left without a result, Jira is asked first; the worker that settles them erases them.
 */
export async function erasedRows(
  id: ImportId,
  ports: Ports,
  wanted: (record: ImportRecord) => ImportRecord | undefined,
): Promise<Result<ImportRecord>> {
  const now = ports.clock.now();
  const { now: held, changed: isErased } = await ports.store.imports.change(id, (current) => {
    const record = wanted(current);
    if (!record) return undefined;
    const { resumesAt: _when, heldBy: _by, ...ended } = record;
    const isUnderWay = record.state === 'running' || record.state === 'paused';
    const isOpen = isUnderWay || record.state === 'uploading';
    return {
      ...ended,
      fileName: '',
      erased: true,
      erasing: true,
      ...((isUnderWay || record.eraseAsked) && { untold: true }),
      ...(isOpen && { state: 'stopped', reason: reason('import-expired'), endedAt: now }),
    };
  });
  if (!held || !isErased) return fail(reason('import-not-now'));
  if (unsettledChunk(held.record, now) === undefined) await eraseNow(held.record, ports);
  return ok(held.record);
}

/** Erases rows that no worker is at, and notes that they are gone. */
export async function eraseNow(
  { id, sliceCount }: ImportRecord,
  { store }: Pick<Ports, 'store'>,
): Promise<void> {
  await store.imports.eraseRows(id, sliceCount);
  await store.imports.change(id, ({ erasing, leaseUntil: _lease, ...record }) =>
    erasing && !record.begun ? record : undefined,
  );
}
