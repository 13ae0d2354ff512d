import * as z from 'zod/mini';
import type { Actor } from '../domain/actor';
import { accountIdSchema } from '../domain/ids';
import type { AccountId } from '../domain/ids';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { Reason } from '../domain/reason';

/** A customer whose access to the project ends. */
export const accessRefSchema = z.strictObject({ accountId: accountIdSchema });
export type AccessRef = z.infer<typeof accessRefSchema>;

/** Of an ending in the list: its moment, what keeps those of one moment apart, and how many of them were shown. */
const accessPositionSchema = z.string().check(z.regex(/^[0-9TZ:.-]{24}(?::[0-9a-f]{16})?\+[0-9]{1,6}$/));

export const accessListInputSchema = z.strictObject({
  /** Where the page before ended. */
  cursor: z.optional(accessPositionSchema),
});
export type AccessListInput = z.infer<typeof accessListInputSchema>;

export const accessMoveInputSchema = z.strictObject({
  accountId: accountIdSchema,
  /** See `parseEndsAt`. */
  endsAt: z.string().check(z.maxLength(40)),
});
export type AccessMoveInput = z.infer<typeof accessMoveInputSchema>;

/** Access that ends by itself: only what this app gave. */
export interface AccessView {
  readonly accountId: AccountId;
  /** Who invited. */
  readonly by: Actor;
  /** Of the address. */
  readonly domain: string;
  /** ISO 8601 in UTC. */
  readonly endsAt: string;
  readonly desk: boolean;
  readonly organizations: readonly OrganizationChoice[];
}

export interface AccessPage {
  /** The first to end first. */
  readonly access: readonly AccessView[];
  /** Where the next page begins; none on the last. */
  readonly cursor?: string;
}

/** What became of access that was ended. */
export interface AccessEnded {
  readonly accountId: AccountId;
  /** What stays otherwise than wished, though all that can end has ended. */
  readonly reason?: Reason;
}
