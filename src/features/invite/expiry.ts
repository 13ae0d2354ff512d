import type { Step } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';
import type { InvitationWithAccount, OrganizationName } from './stages';

/**
 * What of an invitation ends by itself: the places that this app gave. Never one in which the customer was already.
 *
 * @param places the steps of desk and organizations.
 * @param ending as it is stored now; `undefined` where nothing of the customer's access ends.
 * @returns `undefined` where no end was asked for.
 */
export function endOf(
  { guest }: InvitationWithAccount,
  places: readonly Step[],
  ending: AccessExpiry | undefined,
): Step | undefined {
  const { endsAt } = guest;
  if (endsAt === undefined) return undefined;
  // Where Jira took the customer nowhere, nothing ends and nothing lasts.
  if (!ending && places.every(({ state }) => state !== 'done')) return undefined;
  if (!ending) return { step: 'end', state: 'attention', reason: reason('ends-nothing') };
  const isCovered = (step: Step): boolean =>
    step.step === 'desk' ? ending.desk : endsIn(ending, step.organization?.id);
  const isInPart = !places.every((step) => step.state !== 'done' || isCovered(step));
  const isLater = Date.parse(ending.endsAt) > Date.parse(endsAt);
  const why = isInPart ? reason('ends-in-part') : isLater ? reason('ends-later') : undefined;
  return {
    step: 'end',
    state: why ? 'attention' : 'done',
    endsAt: ending.endsAt,
    ...(why && { reason: why }),
  };
}

export function endsIn({ organizations }: AccessExpiry, id: OrganizationName['id'] | undefined): boolean {
  return organizations.some((each) => each.id === id);
}
