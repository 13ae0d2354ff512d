import * as z from 'zod/mini';
import { projectIdSchema } from '../domain/ids';
import type { AccountId } from '../domain/ids';
import type { Candidate } from '../domain/invitation/outcome';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { Reason } from '../domain/reason';
import type { InvitationCheck } from '../domain/reasons';

/** A dry run: what an invitation would do, without doing it. */
export const dryRunInputSchema = z.strictObject({
  email: z.string().check(z.maxLength(1000)),
  projectId: projectIdSchema,
});
export type DryRunInput = z.infer<typeof dryRunInputSchema>;

export interface DryRunResult {
  /** Each question in the order asked; what comes after a `no` was not asked. */
  readonly checks: readonly {
    readonly check: 'enabled' | InvitationCheck | 'power' | 'account';
    readonly ok: boolean;
    readonly reason?: Reason;
  }[];
  /** `undefined` where a check said no. */
  readonly would?: {
    /** `create`: an account is made; `exists`: this one is used; `choose`: the inviter has to say which. */
    readonly account: 'create' | 'exists' | 'choose';
    readonly accountId?: AccountId;
    readonly candidates?: readonly Candidate[];
    /** By the policy's rule for the domain. */
    readonly organization?: OrganizationChoice;
    readonly email: 'always' | 'choice' | 'never';
  };
}
