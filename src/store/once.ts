import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { KeyId } from '../contract/actor';
import { readAll } from './batch';
import type { Item } from './batch';
import { recordIn, recordPlace, replaceRecords } from './records';
import type { RecordRef } from './records';

const HOUR_MS = 3_600_000;
const KEPT_HOURS = 24;
/** A request that is under way for longer than Forge lets it run has died. */
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
export interface OnceName {
  readonly keyId: KeyId;
  readonly name: string;
  readonly request: string;
}

export type Claim =
  /** Nobody did it yet: do it, and write `finished`. */
  | { readonly kind: 'mine'; readonly finished: (answer: string) => Item; readonly released: () => Item }
  | { readonly kind: 'answered'; readonly answer: string }
  | { readonly kind: 'under-way' }
  | { readonly kind: 'other-request' };

export interface OnceStore {
  /** Claims a name for 24 hours; of several at once one gets it. */
  claim(once: OnceName, now: number): Promise<Claim>;
}

export const onceStore: OnceStore = {
  async claim(once, now) {
    const ref = refOf(once);
    const request = hash(once.request);
    const value = { request, startedAt: now, until: now + KEPT_HOURS * HOUR_MS };
    const mine = (version: number): Claim => ({
      kind: 'mine',
      finished: (answer) => itemOf(ref, version + 1, { ...value, answer }),
      released: () => itemOf(ref, version + 1, { ...value, until: 0 }),
    });
    // Most names are new: trying to take one says whether it is, in one look.
    if (await replaceRecords([{ ...ref, seen: undefined, value, ttl: TTL }])) return mine(1);

    const stored = recordIn(await readAll([recordPlace(ref)]), ref);
    const known = onceSchema.safeParse(stored?.value).data;
    if (!stored || !known) return { kind: 'under-way' };
    // Forge may return a value up to 48 hours after it expired.
    const over = known.until <= now || (known.answer === undefined && now - known.startedAt > DIED_AFTER_MS);
    if (!over && known.request !== request) return { kind: 'other-request' };
    if (!over)
      return known.answer === undefined ? { kind: 'under-way' } : { kind: 'answered', answer: known.answer };
    const taken = await replaceRecords([{ ...ref, seen: stored.version, value, ttl: TTL }]);
    return taken ? mine(stored.version + 1) : { kind: 'under-way' };
  },
};

const TTL = { unit: 'HOURS', value: KEPT_HOURS } as const;

/** Written without a comparison: whoever claimed it is alone with it. */
function itemOf(ref: RecordRef, version: number, value: z.infer<typeof onceSchema>): Item {
  return { ...recordPlace(ref), value: { kind: ref.kind, sort: ref.id, version, value }, ttl: TTL };
}

function refOf({ keyId, name }: OnceName): RecordRef {
  return { kind: 'once', id: `${keyId}:${hash(name)}` };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
