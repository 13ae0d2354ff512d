import * as z from 'zod/mini';
import type { Actor } from '../domain/actor';
import type { AccountId } from '../domain/ids';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { Reason } from '../domain/reason';

/** An invitation, by its entry in the audit log. */
export const removalRefSchema = z.strictObject({
  id: z.string().check(z.regex(/^[a-zA-Z0-9:._-]{1,200}$/)),
});
export type RemovalRef = z.infer<typeof removalRefSchema>;

/** Places of a space: its service desk, and organizations. */
export interface Places {
  readonly desk: boolean;
  readonly organizations: readonly OrganizationChoice[];
}

/**
 * Why a customer stays in a place. `not-added`: this invitation did not put them there, as far as is known. `gone`: they
 * are no longer where it put them, by Guestlist's own doing. `invited-since`: a later invitation names the place.
 * `other-space`: another space put them there since. `scim`: an identity provider manages the organization's members.
 * `open`: the service desk is open to everyone, as far as Jira tells: it lists no customers.
 */
export type StaysWhy = 'not-added' | 'gone' | 'invited-since' | 'other-space' | 'scim' | 'open';

/** A place that is left as it is. Without `organization` it is the service desk. */
export interface StayingPlace {
  readonly organization?: OrganizationChoice;
  readonly why: StaysWhy;
  /** Of `invited-since`: who invited again, and when; ISO 8601. */
  readonly by?: Actor;
  readonly at?: string;
}

/** What taking an invitation back would do now. */
export interface RemovalPlan {
  readonly accountId: AccountId;
  readonly removes: Places;
  readonly stays: readonly StayingPlace[];
}

/** What became of it. */
export type Removed = RemovalPlan & {
  /** What stays otherwise than wished. */
  readonly reason?: Reason;
};
