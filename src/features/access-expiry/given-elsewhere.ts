import type { AccountId, OrganizationId, ProjectId } from '../../domain/ids';
import { otherProjects } from '../../contract/other-projects';
import type { Policy } from '../../domain/policy/policy';
import type { Ending } from './store/expiry-store';
import type { DatedEnrolment } from '../invite/store/enrolments';
import type { Store } from '../stores';

/** Organizations of each ending that another project gave the customer since: these must stay. */
export type GivenElsewhere = ReadonlyMap<Ending, ReadonlySet<OrganizationId>>;

/**
 * Which organizations another project put customers into after an ending was promised, by the notes of this app. A note
 * from before says nothing: when the ending was promised, Jira said that the customer was not there. Of what is shared
 * with another project's end every note counts: the last one to end takes it off.
 */
export async function givenElsewhere(
  endings: readonly Ending[],
  policy: Policy | undefined,
  now: number,
  store: Pick<Store, 'enrolments'>,
): Promise<GivenElsewhere> {
  const found = new Map<Ending, ReadonlySet<OrganizationId>>();
  const inOrganizations = endings.filter(({ organizations }) => organizations.length > 0);
  for (const [projectId, here] of byProject(inOrganizations)) {
    const others = otherProjects(policy, projectId);
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
  const all = notes.get(accountId) ?? [];
  const given = organizations.filter(({ id, shared }) =>
    all.some((note) => note.organizations[id] !== undefined && (shared === true || note.at >= (since ?? 0))),
  );
  return new Set(given.map(({ id }) => id));
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
