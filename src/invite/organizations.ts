import {
  findOrganization,
  isMeant,
  isOrganizationName,
  organizationKey,
} from '../contract/find-organization';
import type { OrganizationRef } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Answered } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import { linkedOrganizations, organizationById, siteOrganizations } from '../jira/organizations';
import type { OrganizationPages } from '../jira/organization-pages';
import type { Organization } from '../jira/organizations';
import { reasonOf } from '../jira/reasons';
import { createOrganizations } from './create-organization';
import type { CreatePorts, Resolved } from './create-organization';

type NamedRef = Extract<OrganizationRef, { name: string }>;

/** What became of each reference, by the reference itself. */
export type ResolvedOrganizations = ReadonlyMap<OrganizationRef, Resolved>;

/**
 * Reads the organizations that the policy lets customers be enrolled in, no further than needed to find those
 * asked for.
 *
 * @param caller where organizations must be linked: whoever wants to enrol, so that they see no more than Jira shows them.
 */
export async function readOrganizations(
  caller: JiraCaller,
  policy: ProjectPolicy,
  refs: readonly OrganizationRef[],
): Promise<Answered<readonly Organization[]>> {
  // A name must be compared with all of them: it could stand twice.
  const enough = (found: readonly Organization[]): boolean =>
    refs.every((ref) => 'id' in ref && found.some(({ id }) => id === ref.id));
  switch (policy.organizations) {
    case 'none':
      return { ok: true, data: [] };
    case 'linked':
      if (refs.length === 0) return { ok: true, data: [] };
      return organizationsIn(linkedOrganizations(caller, policy.serviceDeskId, { enough }));
    case 'any':
      return readOfSite(caller, policy, refs);
  }
}

async function organizationsIn(
  reading: Promise<Answered<OrganizationPages>>,
): Promise<Answered<readonly Organization[]>> {
  const read = await reading;
  return read.ok ? { ok: true, data: read.data.organizations } : read;
}

/** One name asks for all of them, since it must be compared with each. */
const ANY_NAME = [{ name: '*' }] as const;

/** All organizations that may be meant; which of them the policy allows, `findOrganization` says. */
export function everyOrganization(
  caller: JiraCaller,
  policy: ProjectPolicy,
): Promise<Answered<readonly Organization[]>> {
  return readOrganizations(caller, policy, ANY_NAME);
}

/** All organizations that the policy lets customers of the project be enrolled in, called as Jira calls them. */
export async function listOrganizations(
  caller: JiraCaller,
  policy: ProjectPolicy,
): Promise<Answered<readonly Organization[]>> {
  const found = await everyOrganization(caller, policy);
  if (!found.ok || policy.onlyOrganizations.length === 0) return found;
  const only = new Set(policy.onlyOrganizations.map(({ id }) => id));
  return { ok: true, data: found.data.filter(({ id }) => only.has(id)) };
}

/** Whoever reads organizations: where they must be linked, the person, who sees no more than Jira shows them. */
export function organizationReader(
  { organizations }: Pick<ProjectPolicy, 'organizations'>,
  person: JiraCaller,
  privileged: JiraCaller,
): JiraCaller {
  return organizations === 'linked' ? person : privileged;
}

/**
 * An id takes one call, a name that the policy does not list the whole list. The policy's own names are what somebody
 * once sent: whom they stand for, Jira says.
 */
async function readOfSite(
  caller: JiraCaller,
  { onlyOrganizations: only }: ProjectPolicy,
  refs: readonly OrganizationRef[],
): Promise<Answered<readonly Organization[]>> {
  const isLimited = only.length > 0;
  if (refs.some((ref) => 'name' in ref && !only.some((each) => isMeant(ref, each)))) {
    const all = (found: readonly Organization[]): boolean =>
      isLimited && only.every(({ id }) => found.some((each) => each.id === id));
    const read = await organizationsIn(siteOrganizations(caller, { enough: all }));
    // Which others there are, nobody learns.
    return read.ok && isLimited
      ? { ok: true, data: read.data.filter(({ id }) => only.some((each) => each.id === id)) }
      : read;
  }
  const ids = isLimited
    ? only.filter((each) => refs.some((ref) => isMeant(ref, each))).map(({ id }) => id)
    : refs.flatMap((ref) => ('id' in ref ? [ref.id] : []));
  const found: Organization[] = [];
  for (const id of new Set(ids)) {
    const answer = await organizationById(caller, id);
    if (answer.ok) found.push(answer.data);
    else if (answer.refusal.kind !== 'missing') return answer;
  }
  return { ok: true, data: found };
}

/**
 * Finds each organization among those known, or creates and links it where it is named, new to the whole site, and
 * the policy lets organizations be created.
 *
 * @param lists the references of each invitation. Nothing is created for one that is refused for another of them, be it
 * for its name.
 * @param known what `readOrganizations` found.
 */
export async function resolveOrganizations(
  lists: readonly (readonly OrganizationRef[])[],
  known: Answered<readonly Organization[]>,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<ResolvedOrganizations> {
  const refs = new Set(lists.flat());
  const resolved = new Map(
    [...refs].map((ref) => [
      ref,
      known.ok ? findOrganization(ref, known.data, policy) : refused(reasonOf(known.refusal)),
    ]),
  );
  // A list of the only ones allowed leaves no room for new ones.
  if (!policy.createOrganizations || policy.onlyOrganizations.length > 0) return resolved;

  const isNew = (ref: OrganizationRef): ref is NamedRef => 'name' in ref && isUnknown(resolved.get(ref));
  for (const ref of refs) {
    if (isNew(ref) && !isOrganizationName(ref.name.trim())) {
      resolved.set(ref, refused(reason('organization-name')));
    }
  }
  const wanted = lists
    .filter((list) => list.every((ref) => isNew(ref) || resolved.get(ref)?.ok))
    .flatMap((list) => list.filter(isNew));
  if (wanted.length === 0) return resolved;
  // Of several spellings of one name the first.
  const names = new Map(wanted.map((ref) => [organizationKey(ref.name), ref.name.trim()] as const).reverse());
  const created = await createOrganizations([...names.values()], policy, ports);
  for (const ref of wanted) {
    const result = created.get(names.get(organizationKey(ref.name)) ?? '');
    if (result) resolved.set(ref, result);
  }
  return resolved;
}

function isUnknown(result: Resolved | undefined): boolean {
  return result?.ok === false && result.reason.code === 'organization-unknown';
}

function refused(why: Reason): Resolved {
  return { ok: false, reason: why };
}
