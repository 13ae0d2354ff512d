import { projectIdSchema } from '../contract/ids';
import type { AccountId, OrganizationId, ProjectId } from '../contract/ids';
import type { Policy } from '../contract/policy';
import type { Ending } from '../store/endings';
import type { DatedEnrolment } from '../store/enrolments';
import type { Store } from '../store/store';

/** Organizations of each ending that another project gave the customer since: these must stay. */
export type GivenElsewhere = ReadonlyMap<Ending, ReadonlySet<OrganizationId>>;

/**
 * Which organizations another project put customers into after an ending was promised, by the notes of this app. A note
 * from before says nothing: when the ending was promised, Jira said that the customer was not there.
 */
export async function givenElsewhere(
  endings: readonly Ending[],
  policy: Policy | undefined,
  now: number,
  store: Pick<Store, 'enrolments'>,
): Promise<GivenElsewhere> {
  const projects = projectsOf(policy);
  const found = new Map<Ending, ReadonlySet<OrganizationId>>();
  const inOrganizations = endings.filter(({ organizations }) => organizations.length > 0);
  for (const [projectId, here] of byProject(inOrganizations)) {
    const others = projects.filter((each) => each !== projectId);
    if (others.length === 0) continue;
    const notes = await store.enrolments.among(
      others,
      here.map(({ accountId }) => accountId),
      now,
    );
    for (const ending of here) found.set(ending, stillGiven(ending, notes));
  }
  return found;
}

function stillGiven(
  { accountId, since, organizations }: Ending,
  notes: ReadonlyMap<AccountId, readonly DatedEnrolment[]>,
): ReadonlySet<OrganizationId> {
  const later = (notes.get(accountId) ?? []).filter(({ at }) => since === undefined || at >= since);
  const given = organizations.filter(({ id }) => later.some((note) => note.organizations[id] !== undefined));
  return new Set(given.map(({ id }) => id));
}

/** Those that are on, and those that were: what they gave stands. */
function projectsOf(policy: Policy | undefined): readonly ProjectId[] {
  if (!policy) return [];
  const on = Object.keys(policy.projects).map((id) => projectIdSchema.parse(id));
  return [...new Set([...on, ...(policy.off ?? []).map(({ projectId }) => projectId)])];
}

export function byProject<T extends Pick<Ending, 'projectId'>>(
  endings: readonly T[],
): ReadonlyMap<ProjectId, readonly T[]> {
  const found = new Map<ProjectId, T[]>();
  for (const ending of endings) {
    found.set(ending.projectId, [...(found.get(ending.projectId) ?? []), ending]);
  }
  return found;
}
