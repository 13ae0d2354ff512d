import type { Clock } from '../../platform/clock';
import type { AccountId } from '../../domain/ids';
import { parseAddress } from '../../domain/address/address';
import { organizationForDomain } from '../../domain/organization/domain-rules';
import { isMeant } from '../../domain/organization/find-organization';
import type { OrganizationRef } from '../../domain/invitation/invitation';
import { reason } from '../../domain/reason';
import type { Step } from '../../domain/invitation/outcome';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { searchDeskCustomers } from '../../platform/jira/customers';
import { eitherClient } from '../../platform/jira/either-client';
import { IN_FLIGHT_MAX } from '../../platform/jira/concurrency';
import { organizationsOf } from '../../platform/jira/organizations';
import type { Organization } from '../../platform/jira/organizations';
import { reasonOf } from '../../platform/jira/reasons';
import type { AccessExpiry, StoredExpiry } from '../access-expiry/store/expiry-store';
import type { Enrolment } from './store/enrolments';
import type { Store } from '../stores';
import { findAccount } from './find-account';
import type { Account } from './find-account';
import { inParallel } from './in-parallel';
import { rejected } from './outcome';
import type { InvitationResult } from './stages';
import { isAmong } from './memberships';

/** A guest whose invitation was under way when the worker crashed. */
export interface Interrupted {
  readonly email: string;
  readonly organizations: readonly OrganizationRef[];
  /** ISO 8601 in UTC. */
  readonly endsAt?: string;
}

/** What of a policy it takes to know whom and which places an invitation meant. */
export type SettlePolicy = Pick<ProjectPolicy, 'projectId' | 'serviceDeskId' | 'domainOrganizations'>;

export interface SettlePorts {
  readonly privileged: JiraClient;
  readonly app: JiraClient;
  readonly store: {
    readonly enrolments: Pick<Store['enrolments'], 'seen'>;
    readonly endings: Pick<Store['endings'], 'read'>;
  };
  readonly clock: Clock;
}

/**
 * Asks Jira what became of invitations whose worker crashed, and changes nothing there. What the worker itself did cannot
 * be told from what was there before, so each outcome is `attention` with the reason `interrupted`, and its steps
 * name the places where the customer is now. Where Jira does not answer, the reason is Jira's: ask again later.
 *
 * @returns one result for each guest, in their order.
 */
export async function settleInvitations(
  guests: readonly Interrupted[],
  policy: SettlePolicy,
  ports: SettlePorts,
): Promise<readonly InvitationResult[]> {
  const settled = await inParallel(guests, IN_FLIGHT_MAX, (guest) => settleOne(guest, policy, ports));
  const accountIds = settled.flatMap(({ outcome }) => outcome.accountId ?? []);
  if (accountIds.length === 0) return settled;
  const noted = await ports.store.enrolments
    .seen(policy.projectId, accountIds, ports.clock.now())
    .catch(() => undefined);
  const endings = await ownEndings(settled, policy, ports);
  return settled.map(({ enrolment: found, ...each }) => {
    const { accountId } = each.outcome;
    if (!found || !accountId) return each;
    const given = each.endsAt === undefined ? found : untilOwnEnd(found, endings.get(accountId)?.ending);
    return { ...each, enrolment: given, noted: noted?.get(accountId) };
  });
}

/** What is to end in the project, of those who were invited until an end. None where it cannot be read. */
function ownEndings(
  settled: readonly InvitationResult[],
  { projectId }: SettlePolicy,
  { store }: SettlePorts,
): Promise<ReadonlyMap<AccountId, StoredExpiry>> {
  const accountIds = settled.flatMap(({ endsAt, organizations, outcome: { accountId } }) =>
    accountId && endsAt !== undefined && organizations.length > 0 ? [accountId] : [],
  );
  return store.endings.read(projectId, accountIds).catch(() => new Map());
}

/**
 * What is noted of an invitation until an end. Its worker stored the end before it gave an organization: one that the end
 * does not name was there before, and a note of it would keep another project's end from taking it.
 */
