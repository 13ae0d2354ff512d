import * as z from 'zod/mini';
import { accountIdSchema } from './ids';
import type { AccountId } from './ids';

/** The public half of an API key: names it everywhere, opens nothing. */
export const keyIdSchema = z
  .string()
  .check(z.regex(/^[a-z0-9]{12}$/))
  .brand<'KeyId'>();
export type KeyId = z.infer<typeof keyIdSchema>;

/** Longest name of an automation rule that is kept, in characters. */
export const RULE_NAME_MAX = 100;

/** What acted in a person's name: an automation rule, as it calls itself, or a Rovo agent. */
export const throughSchema = z.strictObject({
  kind: z.enum(['rule', 'rovo']),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(RULE_NAME_MAX))),
});
export type Through = z.infer<typeof throughSchema>;

/** Who asked for something. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('person'),
    accountId: accountIdSchema,
    /** Absent: the person did it at a screen, or by their own token. */
    through: z.optional(throughSchema),
  }),
  z.strictObject({
    kind: z.literal('key'),
    keyId: keyIdSchema,
    /** As it was called when it was used. */
    name: z.string(),
  }),
  /** The sender of a wrong key, or of none. */
  z.strictObject({ kind: z.literal('nobody') }),
  /** No person asked: a schedule ran. */
  z.strictObject({ kind: z.literal('schedule') }),
  /** A person whose account was closed since; erased at Atlassian's word. */
  z.strictObject({ kind: z.literal('erased') }),
]);
export type Actor = z.infer<typeof actorSchema>;

export function person(accountId: AccountId, through?: Through): Actor {
  return { kind: 'person', accountId, ...(through && { through }) };
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
