import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClient } from '../../platform/jira/client';
import type { Enrolment, SeenNote } from './store/enrolments';
import type { InvitationWithAccount, WhereBefore } from './stages';
import { readMemberships } from './memberships';

/** Jira's list of a desk takes 5 questions a second on the whole site; more customers are added without a look. */
const LOOK_MAX = 5;

/**
 * Where those customers are whom this app's notes have in all places wanted already: for each, Jira is asked instead of
 * adding them again, so that nobody is told as there already whom an admin has taken away since.
 *
 * @param before the notes; `undefined` where they could not be read.
 * @returns nobody where they are many.
 */
export async function seenThere(
  guests: readonly InvitationWithAccount[],
  before: ReadonlyMap<AccountId, SeenNote> | undefined,
  policy: Pick<ProjectPolicy, 'serviceDeskId'>,
  privileged: JiraClient,
): Promise<ReadonlyMap<AccountId, WhereBefore>> {
  const noted = guests.filter((guest) =>
    isNoted(guest, before?.get(guest.arrival.account.accountId)?.enrolment),
  );
  if (noted.length > LOOK_MAX) return new Map();
  const found = await readMemberships(noted, policy, privileged);
  return new Map(
    [...found].flatMap(([accountId, where]) => (where.ok ? [[accountId, where.data] as const] : [])),
  );
}

function isNoted(
  { guest, organizations, arrival }: InvitationWithAccount,
  note: Enrolment | undefined,
): boolean {
  // The memberships of a guest with an expiry are read in any case.
  if (arrival.isNew || arrival.onDesk || guest.endsAt !== undefined) return false;
  return note?.desk !== undefined && organizations.every(({ id }) => note.organizations[id] !== undefined);
}

/** A guest without the places where Jira has them already: only the others are left to be added. */
export function withoutSeen(
  guest: InvitationWithAccount,
  seen: WhereBefore | undefined,
): InvitationWithAccount {
  if (!seen) return guest;
  return {
    ...guest,
    arrival: { ...guest.arrival, onDesk: guest.arrival.onDesk || seen.desk },
    organizations: guest.organizations.filter(({ id }) => !seen.organizations.has(id)),
  };
}
