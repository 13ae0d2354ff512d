import { isOrganizationName, organizationKey } from '../../domain/organization/find-organization';
import type { OrganizationRef } from '../../domain/invitation/invitation';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail } from '../../domain/result';
import { createOrganizations } from './create-organization';
import type { CreatePorts, Resolved } from './create-organization';
import type { KnownOrganizations } from './find-in-list';
import { findKnown } from './find-known';

type NamedRef = Extract<OrganizationRef, { name: string }>;

/** What became of each reference, by the reference itself. */
export type ResolvedOrganizations = ReadonlyMap<OrganizationRef, Resolved>;

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
  known: KnownOrganizations,
  policy: ProjectPolicy,
  ports: CreatePorts,
): Promise<ResolvedOrganizations> {
  const refs = new Set(lists.flat());
  const resolved = new Map<OrganizationRef, Resolved>(
    [...refs].map((ref) => [ref, findKnown(ref, known, policy)]),
  );
  // A list of the only ones allowed leaves no room for new ones.
  if (!policy.createOrganizations || policy.onlyOrganizations.length > 0) return resolved;

  const isNew = (ref: OrganizationRef): ref is NamedRef => 'name' in ref && isUnknown(resolved.get(ref));
  for (const ref of refs) {
    if (isNew(ref) && !isOrganizationName(ref.name.trim())) {
      resolved.set(ref, fail(reason('organization-name')));
    }
  }
  const wanted = lists
    .filter((list) => list.every((ref) => isNew(ref) || resolved.get(ref)?.ok))
    .flatMap((list) => list.filter(isNew));
  if (wanted.length === 0) return resolved;
  // Of several spellings of one name the first.
  const names = new Map(wanted.map((ref) => [organizationKey(ref.name), ref.name.trim()] as const).reverse());
  await ports.begin?.();
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
