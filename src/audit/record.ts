import type { Clock } from '../clock';
import type { Actor } from '../contract/actor';
import { auditItem } from '../store/audit';
import type { NewAuditEntry } from '../store/audit';
import type { Item } from '../store/batch';
import { personItem } from '../store/persons';
import type { Store } from '../store/store';

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
  const now = clock.now();
  const items = entries.map((entry, place) => auditItem(entry, { now, days, place }));
  const persons = entries.flatMap(({ actor }) => personsOf(actor, now));
  try {
    await store.write([...items, ...persons]);
    return 'yes';
  } catch (error) {
    return postponeAudit(items, postpone, error);
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
