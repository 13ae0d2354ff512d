import type { AccountId, OrganizationId, ProjectId } from '../../domain/ids';
import { otherProjects } from '../../contract/other-projects';
import { isFree } from '../access-expiry/store/expiry-times';
import type { Store } from '../stores';
import type { InvitationWithAccount, WhereBefore } from './stages';

export interface SharedPorts {
  readonly enrolments: Pick<Store['enrolments'], 'read' | 'among'>;
  readonly endings: Pick<Store['endings'], 'read'>;
  readonly settings: Pick<Store['settings'], 'read'>;
}

export interface SharedPlaces {
  readonly shared: Places;
  /** Those whom another project's end was taking off since Jira was asked: it is to be asked again where they are. */
  readonly stale: ReadonlySet<AccountId>;
  /** Those of whom it cannot be read: what they are in may be another's to take off. */
  readonly unread: ReadonlySet<AccountId>;
}

/**
 * Organizations in which customers are already, but only until an end of another project: the later of both ends is the
 * one that takes them off.
 *
 * @param askedAt when Jira was asked where the customers are, in ms since 1970.
 */
export async function sharedPlaces(
  ending: readonly InvitationWithAccount[],
  where: ReadonlyMap<AccountId, WhereBefore>,
  projectId: ProjectId,
  store: SharedPorts,
  askedAt: number,
): Promise<SharedPlaces> {
  const asked = placesAskedAgain(ending, where);
  const none = { shared: new Map(), stale: new Set<AccountId>(), unread: new Set<AccountId>() };
  if (asked.size === 0) return none;
  return readShared(asked, projectId, store, askedAt).then(
    (read) => ({ ...none, ...read }),
    () => ({ ...none, unread: new Set(asked.keys()) }),
  );
}

type Places = ReadonlyMap<AccountId, ReadonlySet<OrganizationId>>;

function placesAskedAgain(
  ending: readonly InvitationWithAccount[],
  where: ReadonlyMap<AccountId, WhereBefore>,
): Places {
  const found = new Map<AccountId, ReadonlySet<OrganizationId>>();
  for (const { arrival, organizations } of ending) {
    const { accountId } = arrival.account;
    const again = organizations.filter(({ id }) => where.get(accountId)?.organizations.has(id));
    if (again.length === 0) continue;
    found.set(accountId, new Set([...(found.get(accountId) ?? []), ...again.map(({ id }) => id)]));
  }
  return found;
}

async function readShared(
  asked: Places,
  projectId: ProjectId,
  { settings, enrolments, endings }: SharedPorts,
  askedAt: number,
): Promise<Omit<SharedPlaces, 'unread'>> {
  const shared = new Map<AccountId, ReadonlySet<OrganizationId>>();
  const stale = new Set<AccountId>();
  const others = otherProjects((await settings.read()).policy, projectId);
  if (others.length === 0) return { shared, stale };
  const accountIds = [...asked.keys()];
  const [own, notes] = await Promise.all([
    enrolments.read(projectId, accountIds, askedAt),
    enrolments.among(others, accountIds, askedAt),
  ]);
  for (const other of others) {
    const noteOf = (id: AccountId) => notes.get(id)?.find((note) => note.projectId === other);
    const here = accountIds.filter((id) => noteOf(id) !== undefined);
    if (here.length === 0) continue;
    const stored = await endings.read(other, here);
    for (const accountId of here) {
      const ending = stored.get(accountId)?.ending;
      // What this project gave itself, for good, stays.
      const places = (ending?.organizations ?? []).filter(
        ({ id }) => asked.get(accountId)?.has(id) && own.get(accountId)?.organizations[id] === undefined,
      );
      const isUnderWay = ending !== undefined && places.length > 0 && !isFree(ending, askedAt);
      if (isUnderWay || (noteOf(accountId)?.endedAt ?? 0) >= askedAt) stale.add(accountId);
      shared.set(accountId, new Set([...(shared.get(accountId) ?? []), ...places.map(({ id }) => id)]));
    }
  }
  return { shared, stale };
}
