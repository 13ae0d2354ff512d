import { randomUUID } from 'node:crypto';
import { addressKey } from '../../domain/address/address';
import { hasDomainRules, organizationForDomain } from '../../domain/organization/domain-rules';
import type { OrganizationId } from '../../domain/ids';
import type { Invitation } from '../../domain/invitation/invitation';
import type { Step } from '../../domain/invitation/outcome';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { lacksAdminister } from '../../platform/jira/permissions';
import type { KnownAddress } from './store/known-addresses';
import type { Store } from '../stores';
import { accountFor } from './account';
import type { AccountPorts, AccountResult } from './account';
import type { CheckedInvitation, Guest } from '../../domain/invitation/check-invitation';
import { enrolAll } from './enrol-all';
import type { KnownOrganizations } from './find-in-list';
import { inParallel } from './in-parallel';
import { rejected, stoppedAtAccount } from './outcome';
import type { InvitePorts } from './ports';
import type { InvitationWithAccount, InvitationResult, OrganizationName, PlannedInvitation } from './stages';
import { noteMailedEnd } from './mailed-expiry';
import { resolveOrganizations } from './organizations';
import type { ResolvedOrganizations } from './organizations';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';

/**
 * The main job: makes each person a customer of the service desk and of the organizations named. Accounts are
 * made one by one, enrolments in batches for all. Every step is safe to repeat.
 *
 * @param invitations checked against this policy.
 * @param known the organizations that may be meant; see `readOrganizations`.
 * @returns one result for each invitation, in their order.
 */
export async function invite(
  invitations: readonly CheckedInvitation[],
  policy: ProjectPolicy,
  known: KnownOrganizations,
  ports: InvitePorts,
): Promise<readonly InvitationResult[]> {
  const wanted = invitations.flatMap(({ invitation, check }) => (check.ok ? [invitation.organizations] : []));
  const resolved = await resolveOrganizations(wanted, known, policy, {
    ...ports,
    run: ports.run ?? randomUUID(),
  });

  const started = invitations.map(({ invitation, check }, index): PlannedInvitation | InvitationResult => {
    if (!check.ok) return rejected(invitation.email, check.reason, check.domain);
    const { email, domain } = check.data.address;
    const ruled = invitation.organizations.length === 0 && organizationForDomain(domain, policy);
    if (ruled) return { index, guest: check.data, organizations: [ruled], ruled: true };
    const organizations = organizationsOf(invitation, resolved);
    return organizations.ok
      ? { index, guest: check.data, organizations: organizations.data }
      : rejected(email, organizations.reason, domain);
  });
  const underway = started.filter((each) => 'guest' in each);
  if (underway.length > 0) await ports.begin?.();

  const afterAccount = await makeAccounts(underway, policy, ports);
  const arrived = [...afterAccount.values()].filter((each) => 'arrival' in each);
  const afterEnrolment = await enrolAll(arrived, policy, ports);

  return started.map((each, index) => {
    if ('outcome' in each) return each;
    const after = afterAccount.get(index);
    const result = after && 'outcome' in after ? after : afterEnrolment.get(index);
    if (!result) throw new Error('an invitation ended without an outcome');
    return tellingNew(result, resolved);
  });
}

/** Says of organizations that were created for the invitations that they are new. */
function tellingNew(result: InvitationResult, resolved: ResolvedOrganizations): InvitationResult {
  const made = new Set(
    [...resolved.values()].flatMap((each) => (each.ok && each.data.isNew ? each.data.id : [])),
  );
  if (made.size === 0) return result;
  const steps = result.outcome.steps.map((step): Step => {
    const { organization } = step;
    return organization?.id && made.has(organization.id)
      ? { ...step, organization: { ...organization, isNew: true } }
      : step;
  });
  return { ...result, outcome: { ...result.outcome, steps } };
}

function organizationsOf(
  { organizations }: Invitation,
  resolved: ResolvedOrganizations,
): Result<readonly OrganizationName[]> {
  const all = new Map<OrganizationId, OrganizationName>();
  for (const ref of organizations) {
    const result = resolved.get(ref);
    if (!result?.ok) return fail(result?.reason ?? { code: 'unexpected' });
    const { id, name } = result.data;
    all.set(id, { id, name });
  }
  return ok([...all.values()]);
}

async function makeAccounts(
  underway: readonly PlannedInvitation[],
  policy: ProjectPolicy,
  ports: InvitePorts,
): Promise<ReadonlyMap<number, InvitationWithAccount | InvitationResult>> {
  const knownOf = knownAddresses(underway, policy, ports);
  const accountPorts: AccountPorts = {
    ...ports,
    accounts: policy.accounts,
    mayBeHidden: !hasDomainRules(policy),
    beforeMailing: (email) => noteMailedEnd(email, policy, ports),
    recall: async (email) => {
      const accountId = (await knownOf(email))?.newAccount;
      return accountId && { accountId, accountType: 'customer' };
    },
  };
  const asked = new Map<string, Promise<AccountResult>>();
  // An address that stands twice is one person: the second could only collide with the first.
  const askOnce = (guest: Guest): Promise<AccountResult> => {
    const key = `${addressKey(guest.address.email)} ${guest.chosen ?? ''}`;
    const asking = asked.get(key) ?? accountFor(guest, policy.serviceDeskId, accountPorts);
    asked.set(key, asking);
    return asking;
  };
  // Once Jira refused the app itself, asking for the others would only be refused, too.
  let powerless: AccountResult | undefined;
  const isPowerless = powerIsMissing(ports);
  const results = await inParallel(
    underway,
    IN_FLIGHT_MAX,
    async (each): Promise<readonly [number, InvitationWithAccount | InvitationResult]> => {
      const { index, guest } = each;
      ports.tell({ index, step: 'account', state: 'working' });
      const result = powerless ?? (await askOnce(guest));
      // A new account was never looked for in vain.
      const waiting =
        result.kind === 'account' && result.isNew
          ? undefined
          : (await knownOf(each.guest.address.email))?.pending;
      if (result.kind === 'account') {
        ports.tell({ index, step: 'account', state: 'done' });
        return [index, { ...each, arrival: result, waiting }];
      }
      if (result.step.reason?.code === ports.missingAdmin.code && (await isPowerless())) powerless = result;
      ports.tell({ index, step: 'account', state: result.step.state === 'failed' ? 'failed' : 'attention' });
      return [index, { ...stoppedAtAccount(each, result), ...(waiting && { waiting }) }];
    },
  );
  return new Map(results);
}

/**
 * Whether a refusal holds for everybody: a create can be refused for the one address, too. Jira is asked once; where
 * it does not say that the power is there, it is taken for missing.
 */
function powerIsMissing({ privileged }: InvitePorts): () => Promise<boolean> {
  let asked: Promise<boolean> | undefined;
  return () => {
    asked ??= lacksAdminister(privileged);
    return asked;
  };
}

/** What is known of an address; read when the first is asked for, for all at once. */
function knownAddresses(
  underway: readonly PlannedInvitation[],
  { projectId }: ProjectPolicy,
  { store, clock, actor }: InvitePorts,
): (email: string) => Promise<KnownAddress | undefined> {
  let known: ReturnType<Store['addresses']['find']> | undefined;
  return async (email) => {
    known ??= store.addresses
      .find(
        projectId,
        underway.map(({ guest }) => guest.address.email),
        clock.now(),
        actor,
      )
      // Jira's search is asked instead.
      .catch(() => new Map());
    return (await known).get(email);
  };
}
