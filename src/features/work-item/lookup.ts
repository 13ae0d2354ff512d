import { addressKey, parseAddress } from '../../domain/address/address';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { CustomerStatus } from '../../contract/work-item';
import { inParallel } from '../invite/in-parallel';
import type { JiraClient } from '../../platform/jira/client';
import { searchDeskCustomers } from '../../platform/jira/customers';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { isAssignable, searchUsers } from '../../platform/jira/users';

/**
 * The account behind each address, as the person at the screen may see it: one call for an unknown address, two or three for others.
 * Nothing is changed, and what Jira does not tell is `unknown`: inviting finds it out. What is no address is not asked for.
 */
export function statusesOf(
  emails: readonly string[],
  policy: ProjectPolicy,
  user: JiraClient,
): Promise<readonly CustomerStatus[]> {
  return inParallel(emails, IN_FLIGHT_MAX, (email) => standingOf(email, policy, user));
}

async function standingOf(
  text: string,
  { projectId, serviceDeskId }: ProjectPolicy,
  user: JiraClient,
): Promise<CustomerStatus> {
  const parsed = parseAddress(text);
  if (!parsed.ok) return 'unknown';
  const { email } = parsed.data;
  const accounts = await searchUsers(user, email);
  if (!accounts.ok) return 'unknown';
  const isIt = (each: { readonly email: string | undefined }): boolean =>
    each.email !== undefined && addressKey(each.email) === addressKey(email);
  const found = accounts.data.filter(isIt);
  if (found.length === 0) {
    // An account whose address Jira hides may be the one.
    return accounts.data.some((each) => each.email === undefined) ? 'unknown' : 'none';
  }

  const internal = found.find(({ accountType }) => accountType === 'atlassian');
  const agent = internal && (await isAssignable(user, projectId, internal.accountId));
  if (agent?.ok && agent.data) return 'agent';
  const customers = await searchDeskCustomers(user, serviceDeskId, email);
  if (!customers.ok) return 'unknown';
  return customers.data.some(isIt) ? 'customer' : 'account';
}
