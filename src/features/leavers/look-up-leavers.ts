import type { Leaver, RemovalScope } from '../../contract/leavers';
import { parseAddress } from '../../domain/address/address';
import type { AccountId } from '../../domain/ids';
import { checkInvitation } from '../../domain/invitation/check-invitation';
import type { Policy, ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Clock } from '../../platform/clock';
import type { JiraClient } from '../../platform/jira/client';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { searchDeskCustomers } from '../../platform/jira/customers';
import { heldPermissions } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';
import type { Learning } from '../authority/capabilities';
import { countLookups } from '../import/count-lookups';
import { findAccount } from '../invite/find-account';
import type { Account } from '../invite/find-account';
import { inParallel } from '../invite/in-parallel';
import { isAmong } from '../invite/memberships';
import { openDeskIn } from '../removal/open-desk';
import { planLeavers, readLinkedById } from '../removal/plan-leavers';
import type { LeaverPlan } from '../removal/plan-leavers';
import type { Store } from '../stores';

export interface LookPorts {
  readonly privileged: JiraClient;
  readonly app: JiraClient;
  /** The person who asks. */
  readonly agent: JiraClient;
  readonly sitePolicy: Policy | undefined;
  readonly site: Pick<Learning, 'isCapable' | 'learn'>;
  readonly store: Pick<Store, 'endings' | 'enrolments' | 'organizationLists' | 'quotas'>;
  readonly clock: Clock;
}

/** One that stands for exactly one address. */
type Found = Account & { readonly email: string };

/**
 * What a list of leavers would do to each address, without anything being changed. Of an address that nothing would be
 * removed of, and that the policy refuses, only that is told: the answer must not tell who has an account.
 */
export async function lookUpLeavers(
  emails: readonly string[],
  { actor, policy, scope }: Readonly<{ actor: AccountId; policy: ProjectPolicy; scope: RemovalScope }>,
  ports: LookPorts,
): Promise<Result<readonly Leaver[]>> {
  const { store, clock, agent } = ports;
  const tooMany = await countLookups(emails.length, actor, policy, { store, clock });
  if (tooMany) return fail(tooMany);
  const found = await inParallel(emails, IN_FLIGHT_MAX, (email) => find(email, policy, ports));
  const linked = await readLinkedById(policy, agent, { store, clock });
  if (!linked.ok) return fail(reasonOf(linked.error));
  const accounts = found.flatMap((each) => ('code' in each ? [] : [each]));
  const ids = accounts.map(({ accountId }) => accountId);
  const plans = await planLeavers(ids, { actor, policy, scope, linked: linked.data }, ports);
  if (!plans.ok) return fail(reasonOf(plans.error));
  const now = clock.now();
  const [agents, showOpenDesk] = await Promise.all([
    agentsAmong(accounts, policy, ports.privileged),
    openDeskIn([...plans.data.values()], policy, agent, now),
  ]);
  return ok(
    await inParallel(found, IN_FLIGHT_MAX, async (each): Promise<Leaver> => {
      if ('code' in each) return { kind: 'not', reason: each };
      const plan = plans.data.get(each.accountId);
      const isHere = plan && (scope === 'added' || (await isInSpace(each, plan, policy, ports.privileged)));
      const isSecret = !isAllowed(each.email, policy, now);
      return isHere ? leaverOf(each, showOpenDesk(plan), agents, isSecret) : nothingOf(isSecret);
    }),
  );
}

function leaverOf(
  { accountId, accountType, isInactive }: Found,
  { removes, stays }: LeaverPlan,
  agents: ReadonlyMap<AccountId, boolean>,
  isSecret: boolean,
): Leaver {
  const isEmpty = !removes.desk && removes.organizations.length === 0;
  if (isEmpty && stays.length === 0) return nothingOf(isSecret);
  const isAgent = agents.get(accountId);
  // Where Jira does not say, the account is not taken for a customer.
  if (isAgent !== false)
    return { kind: 'not', reason: reason(isAgent ? 'leaver-agent' : 'jira-unavailable') };
  return { kind: 'one', accountId, accountType, ...(isInactive && { isInactive }), removes, stays };
}

/** @param isSecret the policy refuses the address: then its account is not told of. */
function nothingOf(isSecret: boolean): Leaver {
  return { kind: 'not', reason: reason(isSecret ? 'leaver-unknown' : 'leaver-nothing') };
}

async function find(email: string, policy: ProjectPolicy, ports: LookPorts): Promise<Found | Reason> {
  const parsed = parseAddress(email);
  if (!parsed.ok) return reason(parsed.reason);
  const address = parsed.data.email;
  // An account whose address could not be compared is not guessed at.
  const { privileged, app, site } = ports;
  const finding = { privileged, app, site, mayBeHidden: false, mayBeInactive: true } as const;
  const found = await findAccount(address, policy.serviceDeskId, finding);
  switch (found.kind) {
    case 'one':
      return { ...found.account, email: address };
    case 'several':
      return reason('account-choice');
    case 'hidden':
      return reason('account-hidden');
    case 'none':
      return reason('leaver-unknown');
    case 'refused':
      return reasonOf(found.refusal);
  }
}

/** Whether each is an agent of the space; missing where Jira does not say. Portal-only and deactivated accounts never are: no call. */
async function agentsAmong(
  accounts: readonly Found[],
  { projectId }: ProjectPolicy,
  privileged: JiraClient,
): Promise<ReadonlyMap<AccountId, boolean>> {
  const agents = new Map<AccountId, boolean>();
  await inParallel(accounts, IN_FLIGHT_MAX, async ({ accountId, accountType, isInactive }) => {
    if (accountType === 'customer' || isInactive || agents.has(accountId))
      return void agents.set(accountId, false);
    const held = await heldPermissions(privileged, accountId, projectId, ['SERVICEDESK_AGENT']);
    if (held.ok) agents.set(accountId, held.data.has('SERVICEDESK_AGENT'));
  });
  return agents;
}

/** Whether a customer is in a place of the space at all, where everything is to be removed. */
async function isInSpace(
  { accountId, email, isInactive }: Found,
  { removes: { organizations }, stays }: LeaverPlan,
  { serviceDeskId }: ProjectPolicy,
  privileged: JiraClient,
): Promise<boolean> {
  // A deactivated account is found by the desk's list alone.
  if (isInactive || organizations.length > 0 || stays.length > 0) return true;
  const listed = await searchDeskCustomers(privileged, serviceDeskId, email);
  return listed.ok && isAmong(listed.data, accountId, email);
}

function isAllowed(email: string, policy: ProjectPolicy, now: number): boolean {
  const checked = checkInvitation({ email, organizations: [], notify: false }, policy, now);
  return checked.ok;
}
