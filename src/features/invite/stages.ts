import type { OrganizationId } from '../../domain/ids';
import type { Guest } from '../../domain/invitation/check-invitation';
import type { Outcome } from '../../domain/invitation/outcome';
import type { Organization } from '../../platform/jira/organizations';
import type { AccountResult } from './account';
import type { Enrolment, SeenNote } from './store/enrolments';
import type { PendingInvitation } from './store/pending';

export type OrganizationName = Pick<Organization, 'id' | 'name'>;

/** A guest on the way: everything learnt before Jira is asked to change anything. */
export interface PlannedInvitation {
  readonly index: number;
  readonly guest: Guest;
  readonly organizations: readonly OrganizationName[];
  /** A rule for the domain chose them: the invitation named none. */
  readonly ruled?: true;
}

/** Where a customer was before this invitation, by Jira's word. */
export interface WhereBefore {
  readonly desk: boolean;
  readonly organizations: ReadonlySet<OrganizationId>;
}

export type InvitationWithAccount = PlannedInvitation & {
  readonly arrival: Extract<AccountResult, { kind: 'account' }>;
  readonly waiting: PendingInvitation | undefined;
};

/** One invitation with all that became of it. */
export interface InvitationResult {
  readonly outcome: Outcome;
  /** The organizations meant, once resolved. */
  readonly organizations: readonly OrganizationName[];
  readonly ruled?: true;
  /** Of the address; absent where it is none, so that there is nothing to write down. */
  readonly domain?: string;
  /** Whether Jira was asked for anything. */
  readonly reached: boolean;
  readonly isNewAccount: boolean;
  /** A create got no answer, and may have made the account. */
  readonly maybeMade?: true;
  /** Where the customer now is by this invitation. */
  readonly enrolment?: Enrolment;
  /** What was noted of the customer before; `undefined` where it could not be read. */
  readonly noted?: SeenNote | undefined;
  /** Jira knows the person but does not find the account yet: worth another try later. */
  readonly tryLater: boolean;
  /** When it was to end, as asked for. */
  readonly endsAt?: string;
  /** What waited for this address before; unknown where no look-up was needed. */
  readonly waiting?: PendingInvitation;
}
