import { addressKey } from '../contract/address';
import type { AccountId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import type { JiraCaller } from '../jira/caller';
import { searchDeskCustomers } from '../jira/customers';
import { IN_FLIGHT_MAX } from '../jira/limit';
import { organizationsOf } from '../jira/organizations';
import { inParallel } from './in-parallel';
import type { Arrived, WhereBefore } from './invited';

/**
 * Where people are before they are enrolled: two calls for each who had an account. Enrolling does not tell whether
 * somebody was there already, and what ends must only ever be what this app did.
 *
 * @returns nothing for those of whom Jira did not tell: then nothing of theirs ends.
 */
export async function wherePeopleAre(
  arrived: readonly Arrived[],
  { serviceDeskId }: Pick<ProjectPolicy, 'serviceDeskId'>,
  privileged: JiraCaller,
): Promise<ReadonlyMap<AccountId, WhereBefore | undefined>> {
  const existing = arrived.filter(({ arrival }) => !arrival.isNew);
  const found = await inParallel(existing, IN_FLIGHT_MAX, async ({ guest, arrival }) => {
    const { accountId } = arrival.account;
    const [customers, organizations] = await Promise.all([
      searchDeskCustomers(privileged, serviceDeskId, guest.address.email),
      organizationsOf(privileged, accountId),
    ]);
    if (!customers.ok || !organizations.ok) return [accountId, undefined] as const;
    const where = {
      desk: customers.data.some(
        (customer) =>
          customer.accountId === accountId ||
          (customer.email !== undefined && addressKey(customer.email) === addressKey(guest.address.email)),
      ),
      organizations: new Set(organizations.data.map(({ id }) => id)),
    };
    return [accountId, where] as const;
  });
  return new Map(found);
}
