import type { AddedPlace, AuditEntry } from '../../contract/audit';
import type { Places, StayingPlace, StaysWhy } from '../../contract/removal';
import type { OrganizationChoice } from '../../domain/policy/lists';
import type { Enrolment } from '../invite/store/enrolments';

export type InvitationEntry = Extract<AuditEntry, { event: 'invitation' }>;

export interface PlacesToRemove {
  readonly removes: Places;
  readonly stays: readonly StayingPlace[];
}

/**
 * Which places of an invitation are taken away with it: those that it added, where the customer is by this app's notes
 * still because of it, and that no later invitation names.
 *
 * @param note what is noted of the customer in the space.
 * @param since later entries about the customer in the space.
 */
export function placesToRemove(
  entry: InvitationEntry,
  note: Enrolment | undefined,
  since: readonly AuditEntry[],
): PlacesToRemove {
  const later = stillHeld(since);
  const stays: StayingPlace[] = [];
  const isRemoved = (place: AddedPlace, organization?: OrganizationChoice): boolean => {
    const why = whyItStays(place, entry, note, later);
    if (why) stays.push({ ...why, ...(organization && { organization }) });
    return !why;
  };
  const desk = isRemoved('desk');
  const organizations = organizationsIn(entry).filter((each) => isRemoved(each.id, each));
  return { removes: { desk, organizations }, stays };
}

function organizationsIn({
  organizations,
  organizationIds = [],
}: InvitationEntry): readonly OrganizationChoice[] {
  return organizationIds.map((id, index) => ({ id, name: organizations[index] ?? id }));
}

function whyItStays(
  place: AddedPlace,
  { added }: InvitationEntry,
  note: Enrolment | undefined,
  later: readonly InvitationEntry[],
): (Pick<StayingPlace, 'by' | 'at'> & { readonly why: StaysWhy }) | undefined {
  if (added && !added.includes(place)) return { why: 'not-added' };
  const known = place === 'desk' ? note?.desk : note?.organizations[place];
  // An entry of an older version does not tell what it added: only the note does.
  if (known !== 'made') return { why: added || known === undefined ? 'gone' : 'not-added' };
  const again = later.find(({ organizationIds = [] }) => place === 'desk' || organizationIds.includes(place));
  return again && { why: 'invited-since', by: again.actor, at: again.at };
}

/** Later invitations that put the customer somewhere, and were not taken back themselves. */
function stillHeld(since: readonly AuditEntry[]): readonly InvitationEntry[] {
  const takenBack = new Set(
    since.flatMap((each) =>
      each.event === 'access' && each.action === 'removed' && each.outcome === 'done'
        ? [each.invitation]
        : [],
    ),
  );
  return since.flatMap((each) =>
    each.event === 'invitation' && isHeld(each) && !takenBack.has(each.id) ? [each] : [],
  );
}

function isHeld({ outcome }: InvitationEntry): boolean {
  return outcome === 'done' || outcome === 'attention';
}
