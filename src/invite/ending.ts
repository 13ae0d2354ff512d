import type { Step } from '../contract/outcome';
import { reason } from '../contract/reason';
import type { Ending, HeldEnding } from '../store/endings';
import type { Arrived, Enrolments, OrganizationName } from './invited';

/**
 * What of an invitation ends by itself: the places that it made, and what was to end before. Never one in which the
 * customer was already.
 *
 * @param places the steps of desk and organizations.
 * @returns nothing where no end was asked for.
 */
export function endOf(
  { guest, arrival }: Arrived,
  places: readonly Step[],
  { actor, project, endings }: Pick<Enrolments, 'actor' | 'project' | 'endings'>,
): { readonly step: Step; readonly held?: HeldEnding } | undefined {
  const { endsAt } = guest;
  if (endsAt === undefined) return undefined;
  const { accountId } = arrival.account;
  const before = endings.get(accountId);
  const done = places.filter(({ state }) => state === 'done');
  const made = done.filter(({ change }) => change === 'made');
  const organizations = new Map(before?.ending.organizations.map((each) => [each.id, each]));
  for (const { organization } of made) {
    if (organization?.id)
      organizations.set(organization.id, { id: organization.id, name: organization.name });
  }
  const ending: Ending = {
    ...project,
    accountId,
    actor,
    endsAt,
    domain: guest.address.domain,
    desk: (before?.ending.desk ?? false) || made.some(({ step }) => step === 'desk'),
    organizations: [...organizations.values()],
    reminded: false,
  };
  if (!ending.desk && ending.organizations.length === 0) {
    return { step: { step: 'end', state: 'attention', reason: reason('ends-nothing') } };
  }
  const covered = (step: Step): boolean =>
    step.step === 'desk' ? ending.desk : organizations.has(idOf(step));
  const why = done.every(covered) ? undefined : reason('ends-in-part');
  return {
    step: { step: 'end', state: why ? 'attention' : 'done', endsAt, ...(why && { reason: why }) },
    held: { ending, version: (before?.version ?? 0) + 1 },
  };
}

function idOf({ organization }: Step): OrganizationName['id'] {
  return organization?.id ?? ('' as OrganizationName['id']);
}
