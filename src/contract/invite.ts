import * as z from 'zod/mini';
import type { ProjectId, ServiceDeskId } from '../domain/ids';
import type { Outcome } from '../domain/invitation/outcome';
import type { OrganizationChoice } from '../domain/policy/lists';
import type { PlanRules } from '../domain/policy/rules';
import type { SelfTest } from './authority';

/** What the invite screen needs to draw itself. */
export interface InviteStart {
  readonly projectId: ProjectId;
  readonly serviceDeskId: ServiceDeskId;
  readonly addressesMax: number;
  /** So that the screen can offer and mark what the policy would take; the resolver decides. */
  readonly rules: PlanRules;
  /** Whether customers may be removed by a list. */
  readonly mayRemoveByList: boolean;
  /** As the self-test last found it; `unknown` before the first. */
  readonly power: SelfTest['result'] | 'unknown';
}

/** Of an address: 253 characters at most, as the rules of names have it. */
export const usualInputSchema = z.strictObject({
  domain: z.string().check(z.toLowerCase(), z.regex(/^[^\s@]{1,253}$/)),
});
export type UsualInput = z.infer<typeof usualInputSchema>;

/** Where most customers of a domain were added before; absent where there is no such, or none that the person may choose. */
export interface UsualOrganization {
  readonly organization?: OrganizationChoice;
}

export interface SendResult {
  /** In the order of the people sent. */
  readonly outcomes: readonly Outcome[];
  /** `later`: the outcomes stand, and are written down in some minutes; `no`: they could not be. */
  readonly recorded: 'yes' | 'later' | 'no';
}
