import type { OrganizationRef } from '../domain/invitation/invitation';
import type { Preauthorized } from '../features/authorization/procedure';
import type { KnownOrganizations } from '../features/invite/find-in-list';
import { readOrganizations } from '../features/invite/read-organizations';

/**
 * Reads the organizations of an invitation as the person who asks, while it is still asked whether they may: those that
 * must be linked, since Jira shows a person no more than they may see. Those of the whole site are read only once the
 * person is proven.
 */
export async function readLinked(
  refs: readonly OrganizationRef[],
  { user, policy: asked, lists }: Preauthorized,
): Promise<KnownOrganizations | undefined> {
  const policy = await asked;
  return policy && policy.organizations !== 'any' ? readOrganizations(user, policy, refs, lists) : undefined;
}
