import * as z from 'zod/mini';
import type { AuditPage } from './audit';
import { positionSchema } from './audit';
import type { InviteStart, SendResult } from './invite';
import { accountIdSchema } from '../domain/ids';
import type { AccountId, IssueKey } from '../domain/ids';
import { sendInputSchema } from '../domain/invitation/invitation';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { Reason } from '../domain/reason';

/** Addresses of one request that the panel offers; a request that speaks of more is a list for an import. */
export const FOUND_MAX = 20;
/** Longer than any address that could pass. */
const ADDRESS_MAX = 300;

/** Where in a request an address stands. */
export type AddressSource = 'reporter' | 'field' | 'description' | 'comment';

/** An address that a request speaks of. */
export interface FoundAddress {
  readonly email: string;
  readonly domain: string;
  readonly displayName?: string;
  /** In the order found. */
  readonly sources: readonly AddressSource[];
}

/** What the panel on a request needs to draw itself. */
export interface IssueStart extends InviteStart {
  readonly issueKey: IssueKey;
  /** At most 20, the likeliest first. */
  readonly people: readonly FoundAddress[];
  /** How many more there are. */
  readonly more: number;
  readonly hasReporter: boolean;
  /** What was invited from this request, newest first. */
  readonly invited: AuditPage;
}

export const issueLookupInputSchema = z.strictObject({
  emails: z.array(z.string().check(z.maxLength(ADDRESS_MAX))).check(z.minLength(1), z.maxLength(FOUND_MAX)),
});
export type IssueLookupInput = z.infer<typeof issueLookupInputSchema>;

/**
 * Who stands behind an address, as Jira tells the person at the screen: `customer` of this desk already, `agent` of this
 * project, `account` for a person who is
 * neither as far as Jira tells (a desk that is open to all keeps no list), `none` where no account has the address,
 * `unknown` where Jira did not say.
 */
export type CustomerStatus = 'customer' | 'agent' | 'account' | 'none' | 'unknown';

export const issueInviteInputSchema = z.extend(sendInputSchema, {
  /** Whether those who are customers then are added to the request's participants. */
  participants: z.boolean(),
});
export type IssueInviteInput = z.infer<typeof issueInviteInputSchema>;

/** What became of adding one customer to the request. */
export interface Participant {
  readonly accountId: AccountId;
  /** Why not, where it was not done. */
  readonly reason?: Reason;
}

export interface IssueInviteResult extends SendResult {
  /** Empty where no customer was to be added. */
  readonly participants: readonly Participant[];
}

export const issueReporterInputSchema = z.strictObject({ accountId: accountIdSchema });
export type IssueReporterInput = z.infer<typeof issueReporterInputSchema>;

/** What the panel on an organization needs to draw itself. */
export interface OrganizationStart extends InviteStart {
  readonly organization: OrganizationChoice;
}

export const organizationInviteInputSchema = z.omit(sendInputSchema, { organizations: true });
export type OrganizationInviteInput = z.infer<typeof organizationInviteInputSchema>;

export const organizationHistoryInputSchema = z.strictObject({ before: z.optional(positionSchema) });
export type OrganizationHistoryInput = z.infer<typeof organizationHistoryInputSchema>;
