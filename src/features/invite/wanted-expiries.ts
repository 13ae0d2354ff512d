import type { AccountId, OrganizationId } from '../../domain/ids';
import type { AccessExpiry } from '../access-expiry/store/expiry-store';
import type { InvitationWithAccount, WhereBefore } from './stages';

/** When one customer's access is to end, and what this app is about to give them of it. */
export interface WantedExpiry {
  readonly accountId: AccountId;
  /** ISO 8601 in UTC. */
  readonly endsAt: string;
  /** Of the address. */
  readonly domain: string;
  readonly desk: boolean;
  readonly organizations: AccessExpiry['organizations'];
}

/**
 * The ends that invitations ask for: one for each customer, with the latest end and all places that are new to them.
 *
 * @param where each was before, for those who had an account.
 * @param shared where they are already, until an end of another project.
 */
export function wantedExpiries(
  arrived: readonly InvitationWithAccount[],
  where: ReadonlyMap<AccountId, WhereBefore>,
  shared: ReadonlyMap<AccountId, ReadonlySet<OrganizationId>>,
): readonly WantedExpiry[] {
  const wanted = new Map<AccountId, WantedExpiry>();
  const lasting = new Map<AccountId, WhereBefore>();
  for (const each of arrived) {
    const { accountId } = each.arrival.account;
    if (each.guest.endsAt === undefined) {
      lasting.set(accountId, withPlaces(lasting.get(accountId), each));
      continue;
    }
    const end = wantedOf(each, each.guest.endsAt, {
      where: where.get(accountId),
      shared: shared.get(accountId),
      lasting: lasting.get(accountId),
    });
    const other = wanted.get(accountId);
    wanted.set(accountId, other ? joined(other, end) : end);
  }
  return [...wanted.values()];
}

function wantedOf(
  { guest, organizations, arrival }: InvitationWithAccount,
  endsAt: string,
  {
    where,
    shared,
    lasting,
  }: {
    readonly where: WhereBefore | undefined;
    readonly shared: ReadonlySet<OrganizationId> | undefined;
    readonly lasting: WhereBefore | undefined;
  },
): WantedExpiry {
  return {
    accountId: arrival.account.accountId,
    endsAt,
    domain: guest.address.domain,
    desk: !where?.desk && !lasting?.desk,
    organizations: organizations.flatMap(({ id, name }) => {
      if (lasting?.organizations.has(id)) return [];
      if (!where?.organizations.has(id)) return [{ id, name }];
      return shared?.has(id) ? [{ id, name, shared: true as const }] : [];
    }),
  };
}

/** Places that an invitation before this one, without an end, gives in the same call. */
function withPlaces(places: WhereBefore | undefined, { organizations }: InvitationWithAccount): WhereBefore {
  return {
    desk: true,
    organizations: new Set([...(places?.organizations ?? []), ...organizations.map(({ id }) => id)]),
  };
}

function joined(one: WantedExpiry, other: WantedExpiry): WantedExpiry {
  const later = Date.parse(one.endsAt) > Date.parse(other.endsAt) ? one : other;
  return {
    ...later,
    desk: one.desk || other.desk,
    organizations: [...one.organizations, ...other.organizations],
  };
}
