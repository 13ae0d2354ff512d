import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Enrolment, SeenNote } from './store/enrolments';
import type { InvitePorts } from './ports';
import type { InvitationWithAccount, WhereBefore } from './stages';
import { readMemberships } from './memberships';

/** Jira's list of a desk takes 5 questions a second on the whole site; more customers are added without a look. */
const LOOK_MAX = 5;

/**
 * Where customers are before they are added, so far as Jira is asked. For a few whom a person invites, so that what this
 * very invitation adds can be told, and taken back. For others only those whom this app's notes have in all places wanted
 * already: Jira is asked instead of adding them again, so that no customer whom an admin has taken away since is told
 * as there already.
 *
 * @param before the notes; `undefined` where they could not be read.
 * @returns nobody where they are many.
 */
export async function seenThere(
  guests: readonly InvitationWithAccount[],
  before: ReadonlyMap<AccountId, SeenNote> | undefined,
  policy: Pick<ProjectPolicy, 'serviceDeskId'>,
  { privileged, looksFirst = false }: Pick<InvitePorts, 'privileged' | 'looksFirst'>,
): Promise<ReadonlyMap<AccountId, WhereBefore>> {
  const known = guests.filter(isUnseen);
  const noted = known.filter((guest) =>
    isNoted(guest, before?.get(guest.arrival.account.accountId)?.enrolment),
  );
  const asked = looksFirst && known.length <= LOOK_MAX ? known : noted;
  if (asked.length > LOOK_MAX) return new Map();
  const found = await readMemberships(asked, policy, privileged);
  return new Map(
    [...found].flatMap(([accountId, where]) => (where.ok ? [[accountId, where.data] as const] : [])),
  );
}

/**
 * Whose memberships tell something. Those of a guest with an expiry are read in any case; an account that this very call
 * may have made may be where it is by this call.
 */
function isUnseen({ guest, arrival }: InvitationWithAccount): boolean {
  const mayBeOurs = arrival.steps.some(({ step, change }) => step === 'account' && change === 'confirmed');
  return !arrival.isNew && !arrival.onDesk && !mayBeOurs && guest.endsAt === undefined;
}

function isNoted({ organizations }: InvitationWithAccount, note: Enrolment | undefined): boolean {
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
