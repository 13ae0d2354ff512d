import type { CountedCustomers } from '../../contract/leavers';
import type { ServiceDeskId } from '../../domain/ids';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { JiraClient } from '../../platform/jira/client';
import { deskCustomersFrom } from '../../platform/jira/customers';
import { reasonOf } from '../../platform/jira/reasons';

/** Pages of one call: Jira gives at most 5 a second on the whole site. */
const PAGES_MAX = 10;

/**
 * Counts the customers of a space from a place on, so that the page can tell what share of them a list is.
 *
 * @returns how many there are up to where it was counted. An open desk keeps no list: none.
 */
export async function countCustomers(
  serviceDeskId: ServiceDeskId,
  start: number,
  privileged: JiraClient,
): Promise<Result<CountedCustomers>> {
  let count = start;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const read = await deskCustomersFrom(privileged, serviceDeskId, count);
    if (!read.ok) return fail(reasonOf(read.error));
    count += read.data.customers.length;
    if (read.data.isLast) return ok({ count, isWhole: true });
  }
  return ok({ count, isWhole: false });
}
