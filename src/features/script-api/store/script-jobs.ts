import { createHash, randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { keyIdSchema } from '../../../domain/actor';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { IdempotencyKey } from './idempotency';
import type { Item } from '../../../platform/kvs/kvs';
import {
  isFinished,
  placesOf,
  recordIn,
  recordItem,
  recordPlace,
  replaceRecords,
} from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';

const HOUR_MS = 3_600_000;
/** As long as the answer to an Idempotency-Key: later, no request asks for it. */
const KEPT_HOURS = 24;
/** Longer than Forge lets the worker run: an older one has crashed. */
const LEASE_MS = 70_000;

const jobSchema = z.object({
  keyId: keyIdSchema,
  /** The request as it was sent: it holds an address. */
  text: z.string(),
  /** Its Idempotency-Key. */
  name: z.optional(z.string()),
  /** The door had asked as the delegate, and was refused. */
  tried: z.boolean(),
  until: z.number(),
  /** Workers that took it. */
  attempts: z.int(),
  leaseUntil: z.optional(z.number()),
});
export type ScriptJob = z.infer<typeof jobSchema>;
export type NewScriptJob = Pick<ScriptJob, 'keyId' | 'text' | 'name' | 'tried'>;

type TakenJob =
  | { readonly kind: 'mine'; readonly job: ScriptJob }
  | { readonly kind: 'taken'; readonly ms: number }
  /** Done, or over its retention. */
  | { readonly kind: 'gone' };

export interface ScriptJobStore {
  /** Takes a job that no worker has. */
  take(id: string, now: number): Promise<TakenJob>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
}

export const scriptJobStore: ScriptJobStore = {
  async take(id, now) {
    const ref = refOf(id);
    const record = recordIn(await readAll([recordPlace(ref)]), ref);
    const job = record && isFinished(record) ? jobSchema.safeParse(record.value).data : undefined;
    if (!record || !job || job.until <= now) return { kind: 'gone' };
    const leased = (job.leaseUntil ?? 0) - now;
    if (leased > 0) return { kind: 'taken', ms: leased };
    const mine = { ...job, attempts: job.attempts + 1, leaseUntil: now + LEASE_MS };
    const taken = await replaceRecords([{ ...ref, seen: record.version, value: mine, ttl: TTL }]);
    return taken ? { kind: 'mine', job: mine } : { kind: 'taken', ms: LEASE_MS };
  },
  remove: (id) => deleteAll([recordPlace(refOf(id))]),
  removeAll: async () => deleteAll(await placesOf('script-job')),
};

/** The job of a name is found again by each repeat. */
export function jobIdOf(once: IdempotencyKey | undefined): string {
  if (!once) return randomUUID();
  return createHash('sha256').update(`${once.keyId}:${once.name}`).digest('hex');
}

/** A request that the queue does, as it is stored with what it is counted against. */
export function jobItem(id: string, job: NewScriptJob, now: number): Item {
  const value: ScriptJob = { ...job, until: now + KEPT_HOURS * HOUR_MS, attempts: 0 };
  return recordItem({ ...refOf(id), seen: undefined, value, ttl: TTL });
}

const TTL = { unit: 'HOURS', value: KEPT_HOURS } as const;

function refOf(id: string): RecordRef {
  return { kind: 'script-job', id };
}
