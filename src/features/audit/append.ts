import type { Policy } from '../../domain/policy/policy';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import type { Clock } from '../../platform/clock';
import { accountGroupItems, accountItems } from '../privacy/store/account-ledger';
import { accountsIn, AUDIT_ENTITY, auditItem } from './store/audit-entry';
import type { NewAuditEntry } from './store/audit-entry';
import { isLookup, lookupItems } from './store/audit-lookup';
import type { Item } from '../../platform/kvs/kvs';
import type { WrittenNotes } from '../invite/store/write-notes';
import type { Store } from '../stores';

export interface AuditPorts {
  readonly store: Pick<Store, 'write'>;
  readonly clock: Clock;
  /** Keeps entries that storage refused until it takes them. @throws where that fails, too. */
  readonly postpone: (items: readonly Item[]) => Promise<void>;
}

/** `later`: storage refused them, and they are tried again until they are in. */
export type Recorded = 'yes' | 'later' | 'no';

export interface Keeping {
  /** Says how long entries are kept; `undefined`: as long as any. */
  readonly policy: Pick<Policy, 'auditDays'> | undefined;
  /** When it happened, in ms since 1970; absent: now. */
  readonly now?: number;
  /** Names the entry at a place, where it may be written several times: the last one stays. */
  readonly once?: (place: number) => string | undefined;
  /** Notes the customers under as few keys as that takes, which begin so. */
  readonly group?: string | undefined;
}

/** What is written with the entries, in the same operation where it fits. Notes go into the queue with the entries. */
export interface WrittenWith extends WrittenNotes {
  /** Goes into the queue with the entries where storage refuses. */
  readonly queued?: readonly Item[];
  readonly others?: readonly Item[];
}

/**
 * Appends entries to the audit log. What they tell of has happened, so this never throws: what storage refuses goes into
 * the queue.
 */
export async function append(
  entries: readonly NewAuditEntry[],
  keeping: Keeping,
  ports: AuditPorts,
  written?: WrittenWith,
): Promise<Recorded> {
  return appendItems(entryItems(entries, keeping, ports.clock), ports, written);
}

/**
 * Entries as they are written, by a caller that writes them together with what they tell of: first the entries in their
 * order, then what finds them, then the notes of the accounts that they hold, for the reports that Atlassian asks for.
 */
export function entryItems(
  entries: readonly NewAuditEntry[],
  { policy, now: at, once, group }: Keeping,
  clock: Pick<Clock, 'now'>,
): readonly Item[] {
  const now = at ?? clock.now();
  const days = policy?.auditDays ?? AUDIT_DAYS_MAX;
  const items = entries.map((entry, place) => auditItem(entry, { now, days, place, once: once?.(place) }));
  return [...items, ...items.flatMap(lookupItems), ...accountNotes(items, now, group)];
}

/** Appends what `entryItems` made. Never throws. */
export async function appendItems(
  items: readonly Item[],
  { store, postpone }: Pick<AuditPorts, 'store' | 'postpone'>,
  { queued = [], others = [], ...noted }: WrittenWith = {},
): Promise<Recorded> {
  const { notes = [], last } = noted;
  const all = [...items, ...queued, ...others];
  try {
    if (all.length + notes.length > 0 || last) await store.write(all, noted);
    return 'yes';
  } catch (error) {
    log('audit-postponed', error);
  }
  try {
    // The queue notes the accounts itself.
    await postpone([
      ...items.filter((item) => isEntry(item) || isLookup(item)),
      ...notes.flatMap(({ late }) => late ?? []),
      ...queued,
    ]);
    return 'later';
  } catch (error) {
    log('audit-lost', error);
    return 'no';
  }
}

/** Notes of all accounts whose ids stand in entries, each once: a transaction takes a key once. */
export function accountNotes(items: readonly Item[], now: number, group?: string): readonly Item[] {
  const accounts = items.filter(isEntry).map(({ value }) => accountsIn(value));
  const actors = accounts.flatMap(({ actor }) => actor ?? []);
  const customers = accounts.flatMap(({ customer }) => customer ?? []);
  if (group === undefined) return accountItems([...customers, ...actors], now);
  // An actor acts in many groups, and is to be reported once.
  return [...accountGroupItems(group, customers, now), ...accountItems(actors, now)];
}

function isEntry({ entityName }: Item): boolean {
  return entityName === AUDIT_ENTITY;
}

function log(event: string, error: unknown): void {
  console.error(JSON.stringify({ event, name: error instanceof Error ? error.name : 'unknown' }));
}
