import type { AccountId, OrganizationId, ProjectId } from '../../domain/ids';
import { otherProjects } from '../../contract/other-projects';
import type { Store } from '../stores';
import type { Arrived, WhereBefore } from './stages';

export interface SharedPorts {
  readonly enrolments: Pick<Store['enrolments'], 'read' | 'among'>;
  readonly endings: Pick<Store['endings'], 'read'>;
  readonly settings: Pick<Store['settings'], 'read'>;
}

export interface SharedPlaces {
  readonly shared: Places;
  /** Those of whom it cannot be read: what they are in may be another's to take off. */
  readonly unread: ReadonlySet<AccountId>;
}

/**
 * Organizations in which customers are already, but only until an end of another project: the later of both ends is the
 * one that takes them off.
 */
export async function sharedPlaces(
  ending: readonly Arrived[],
  where: ReadonlyMap<AccountId, WhereBefore>,
  projectId: ProjectId,
  store: SharedPorts,
  now: number,
): Promise<SharedPlaces> {
  const asked = placesAskedAgain(ending, where);
  if (asked.size === 0) return { shared: new Map(), unread: new Set() };
  return readShared(asked, projectId, store, now).then(
    (shared) => ({ shared, unread: new Set() }),
    () => ({ shared: new Map(), unread: new Set(asked.keys()) }),
  );
}

type Places = ReadonlyMap<AccountId, ReadonlySet<OrganizationId>>;

function placesAskedAgain(ending: readonly Arrived[], where: ReadonlyMap<AccountId, WhereBefore>): Places {
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
  now: number,
): Promise<Places> {
  const others = otherProjects((await settings.read()).policy, projectId);
  if (others.length === 0) return new Map();
  const accountIds = [...asked.keys()];
  const [own, notes] = await Promise.all([
    enrolments.read(projectId, accountIds, now),
    enrolments.among(others, accountIds, now),
  ]);
  const found = new Map<AccountId, ReadonlySet<OrganizationId>>();
  for (const other of others) {
    const here = accountIds.filter((id) => notes.get(id)?.some((note) => note.projectId === other));
    if (here.length === 0) continue;
    const stored = await endings.read(other, here);
    for (const accountId of here) {
      const ends = stored.get(accountId)?.ending?.organizations ?? [];
      // What this project gave itself, for good, stays.
      const shared = ends.filter(
        ({ id }) => asked.get(accountId)?.has(id) && own.get(accountId)?.organizations[id] === undefined,
      );
      found.set(accountId, new Set([...(found.get(accountId) ?? []), ...shared.map(({ id }) => id)]));
    }
  }
  return found;
}
