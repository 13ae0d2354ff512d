import type { AccountId, OrganizationId, ProjectId } from '../../domain/ids';
import { otherProjects } from '../../contract/other-projects';
import type { Policy } from '../../domain/policy/policy';
import type { AccessExpiry } from './store/expiry-store';
import { isFree } from './store/expiry-times';
import type { EnrolmentIn } from '../invite/store/enrolments';
import type { Store } from '../stores';

/** Organizations of each ending that another project gave the customer since: these must stay. */
export type GivenElsewhere = ReadonlyMap<AccessExpiry, ReadonlySet<OrganizationId>>;

/**
 * Which organizations another project put customers into after an ending was promised, by the notes of this app. A note
 * from before says nothing: when the ending was promised, Jira said that the customer was not there. Of what is shared
 * with another project's end every note counts: the last one to end takes it off. Nor does a project keep what it is
 * ending itself just now: otherwise each of two would leave it to the other.
 */
export async function givenElsewhere(
  endings: readonly AccessExpiry[],
  policy: Policy | undefined,
  now: number,
  store: Pick<Store, 'enrolments' | 'endings'>,
): Promise<GivenElsewhere> {
  const given: Given[] = [];
  const inOrganizations = endings.filter(({ organizations }) => organizations.length > 0);
  for (const [projectId, here] of byProject(inOrganizations)) {
    const others = otherProjects(policy, projectId);
    if (others.length === 0) continue;
    const notes = await store.enrolments.among(
      others,
      here.map(({ accountId }) => accountId),
      now,
    );
    given.push(...here.flatMap((ending) => givenBy(ending, notes)));
  }
  const isEnding = await endingNow(given, now, store);
  const found = new Map<AccessExpiry, Set<OrganizationId>>();
  for (const each of given) {
    if (!isEnding(each)) found.set(each.ending, (found.get(each.ending) ?? new Set()).add(each.id));
  }
  return found;
}

/** An organization of an ending, and another project whose note says that it gave it. */
interface Given {
  readonly ending: AccessExpiry;
  readonly id: OrganizationId;
  readonly by: ProjectId;
}

function givenBy(ending: AccessExpiry, notes: ReadonlyMap<AccountId, readonly EnrolmentIn[]>): Given[] {
  const { accountId, since = 0, organizations } = ending;
  return organizations.flatMap(({ id, shared }) =>
    (notes.get(accountId) ?? [])
      .filter((note) => note.organizations[id] !== undefined && (shared === true || note.at >= since))
      .map(({ projectId }) => ({ ending, id, by: projectId })),
  );
}

/**
 * Whether the other project is about to take it off, too. Each leases its ending before it asks this, so that of two at
 * once at least one sees the other.
 */
async function endingNow(
  given: readonly Given[],
  now: number,
  { endings }: Pick<Store, 'endings'>,
): Promise<(each: Given) => boolean> {
  const leased = new Set<string>();
  for (const by of new Set(given.map((each) => each.by))) {
    const accountIds = new Set(given.filter((each) => each.by === by).map(({ ending }) => ending.accountId));
    for (const [accountId, { ending }] of await endings.read(by, [...accountIds])) {
      if (!ending || isFree(ending, now)) continue;
      for (const { id } of ending.organizations) leased.add(`${by} ${accountId} ${id}`);
    }
  }
  return ({ by, ending: { accountId }, id }) => leased.has(`${by} ${accountId} ${id}`);
}

export function byProject<T extends Pick<AccessExpiry, 'projectId'>>(
  endings: readonly T[],
): ReadonlyMap<ProjectId, readonly T[]> {
  const found = new Map<ProjectId, T[]>();
  for (const ending of endings) {
    found.set(ending.projectId, [...(found.get(ending.projectId) ?? []), ending]);
  }
  return found;
}
