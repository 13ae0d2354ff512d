import type { AccountId, OrganizationId, ServiceDeskId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { enrol } from '../invite/enrol';
import type { NotEnrolled } from '../invite/enrol';
import type { JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { removeFromDesk } from '../../platform/jira/customers';
import { removeFromOrganization } from '../../platform/jira/organizations';
import { reasonOf } from '../../platform/jira/reasons';
import type { AccessExpiry } from './store/expiry-store';

/** What was taken off; `remaining`: what stays otherwise than wished, though nothing more can be done. */
export type RemovedAccess = Result<{ readonly remaining?: Reason }>;

/**
 * Takes customers off the places that an ending names: one call for each 50 of one place. Who left already, is gone
 * altogether, or was in an organization that is, is off, too.
 *
 * @param missingAdmin what it means when Jira refuses the caller.
 * @returns one result for each ending, in their order.
 */
export async function removeAccess(
  endings: readonly AccessExpiry[],
  privileged: JiraClient,
  missingAdmin: Reason,
): Promise<readonly RemovedAccess[]> {
  const desks = groups(endings, (ending) => (ending.desk ? [ending.serviceDeskId] : []));
  const organizations = groups(endings, (ending) => ending.organizations.map(({ id }) => id));
  const [stayedOnDesk, stayedIn] = await Promise.all([
    leave<ServiceDeskId>(desks, (id, accountIds) => removeFromDesk(privileged, id, accountIds)),
    leave<OrganizationId>(organizations, (id, accountIds) =>
      removeFromOrganization(privileged, id, accountIds),
    ),
  ]);
  const openDesks = new Set(
    [...desks].filter(([id, all]) => isOpen(all, stayedOnDesk.get(id))).map(([id]) => id),
  );
  return endings.map(({ accountId, desk, serviceDeskId, organizations: places }): RemovedAccess => {
    const isOpenDesk = desk && openDesks.has(serviceDeskId);
    const refusals = [
      ...(desk && !isOpenDesk ? [stayedOnDesk.get(serviceDeskId)?.get(accountId)] : []),
      ...places.map(({ id }) => stayedIn.get(id)?.get(accountId)),
    ].filter((refusal) => refusal !== undefined);
    const [telling] = refusals.filter((refusal) => !isGone(refusal));
    if (telling) return fail(reasonFor(telling, missingAdmin));
    return ok(isOpenDesk ? { remaining: reason('desk-open') } : {});
  });
}

function groups<Id>(
  endings: readonly AccessExpiry[],
  placesOf: (ending: AccessExpiry) => readonly Id[],
): ReadonlyMap<Id, readonly AccountId[]> {
  const found = new Map<Id, AccountId[]>();
  for (const ending of endings) {
    for (const id of placesOf(ending)) found.set(id, [...(found.get(id) ?? []), ending.accountId]);
  }
  return found;
}

async function leave<Id>(
  places: ReadonlyMap<Id, readonly AccountId[]>,
  remove: (id: Id, accountIds: readonly AccountId[]) => ReturnType<typeof removeFromDesk>,
): Promise<ReadonlyMap<Id, NotEnrolled>> {
  const results = await Promise.all(
    [...places].map(async ([id, accountIds]) => {
      // A refusal of the caller is none of single accounts: it is not asked for one by one.
      const accounts = accountIds.map((accountId) => ({ accountId, accountType: 'customer' }));
      return [id, await enrol(accounts, (ids) => remove(id, ids))] as const;
    }),
  );
  return new Map(results);
}

/**
 * A desk that is open to everybody rejects each removal; one with restricted access only those of accounts that are
 * gone. One account alone does not tell the two apart: it is off, or cannot be taken off.
 */
function isOpen(accountIds: readonly AccountId[], stayed: NotEnrolled | undefined): boolean {
  return accountIds.every((accountId) => stayed?.get(accountId)?.kind === 'rejected');
}

/** The place or the account is there no more. */
function isGone({ kind }: JiraError): boolean {
  return kind === 'missing' || kind === 'rejected';
}

function reasonFor(refusal: JiraError, missingAdmin: Reason): Reason {
  return refusal.kind === 'forbidden' || refusal.kind === 'unauthorized' ? missingAdmin : reasonOf(refusal);
}