function untilOwnEnd({ organizations, ...found }: Enrolment, ending: AccessExpiry | undefined): Enrolment {
  const ids = new Set<string>(ending?.organizations.map(({ id }) => id));
  return {
    ...found,
    organizations: Object.fromEntries(Object.entries(organizations).filter(([id]) => ids.has(id))),
  };
}

async function settleOne(
  guest: Interrupted,
  policy: SettlePolicy,
  ports: SettlePorts,
): Promise<InvitationResult> {
  const parsed = parseAddress(guest.email);
  if (!parsed.ok) return rejected(guest.email, reason(parsed.reason));
  const { email, domain } = parsed.data;
  const settled = settledAs(guest, email, domain);

  const found = await findAccount(email, policy.serviceDeskId, {
    ...ports,
    // An account whose address cannot be compared is not taken for the one meant.
    mayBeHidden: false,
  });
  if (found.kind === 'refused') return settled.unanswered(found.refusal);
  if (found.kind !== 'one') return settled.as([{ step: 'account', ...INTERRUPTED }]);

  const { account } = found;
  const reader = eitherClient(ports.privileged, ports.app);
  const [customers, memberships] = await Promise.all([
    searchDeskCustomers(reader, policy.serviceDeskId, email),
    organizationsOf(reader, account.accountId),
  ]);
  if (!customers.ok) return settled.unanswered(customers.error);
  if (!memberships.ok) return settled.unanswered(memberships.error);
  const isOnDesk = isAmong(customers.data, account.accountId, email);
  const isIn = memberships.data.filter((each) => isWanted(each, guest, domain, policy));
  return settled.as(
    [
      { step: 'account', ...INTERRUPTED, change: 'confirmed' },
      ...(isOnDesk ? [{ step: 'desk', state: 'done', change: 'confirmed' } as const] : []),
      ...isIn.map(({ id, name }): Step => {
        return { step: 'organization', state: 'done', change: 'confirmed', organization: { id, name } };
      }),
    ],
    { account, isOnDesk, isIn },
  );
}

const INTERRUPTED = { state: 'attention', reason: reason('interrupted') } as const;

function isWanted(
  organization: Organization,
  { organizations }: Interrupted,
  domain: string,
  policy: SettlePolicy,
): boolean {
  if (organizations.length > 0) return organizations.some((ref) => isMeant(ref, organization));
  return organizationForDomain(domain, policy)?.id === organization.id;
}

interface Places {
  readonly account: Account;
  readonly isOnDesk: boolean;
  readonly isIn: readonly Organization[];
}

export function domainOf(email: string): string | undefined {
  const parsed = parseAddress(email);
  return parsed.ok ? parsed.data.domain : undefined;
}

/** The outcome stays unknown: Jira did not answer for as long as it was asked. */
export function unknownOutcome(email: string, domain?: string): InvitationResult {
  const none = rejected(email, reason('interrupted'), domain);
  return { ...none, reached: true, outcome: { ...none.outcome, state: 'attention' } };
}

function settledAs({ endsAt }: Interrupted, email: string, domain: string) {
  const common = {
    domain,
    reached: true,
    isNewAccount: false,
    tryLater: false,
    ...(endsAt !== undefined && { endsAt }),
  };
  const nowhere = { ...common, organizations: [] };
  return {
    unanswered: (refusal: JiraError): InvitationResult => {
      const why = reasonOf(refusal);
      return {
        ...nowhere,
        outcome: {
          email,
          state: 'attention',
          steps: [{ step: 'account', state: 'attention', reason: why }],
          reason: why,
        },
      };
    },
    as: (steps: readonly Step[], places?: Places): InvitationResult => {
      const outcome = { email, state: 'attention', steps, reason: reason('interrupted') } as const;
      if (!places) return { ...nowhere, outcome };
      const { account, isOnDesk, isIn } = places;
      return {
        ...common,
        outcome: { ...outcome, accountId: account.accountId },
        organizations: isIn.map(({ id, name }) => ({ id, name })),
        enrolment: {
          ...(isOnDesk && { desk: 'confirmed' }),
          organizations: Object.fromEntries(isIn.map(({ id }) => [id, 'confirmed' as const])),
        },
      };
    },
  };
}
