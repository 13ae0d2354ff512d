import { addressKey } from '../../domain/address/address';
import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraResult } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { searchDeskCustomers } from '../../platform/jira/customers';
import type { DeskCustomer } from '../../platform/jira/customers';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { organizationsOf } from '../../platform/jira/organizations';
import { inParallel } from './in-parallel';
import type { InvitationWithAccount, WhereBefore } from './stages';
import { ok } from '../../domain/result';

/**
 * Where people are before they are enrolled: a call for the desk, and one for the organizations where any is named, for
 * each who had an account. Enrolling does not tell whether a customer was there already, and what expires must only ever be
 * what this app did.
 */
export async function readMemberships(
  arrived: readonly InvitationWithAccount[],
  policy: Pick<ProjectPolicy, 'serviceDeskId'>,
  privileged: JiraClient,
): Promise<ReadonlyMap<AccountId, JiraResult<WhereBefore>>> {
  const existing = new Map<AccountId, InvitationWithAccount[]>();
  for (const each of arrived.filter(({ arrival }) => !arrival.isNew)) {
    const { accountId } = each.arrival.account;
    existing.set(accountId, [...(existing.get(accountId) ?? []), each]);
  }
  const found = await inParallel([...existing], IN_FLIGHT_MAX, async ([accountId, all]) => {
    return [accountId, await whereIs(accountId, all, policy, privileged)] as const;
  });
  return new Map(found);
}

async function whereIs(
  accountId: AccountId,
  all: readonly InvitationWithAccount[],
  { serviceDeskId }: Pick<ProjectPolicy, 'serviceDeskId'>,
  privileged: JiraClient,
): Promise<JiraResult<WhereBefore>> {
  const email = all[0]?.guest.address.email ?? '';
  const [customers, organizations] = await Promise.all([
    searchDeskCustomers(privileged, serviceDeskId, email),
    all.some((each) => each.organizations.length > 0) ? organizationsOf(privileged, accountId) : ok([]),
  ]);
  if (!customers.ok) return customers;
  if (!organizations.ok) return organizations;
  const desk = isAmong(customers.data, accountId, email);
  return ok({ desk, organizations: new Set(organizations.data.map(({ id }) => id)) });
}

/** Whether a desk's list holds a customer: by account, or by an address that another account may have. */
export function isAmong(customers: readonly DeskCustomer[], accountId: AccountId, email: string): boolean {
  return customers.some(
    (each) =>
      each.accountId === accountId ||
      (each.email !== undefined && addressKey(each.email) === addressKey(email)),
  );
}
