import type { Clock } from '../../platform/clock';
import type { Actor } from '../../domain/actor';
import { AUDIT_ENTITY, auditItem } from './store/audit-store';
import type { NewAuditEntry } from './store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import { personItem } from '../privacy/store/account-ledger';
import type { Store } from '../stores';

export interface AuditPorts {
  readonly store: Pick<Store, 'write'>;
  readonly clock: Clock;
  /** Keeps entries that storage refused until it takes them. @throws where that fails, too. */
  readonly postpone: (items: readonly Item[]) => Promise<void>;
}

/** `later`: storage refused them, and they are tried again until they are in. */
export type Recorded = 'yes' | 'later' | 'no';

/**
 * Writes entries into the audit log. What they tell of has happened, so this never throws.
 *
 * @param days how long they are kept.
 */
export async function recordAudit(
  entries: readonly NewAuditEntry[],
  days: number,
  { store, clock, postpone }: AuditPorts,
): Promise<Recorded> {
  return writeAudit(auditItems(entries, days, clock), { store, postpone });
}

/**
 * Entries as they are written, by whoever writes them together with what they tell of.
 *
 * @param once names a single entry that may be written several times; see `auditItem`.
 */
export function auditItems(
  entries: readonly NewAuditEntry[],
  days: number,
  clock: Clock,
  once?: string,
): readonly Item[] {
  const now = clock.now();
  const persons = entries.flatMap(({ actor }) => personsOf(actor, now));
  return [
    ...entries.map((entry, place) => auditItem(entry, { now, days, place, ...(once && { once }) })),
    // A transaction takes each key once.
    ...new Map(persons.map((item) => [item.key, item])).values(),
  ];
}

/** Writes what `auditItems` made. Never throws. */
export async function writeAudit(
  items: readonly Item[],
  { store, postpone }: Pick<AuditPorts, 'store' | 'postpone'>,
): Promise<Recorded> {
  try {
    await store.write(items);
    return 'yes';
  } catch (error) {
    return postponeAudit(
      items.filter(({ entityName }) => entityName === AUDIT_ENTITY),
      postpone,
      error,
    );
  }
}

/** Notes that an actor's account id is stored, where it is a person. */
export function personsOf(actor: Actor, now: number): Item[] {
  return actor.kind === 'person' ? [personItem(actor.accountId, now)] : [];
}

/** Hands entries that could not be written to the queue. */
export async function postponeAudit(
  items: readonly Item[],
  postpone: AuditPorts['postpone'],
  why: unknown,
): Promise<Recorded> {
  log('audit-postponed', why);
  try {
    await postpone(items);
    return 'later';
  } catch (error) {
    log('audit-lost', error);
    return 'no';
  }
}

function log(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, name: error instanceof Error ? error.name : 'unknown' }));
}
