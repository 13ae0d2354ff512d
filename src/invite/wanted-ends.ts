import type { AccountId } from '../contract/ids';
import type { Arrived, OrganizationName, WhereBefore } from './invited';

/** When one customer's access is to end, and what this app is about to give them of it. */
export interface WantedEnd {
  readonly accountId: AccountId;
  /** ISO 8601 in UTC. */
  readonly endsAt: string;
  /** Of the address. */
  readonly domain: string;
  readonly desk: boolean;
  readonly organizations: readonly OrganizationName[];
}

/**
 * The ends that invitations ask for: one for each customer, with the latest end and all places that are new to them.
 * Where Jira did not tell where a customer is, no place counts as new.
 */
export function wantedEnds(
  arrived: readonly Arrived[],
  where: ReadonlyMap<AccountId, WhereBefore | undefined>,
): readonly WantedEnd[] {
  const wanted = new Map<AccountId, WantedEnd>();
  const lasting = new Map<AccountId, WhereBefore>();
  for (const each of arrived) {
    const { accountId } = each.arrival.account;
    if (each.guest.endsAt === undefined) {
      lasting.set(accountId, withPlaces(lasting.get(accountId), each));
      continue;
    }
    const end = wantedOf(each, each.guest.endsAt, where.get(accountId), lasting.get(accountId));
    const other = wanted.get(accountId);
    wanted.set(accountId, other ? joined(other, end) : end);
  }
  return [...wanted.values()];
}

function wantedOf(
  { guest, organizations, arrival }: Arrived,
  endsAt: string,
  where: WhereBefore | undefined,
  lasting: WhereBefore | undefined,
): WantedEnd {
  const isKnown = arrival.isNew || where !== undefined;
  return {
    accountId: arrival.account.accountId,
    endsAt,
    domain: guest.address.domain,
    desk: isKnown && !where?.desk && !lasting?.desk,
    organizations: organizations.filter(
      ({ id }) => isKnown && !where?.organizations.has(id) && !lasting?.organizations.has(id),
    ),
  };
}

/** Places that an invitation before this one, without an end, gives in the same call. */
function withPlaces(places: WhereBefore | undefined, { organizations }: Arrived): WhereBefore {
  return {
    desk: true,
    organizations: new Set([...(places?.organizations ?? []), ...organizations.map(({ id }) => id)]),
  };
}

function joined(one: WantedEnd, other: WantedEnd): WantedEnd {
  const later = Date.parse(one.endsAt) > Date.parse(other.endsAt) ? one : other;
  return {
    ...later,
    desk: one.desk || other.desk,
    organizations: [...one.organizations, ...other.organizations],
  };
}
