import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { KeyId } from '../../../domain/actor';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Item, Place } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';

const HOUR_MS = 3_600_000;
const KEPT_HOURS = 24;
/** A request that is under way for longer than Forge lets it run has crashed. */
const DIED_AFTER_MS = 60_000;

const onceSchema = z.object({
  /** Of what was asked, so that another request under the same name is told apart. */
  request: z.string(),
  /** Absent while the first request is under way. */
  answer: z.optional(z.string()),
  startedAt: z.number(),
  until: z.number(),
});

/** What an Idempotency-Key stands for. */
export interface IdempotencyKey {
  readonly keyId: KeyId;
  readonly name: string;
  readonly request: string;
}

/** What is known of a name. */
export type Known =
  | { readonly kind: 'free' }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'under-way' }
  | { readonly kind: 'other-request' };

export type Claim =
  /** Not done yet: do it, and write `finished`, or let go of the name. */
  | {
      readonly kind: 'mine';
      readonly finished: (answer: string) => Item;
      readonly release: () => Promise<void>;
    }
  | Exclude<Known, { readonly kind: 'free' }>;

export interface OnceStore {
  /** Claims a name for 24 hours; of several at once one gets it. */
  claim(once: IdempotencyKey, now: number): Promise<Claim>;
  /** What makes another answer known than the one that is stored; `undefined` where nothing is stored any more. */
  answered(once: IdempotencyKey, answer: string, now: number): Promise<Item | undefined>;
  /** Lets go of a name, so that the next request tries anew. */
  forget(once: IdempotencyKey): Promise<void>;
}

export const onceStore: OnceStore = {
  async claim(once, now) {
    const ref = refOf(once);
    const value = { request: hash(once.request), startedAt: now, until: now + KEPT_HOURS * HOUR_MS };
    const mine = (version: number): Claim => ({
      kind: 'mine',
      finished: (answer) => itemOf(ref, version + 1, { ...value, answer }),
      release: () => deleteAll([recordPlace(ref)]),
    });
    // Most names are new: trying to take one says whether it is, in one look.
    if (await replaceRecords([{ ...ref, seen: undefined, value, ttl: TTL }])) return mine(1);

    const values = await readAll([recordPlace(ref)]);
    const known = onceIn(values, once, now);
    if (known.kind !== 'free') return known;
    const seen = recordIn(values, ref)?.version;
    const taken = await replaceRecords([{ ...ref, seen, value, ttl: TTL }]);
    return taken ? mine((seen ?? 0) + 1) : { kind: 'under-way' };
  },
  async answered(once, answer, now) {
    const ref = refOf(once);
    const values = await readAll([recordPlace(ref)]);
    const stored = recordIn(values, ref);
    const value = onceSchema.safeParse(stored?.value).data;
    // Another request of this name, or one that came after its end, is not answered for this one.
    if (!stored || !value || value.until <= now || value.request !== hash(once.request)) return undefined;
    return itemOf(ref, stored.version + 1, { ...value, answer });
  },
  forget: (once) => deleteAll([recordPlace(refOf(once))]),
};

/** Where what is known of a name is. */
export function idempotencyPlace(once: IdempotencyKey): Place {
  return recordPlace(refOf(once));
}

/** What is known of a name, among values that were read. */
export function onceIn(values: ReadonlyMap<string, unknown>, once: IdempotencyKey, now: number): Known {
  const stored = recordIn(values, refOf(once));
  if (!stored) return { kind: 'free' };
  const known = onceSchema.safeParse(stored.value).data;
  if (!known) return { kind: 'under-way' };
  // Forge may return a value up to 48 hours after it expired.
  const over = known.until <= now || (known.answer === undefined && now - known.startedAt > DIED_AFTER_MS);
  if (over) return { kind: 'free' };
  if (known.request !== hash(once.request)) return { kind: 'other-request' };
  return known.answer === undefined ? { kind: 'under-way' } : { kind: 'answered', answer: known.answer };
}

const TTL = { unit: 'HOURS', value: KEPT_HOURS } as const;

/** Written without compare-and-set: only the claimant writes here. */
function itemOf(ref: RecordRef, version: number, value: z.infer<typeof onceSchema>): Item {
  return { ...recordPlace(ref), value: { kind: ref.kind, sort: ref.id, version, value }, ttl: TTL };
}

function refOf({ keyId, name }: IdempotencyKey): RecordRef {
  return { kind: 'once', id: `${keyId}:${hash(name)}` };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
