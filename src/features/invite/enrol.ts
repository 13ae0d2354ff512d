import type { AccountId, OrganizationId } from '../../domain/ids';
import type { JiraResult, JiraError } from '../../platform/jira/result';
import type { Account } from './find-account';

/** Accounts in one call. Jira documents no limit; a live app works with 50. */
const ENROL_MAX = 50;

/** Adds accounts to one place, a desk or an organization. */
export type Add = (accountIds: readonly AccountId[]) => Promise<JiraResult<undefined>>;

/** Accounts that were not taken, and why; all others are in. */
export type NotEnrolled = ReadonlyMap<AccountId, JiraError>;

/** Who could not be added where. */
export interface Missed {
  readonly desk: NotEnrolled;
  readonly organizations: ReadonlyMap<OrganizationId, NotEnrolled>;
  /** Whom the desk refused, so that no organization was asked to take them: each counts as refused by all of them. */
  readonly deskOnly: ReadonlySet<AccountId>;
}

/**
 * Adds accounts in batches, and finds those that Jira does not take: a 400 can mean that all but one were
 * added, so the batch is halved until the bad one stands alone; a 403 for one Atlassian account must not
 * keep the others out, so those are asked for one by one.
 */
export async function enrol(accounts: readonly Account[], add: Add): Promise<NotEnrolled> {
  const parts = await Promise.all(batches(accounts).map((batch) => enrolBatch(batch, add)));
  return new Map(parts.flatMap((part) => [...part]));
}

async function enrolBatch(batch: readonly Account[], add: Add): Promise<NotEnrolled> {
  if (batch.length === 0) return new Map();
  const answer = await add(batch.map(({ accountId }) => accountId));
  if (answer.ok) return new Map();

  const { error: refusal } = answer;
  const parts = batch.length === 1 ? undefined : partsToRetry(batch, refusal);
  if (!parts) return new Map(batch.map(({ accountId }) => [accountId, refusal]));
  const results = await Promise.all(parts.map((part) => enrolBatch(part, add)));
  return new Map(results.flatMap((result) => [...result]));
}

/** How to ask again for less, or `undefined` where the refusal is not about single accounts. */
function partsToRetry(batch: readonly Account[], refusal: JiraError): Account[][] | undefined {
  if (refusal.kind === 'rejected') {
    const middle = Math.ceil(batch.length / 2);
    return [batch.slice(0, middle), batch.slice(middle)];
  }
  if (refusal.kind === 'forbidden') {
    const portalOnly = batch.filter(({ accountType }) => accountType === 'customer');
    const others = batch.filter(({ accountType }) => accountType !== 'customer');
    return others.length === 0 ? undefined : [portalOnly, ...others.map((account) => [account])];
  }
  return undefined;
}

function batches(accounts: readonly Account[]): Account[][] {
  // One account may stand for two addresses; Jira wants each id once.
  const unique = [...new Map(accounts.map((account) => [account.accountId, account])).values()];
  return Array.from({ length: Math.ceil(unique.length / ENROL_MAX) }, (_, index) =>
    unique.slice(index * ENROL_MAX, (index + 1) * ENROL_MAX),
  );
}

export function joinMissed(one: Missed, other: Missed): Missed {
  const organizations = new Map(one.organizations);
  for (const [id, missed] of other.organizations) {
    organizations.set(id, new Map([...(organizations.get(id) ?? []), ...missed]));
  }
  return {
    desk: new Map([...one.desk, ...other.desk]),
    organizations,
    deskOnly: new Set([...one.deskOnly, ...other.deskOnly]),
  };
}
