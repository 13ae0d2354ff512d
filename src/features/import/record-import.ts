import { personsOf, postponeAudit } from '../audit/record';
import type { AuditPorts } from '../audit/record';
import { person } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { AuditEvent } from '../../contract/audit';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import { auditItem } from '../audit/store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import type { ImportRecord } from './store/imports';
import type { Store } from '../stores';
import { countsOf } from './view';

type Action = Extract<AuditEvent, { event: 'import' }>['action'];

/**
 * Writes down how an import stands. It has one entry of its owner, which is replaced; whoever else intervenes has one
 * beside it.
 *
 * @throws StorageError where storage refuses. An entry that is kept to be written later could replace a newer one.
 */
export async function recordImport(
  record: ImportRecord,
  actor: Actor,
  { store, clock }: Pick<AuditPorts, 'store' | 'clock'>,
): Promise<void> {
  await store.write(itemsOf(record, actor, clock));
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

/** The same where somebody waits for the answer and nobody would try again: what storage refuses is written later. */
export async function recordSoon(
  record: ImportRecord,
  actor: Actor,
  { store, clock, postpone }: AuditPorts,
): Promise<void> {
  const items = itemsOf(record, actor, clock);
  const [entry] = items;
  await store.write(items).catch((error: unknown) => postponeAudit([entry], postpone, error));
}

/** The entry, and the note of whose account id it holds. */
function itemsOf(record: ImportRecord, actor: Actor, clock: AuditPorts['clock']): readonly [Item, ...Item[]] {
  const action = actionOf(record);
  // Told again, it is still of the same moment.
  const now = action === record.state ? (record.endedAt ?? clock.now()) : clock.now();
  const { id, projectId, owner, people, reason } = record;
  const { created, existed, attention, failed } = countsOf(record);
  const isOwner = actor.kind === 'person' && actor.accountId === owner;
  const entry = auditItem(
    {
      actor,
      projectId,
      event: 'import',
      action,
      importId: id,
      people,
      created,
      existed,
      attention,
      failed,
      outcome: action === 'stopped' || failed + attention > 0 ? 'attention' : 'done',
      ...(reason && { reason: reason.code }),
    },
    { now, days: AUDIT_DAYS_MAX, ...(isOwner && { once: `import:${id}` }) },
  );
  return [entry, ...personsOf(actor, now)];
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
