import { append, entryItems } from '../audit/append';
import type { AuditPorts, Keeping } from '../audit/append';
import type { NewAuditEntry } from '../audit/store/audit-store';
import { person } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { AuditEvent } from '../../contract/audit';
import type { ImportRecord } from './store/imports';
import type { Store } from '../stores';
import { countsOf } from './view';

type Action = Extract<AuditEvent, { event: 'import' }>['action'];

/**
 * Records the state of an import. The owner's entry is overwritten on each change; an intervention by another has one
 * beside it.
 *
 * @throws StorageError where storage refuses. An entry that is kept to be written later could replace a newer one.
 */
export async function recordImport(
  record: ImportRecord,
  actor: Actor,
  { store, clock }: Pick<AuditPorts, 'store' | 'clock'>,
): Promise<void> {
  const { entry, ...keeping } = entryOf(record, actor, clock);
  await store.write(entryItems([entry], keeping, clock));
}

/** The same in the owner's name, of an import that is over; then it is noted as told. @throws as above. */
export async function tellImport(
  record: ImportRecord,
  ports: Pick<AuditPorts, 'clock'> & { readonly store: Pick<Store, 'write' | 'imports'> },
): Promise<void> {
  await recordImport(record, person(record.owner), ports);
  await ports.store.imports.change(record.id, ({ untold, ...current }) =>
    untold && isSame(current, record) ? current : undefined,
  );
}

function isSame(one: ImportRecord, other: ImportRecord): boolean {
  const told = ({ state, endedAt, erased, slices }: ImportRecord): string =>
    JSON.stringify([state, endedAt, erased, countsOf({ slices })]);
  return told(one) === told(other);
}

/** The same for a request that is not retried: what storage refuses is written later, from the queue. */
export async function recordSoon(record: ImportRecord, actor: Actor, ports: AuditPorts): Promise<void> {
  const { entry, ...keeping } = entryOf(record, actor, ports.clock);
  await append([entry], keeping, ports);
}

function entryOf(
  record: ImportRecord,
  actor: Actor,
  clock: AuditPorts['clock'],
): Keeping & { readonly entry: NewAuditEntry } {
  const action = actionOf(record);
  // Told again, it is still of the same moment.
  const now = action === record.state ? (record.endedAt ?? clock.now()) : clock.now();
  const { id, projectId, owner, removes, people, reason } = record;
  const { created, existed, attention, failed } = countsOf(record);
  const isOwner = actor.kind === 'person' && actor.accountId === owner;
  const entry: NewAuditEntry = {
    actor,
    projectId,
    event: 'import',
    action,
    importId: id,
    ...(removes && { removes: true as const }),
    people,
    created,
    existed,
    attention,
    failed,
    outcome: action === 'stopped' || failed + attention > 0 ? 'attention' : 'done',
    ...(reason && { reason: reason.code }),
  };
  return { entry, policy: undefined, now, ...(isOwner && { once: () => `import:${id}` }) };
}

function actionOf({ state, eraseAsked }: ImportRecord): Action {
  if (eraseAsked) return 'erased';
  switch (state) {
    case 'cancelled':
    case 'stopped':
    case 'finished':
      return state;
    case 'uploading':
    case 'running':
    case 'paused':
      return 'started';
  }
}
