import * as z from 'zod/mini';
import { accountIdSchema } from './ids';
import type { AccountId } from './ids';

/** The public half of an API key: names it everywhere, opens nothing. */
export const keyIdSchema = z
  .string()
  .check(z.regex(/^[a-z0-9]{12}$/))
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof keyIdSchema>;

/** Who asked for something. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), accountId: accountIdSchema }),
  z.strictObject({
    kind: z.literal('key'),
    keyId: keyIdSchema,
    /** As it was called when it was used. */
    name: z.string(),
  }),
  /** Whoever sent a wrong key, or none. */
  z.strictObject({ kind: z.literal('nobody') }),
  /** Nobody asked just now: it was the time. */
  z.strictObject({ kind: z.literal('schedule') }),
  /** A person whose account was closed since; erased at Atlassian's word. */
  z.strictObject({ kind: z.literal('erased') }),
]);
export type Actor = z.infer<typeof actorSchema>;

export function person(accountId: AccountId): Actor {
  return { kind: 'person', accountId };
}

/** One actor as one word, to compare and to look up by. */
export function actorWord(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.accountId}`;
    case 'key':
      return `key:${actor.keyId}`;
    case 'nobody':
    case 'schedule':
    case 'erased':
      return actor.kind;
  }
}
