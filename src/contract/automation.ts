import * as z from 'zod/mini';
import { throughSchema } from '../domain/actor';
import { organizationRefSchema } from '../domain/invitation/invitation';

/** Longer than anything that could pass; the exact checks say what is wrong. */
const text = (max: number) => z.optional(z.nullable(z.string().check(z.maxLength(max))));

/** What a smart value makes of a truth value. */
const switchText = z.pipe(z.string().check(z.trim(), z.toLowerCase()), z.enum(['true', 'false', '']));

/**
 * The inputs of the action "Invite customer", as the manifest declares them. Forge hands them over beside what it adds
 * itself (`context` from Rovo), which is dropped: nothing of it is needed.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/automation-action/
 */
export const actionInputsSchema = z.object({
  email: text(1000),
  name: text(1000),
  /** The name or the id of an organization. */
  organization: text(200),
  /** The key (`SUP`) or the id of a service project. */
  project: text(50),
  /** Whether Jira sends its invitation e-mail. A smart value fills in words, not truth values. */
  notify: z.optional(z.nullable(z.union([z.boolean(), switchText]))),
  /** When the access is to end: see `parseEndsAt`. */
  endsAt: text(100),
  /** What the rule calls itself, for the audit log. */
  rule: text(1000),
});
export type ActionInputs = z.infer<typeof actionInputsSchema>;

/** One invitation of a rule or an agent, as it goes through the guard. */
export const actionInviteSchema = z.strictObject({
  email: z.string().check(z.minLength(1), z.maxLength(1000)),
  displayName: z.optional(z.string().check(z.maxLength(1000))),
  organization: z.optional(organizationRefSchema),
  notify: z.boolean(),
  endsAt: z.optional(z.string().check(z.maxLength(100))),
  through: throughSchema,
});
export type ActionInvite = z.infer<typeof actionInviteSchema>;

/**
 * A dry run of a rule, by the person who fills in its form: an address to try, and of the form what holds no smart
 * value.
 */
export const ruleTrySchema = z.strictObject({
  email: z.string().check(z.maxLength(1000)),
  /** The key (`SUP`) or the id of a service project. */
  project: z.string().check(z.maxLength(50)),
  /** The name or the id of an organization. */
  organization: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  notify: z.boolean(),
  endsAt: z.optional(z.string().check(z.maxLength(100))),
});
export type RuleTry = z.infer<typeof ruleTrySchema>;

/** What a rule can go on with, as the manifest declares it. */
interface ActionOutputs {
  readonly outcome: 'created' | 'exists' | 'attention';
  readonly accountId: string | null;
  readonly message: string;
}

/** Errors end the rule, and its owner reads them in the rule's own audit log: no address in them. */
export type ActionAnswer = ActionOutputs | { readonly errors: readonly { readonly message: string }[] };
