import { personsOf, postponeAudit } from '../audit/record';
import type { AuditPorts } from '../audit/record';
import type { Actor } from '../contract/actor';
import type { AuditEvent } from '../contract/audit';
import { AUDIT_DAYS_MAX } from '../contract/policy';
import { auditItem } from '../store/audit';
import type { ImportRecord } from '../store/imports';
import { countsOf } from './view';

type Action = Extract<AuditEvent, { event: 'import' }>['action'];

/**
 * Writes down how an import stands. It has one entry of its owner, which is replaced; whoever else intervenes has one
 * beside it.
 */
export async function recordImport(
  record: ImportRecord,
  actor: Actor,
  { store, clock, postpone }: AuditPorts,
  action: Action = actionOf(record),
): Promise<void> {
  const now = clock.now();
  const { id, projectId, owner, people, reason } = record;
  const { created, existed, attention, failed } = countsOf(record);
  const isOwner = actor.kind === 'person' && actor.accountId === owner;
  const item = auditItem(
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
  await store
    .write([item, ...personsOf(actor, now)])
    .catch((error: unknown) => postponeAudit([item], postpone, error));
}

function actionOf({ state }: ImportRecord): Action {
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
