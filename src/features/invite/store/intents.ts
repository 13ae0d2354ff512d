import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { actorSchema } from '../../../domain/actor';
import { issueIdSchema, issueKeySchema, projectIdSchema, serviceDeskIdSchema } from '../../../domain/ids';
import type { AccountId } from '../../../domain/ids';
import { organizationRefSchema } from '../../../domain/invitation/invitation';
import { deleteAll, StorageError, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { listRecords, placesOf, recordItem, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef, Versioned } from '../../../platform/kvs/versioned-records';
import { firstInOrder, recordsInOrder } from '../../../platform/kvs/records-in-order';

const KIND = 'intent';
/** Parts of the kind: only what is open is ever looked for. */
const OPEN = 'open';
const CLOSED = 'closed';
const HOUR_MS = 3_600_000;
/** An intent is closed whatever happens after so long; storage drops it when it was missed. */
const OPEN_HOURS = 22;
const KEPT_HOURS = 24;
/** A function of a screen or a script ends within a minute; an intent that is open for longer belongs to a dead one. */
const DIED_AFTER_MS = 2 * 60_000;

const intentSchema = z.object({
  id: z.string(),
  projectId: projectIdSchema,
  serviceDeskId: serviceDeskIdSchema,
  actor: actorSchema,
  /** Who is about to be invited, each with their place among all that were asked for. */
  guests: z.array(z.object({ place: z.int(), email: z.string() })),
  /** Named for any of them. */
  organizations: z.array(organizationRefSchema),
  /** When the access is to end, ISO 8601 in UTC. */
  endsAt: z.optional(z.string()),
  /** The request on whose page they were invited. */
  origin: z.object({ issueId: z.exactOptional(issueIdSchema), issueKey: z.exactOptional(issueKeySchema) }),
  /** Times that Jira was asked what became of it. */
  asked: z.int(),
  /** When it is asked next, and when it is closed whatever happens: ms since 1970. */
  dueAt: z.number(),
  until: z.number(),
});

/**
 * Invitations that are about to be made. It is written before Jira is asked and closed with the outcome, so that one
 * that stays open belongs to a worker that crashed. Holds addresses, for a day at most.
 */
export type Intent = z.infer<typeof intentSchema>;

export interface IntentStore {
  /** @throws StorageError where it cannot be stored. */
  add(intent: Intent): Promise<void>;
  /** Open ones whose time has come, the first to come first. One that cannot be read is left out. */
  due(now: number, max: number): Promise<readonly Intent[]>;
  /** When the first of the open ones has its time, in ms since 1970. */
  next(): Promise<number | undefined>;
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
  removeAll(): Promise<void>;
}

export const intentStore: IntentStore = {
  async add(intent) {
    if (!(await replaceRecords([recordOf(intent, OPEN, intent, KEPT_HOURS)])))
      throw new StorageError('INTENT_EXISTS');
  },
  async due(now, max) {
    const found: Intent[] = [];
    let cursor: string | undefined;
    do {
      const page = await recordsInOrder(KIND, { scope: OPEN, to: new Date(now).toISOString(), cursor });
      found.push(...page.found.flatMap(intentIn));
      ({ cursor } = page);
    } while (cursor && found.length < max);
    return found.slice(0, max);
  },
  next: () => firstInOrder(KIND, { scope: OPEN }, (record) => intentIn(record)[0]?.dueAt),
  async eraseAccount(accountId, now) {
    const own = (await listRecords(KIND))
      .flatMap(intentIn)
      .filter(({ actor }) => actor.kind === 'person' && actor.accountId === accountId);
    await writeAll(own.map((intent) => intentItem({ ...intent, actor: { kind: 'erased' } }, now)));
  },
  async removeAll() {
    await deleteAll(await placesOf(KIND));
  },
};

/** An intent of what is done now. */
export function newIntent(described: Omit<Intent, 'id' | 'asked' | 'dueAt' | 'until'>, now: number): Intent {
  const dueAt = now + DIED_AFTER_MS;
  return { ...described, id: randomUUID(), asked: 0, dueAt, until: now + OPEN_HOURS * HOUR_MS };
}

export function intentItem(intent: Intent, now: number): Item {
  const spare = KEPT_HOURS - OPEN_HOURS;
  const hours = Math.max(0, Math.ceil((intent.until - now) / HOUR_MS)) + spare;
  return itemOf(intent, OPEN, intent, hours);
}

/** Closes an intent in the operation that writes its outcome. Nothing of whom it was about stays. */
export function closedIntentItem(intent: Intent): Item {
  return itemOf(intent, CLOSED, {}, 1);
}

/** The audit log's key for one guest of an intent: the outcome has one entry, whichever worker writes it. */
export function entryKey({ id }: Pick<Intent, 'id'>, place: number): string {
  return `${KIND}:${id}:${place}`;
}

function itemOf(intent: Intent, scope: string, value: unknown, hours: number): Item {
  return recordItem(recordOf(intent, scope, value, hours));
}

function recordOf(intent: Intent, scope: string, value: unknown, hours: number) {
  const sort = new Date(intent.dueAt).toISOString();
  const ttl = { unit: 'HOURS', value: hours } as const;
  return { ...refOf(intent), seen: undefined, value, place: { sort, scope }, ttl };
}

function intentIn({ value }: Versioned): Intent[] {
  const read = intentSchema.safeParse(value);
  return read.success ? [read.data] : [];
}

function refOf({ id }: Pick<Intent, 'id'>): RecordRef {
  return { kind: KIND, id };
}
