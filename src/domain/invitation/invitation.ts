import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema } from '../ids';

/** Addresses that one call of `invite.send` takes; more belong into an import. */
export const INVITE_AT_ONCE_MAX = 25;
/** Organizations one customer is enrolled in at a time. */
export const ORGANIZATIONS_MAX = 10;
/** Longer than any address or name that could pass; the exact checks say what is wrong. */
const FIELD_MAX = 1000;

/** An organization by id (picked from a list) or by name (typed, or from a script). */
export const organizationRefSchema = z.union([
  z.strictObject({ id: organizationIdSchema }),
  // Jira takes names of 1 to 200 characters.
  z.strictObject({ name: z.string().check(z.minLength(1), z.maxLength(200)) }),
]);
export type OrganizationRef = z.infer<typeof organizationRefSchema>;

const personSchema = z.strictObject({
  email: z.string().check(z.maxLength(FIELD_MAX)),
  displayName: z.optional(z.string().check(z.maxLength(FIELD_MAX))),
  /** The agent's choice where several accounts may be meant; it must be one of those offered. */
  accountId: z.optional(accountIdSchema),
});
export type Person = z.infer<typeof personSchema>;

export const sendInputSchema = z.strictObject({
  people: z
    .array(personSchema)
    .check(z.minLength(1, 'address-empty'), z.maxLength(INVITE_AT_ONCE_MAX, 'too-many-addresses')),
  organizations: z.array(organizationRefSchema).check(z.maxLength(ORGANIZATIONS_MAX)),
  notify: z.boolean(),
  /** When the access of all of them is to end: see `parseEndsAt`. */
  endsAt: z.optional(z.string().check(z.maxLength(40))),
  /** Names the realtime channel on which progress is told; chosen by the screen. */
  progressChannel: z.optional(z.string().check(z.regex(/^[a-f0-9-]{36}$/))),
});
export type SendInput = z.infer<typeof sendInputSchema>;

/** One invitation: a person, for one service desk. */
export interface Invitation extends Person {
  readonly organizations: readonly OrganizationRef[];
  readonly notify: boolean;
  /** When the access is to end: see `parseEndsAt`. */
  readonly endsAt?: string;
}
