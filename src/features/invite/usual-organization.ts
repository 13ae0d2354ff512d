import { isProvider } from '../../domain/address/typo';
import type { OrganizationId } from '../../domain/ids';
import type { OrganizationChoice } from '../../domain/policy/lists';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClient } from '../../platform/jira/client';
import type { Store } from '../stores';
import type { ListPorts } from './find-in-list';
import { findKnown } from './find-known';
import { readOrganizations } from './read-organizations';

const DAY_MS = 86_400_000;
/** Fewer invitations are no habit. */
const INVITATIONS_MIN = 2;

type UsualPorts = ListPorts & { readonly store: Pick<Store, 'audit'> };

/**
 * The organization into which most customers of a domain were invited in this project, by what the policy keeps of that.
 * None is told that the person could not choose themselves.
 *
 * @param person the client of the person who asks.
 */
export async function usualOrganization(
  domain: string,
  policy: ProjectPolicy,
  person: JiraClient,
  ports: UsualPorts,
): Promise<OrganizationChoice | undefined> {
  // Who has an address of a provider has nothing in common.
  if (policy.organizations === 'none' || isProvider(domain)) return undefined;
  const now = ports.clock.now();
  const oldest = now - policy.auditDays * DAY_MS;
  const invited = await ports.store.audit.organizationsOfDomain(domain, policy.projectId, oldest, now);
  const id = majorityOf(invited);
  if (!id) return undefined;
  const found = findKnown({ id }, await readOrganizations(person, policy, [{ id }], ports), policy);
  return found.ok ? { id: found.data.id, name: found.data.name } : undefined;
}

/** What is in more than half of the lists. */
function majorityOf(lists: readonly (readonly OrganizationId[])[]): OrganizationId | undefined {
  if (lists.length < INVITATIONS_MIN) return undefined;
  const counts = new Map<OrganizationId, number>();
  for (const id of lists.flat()) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].find(([, count]) => count * 2 > lists.length)?.[0];
}
