import { ruleForDomain } from '../contract/domain-rules';
import type { AccountId, OrganizationId } from '../contract/ids';
import type { OrganizationChoice, ProjectPolicy } from '../contract/policy';
import type { DatedEnrolment } from '../store/enrolments';
import { accountHash } from '../store/upkeep';
import type { UpkeepWork } from '../store/upkeep';
import type { Run } from './run';

/** What is known of a project's customers before anybody is asked about organizations. */
export interface Standing {
  /** What this app did, or confirmed. */
  readonly enrolments: ReadonlyMap<AccountId, DatedEnrolment>;
  /** Customers on the desk who came another way than through this app, by the rule that is for them. */
  readonly candidates: readonly Candidates[];
  readonly isOnDesk: (accountId: AccountId) => boolean;
}

export interface Candidates {
  readonly domain: string;
  readonly organization: OrganizationChoice;
  readonly accountIds: readonly AccountId[];
}

/** Reads it, once in a run. */
export async function standingOf(
  policy: ProjectPolicy,
  { sheets }: UpkeepWork,
  { ports, standings }: Run,
): Promise<Standing> {
  const { projectId } = policy;
  const known = standings.get(projectId);
  if (known) return known;
  const read = await ports.store.upkeep.sheets(projectId, sheets);
  const enrolments = await ports.store.enrolments.ofProject(projectId, ports.clock.now());
  const seen = new Set(read.flatMap((sheet) => sheet.seen));
  const strangers = read.flatMap((sheet) => sheet.candidates).filter(([id]) => !enrolments.has(id));
  const standing: Standing = {
    enrolments,
    candidates: byRule(strangers, policy),
    isOnDesk: (accountId) => seen.has(accountHash(accountId)),
  };
  standings.set(projectId, standing);
  return standing;
}

/** In the order of the rules; rules for nobody among them. The policy may have changed since the list was read. */
function byRule(
  strangers: readonly (readonly [AccountId, string])[],
  policy: ProjectPolicy,
): readonly Candidates[] {
  const found = policy.domainOrganizations.map(({ domain, organization }) => ({
    domain,
    organization,
    // Where the list moved while it was read, somebody stands on two pages.
    accountIds: new Set<AccountId>(),
  }));
  for (const [accountId, domain] of strangers) {
    const rule = ruleForDomain(domain, policy);
    found.find((each) => each.domain === rule?.domain)?.accountIds.add(accountId);
  }
  return found.map((each) => ({ ...each, accountIds: [...each.accountIds] }));
}

/** Customers whom this app put into the organization, as far as it remembers. */
export function madeIn(
  organizationId: OrganizationId,
  { enrolments }: Standing,
): readonly (readonly [AccountId, DatedEnrolment])[] {
  return [...enrolments].filter(([, { organizations }]) => organizations[organizationId] === 'made');
}

/** Organizations into which this app put anybody, in the order of their ids. */
export function organizationsMade({ enrolments }: Standing): readonly OrganizationId[] {
  const ids = [...enrolments.values()].flatMap(({ organizations }) =>
    Object.entries(organizations).flatMap(([id, known]) => (known === 'made' ? [id as OrganizationId] : [])),
  );
  return [...new Set(ids)].sort((one, other) => Number(one) - Number(other));
}
