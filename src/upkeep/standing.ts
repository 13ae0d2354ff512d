import { refusedDomain, ruleForDomain } from '../contract/domain-rules';
import type { AccountId, OrganizationId } from '../contract/ids';
import type { OrganizationChoice, ProjectPolicy } from '../contract/policy';
import type { DatedEnrolment } from '../store/enrolments';
import { accountHash } from '../store/upkeep';
import type { Adding, UpkeepWork } from '../store/upkeep';
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
  readonly people: Readonly<Adding['people']>;
}

/** Reads it, once in a run. @returns nothing where a part of the desk's list is gone: it stood still for too long. */
export async function standingOf(
  policy: ProjectPolicy,
  { sheets }: UpkeepWork,
  { ports, standings }: Run,
): Promise<Standing | undefined> {
  const { projectId } = policy;
  const known = standings.get(projectId);
  if (known) return known;
  const read = await ports.store.upkeep.sheets(projectId, sheets);
  if (!read) return undefined;
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
function byRule(strangers: Adding['people'], policy: ProjectPolicy): readonly Candidates[] {
  const found = policy.domainOrganizations.map(({ domain, organization }) => ({
    domain,
    organization,
    // Where the list moved while it was read, somebody stands on two pages.
    people: new Map<AccountId, string>(),
  }));
  for (const [accountId, domain] of strangers) {
    if (refusedDomain(domain, policy)) continue;
    const rule = ruleForDomain(domain, policy);
    found.find((each) => each.domain === rule?.domain)?.people.set(accountId, domain);
  }
  return found.map((each) => ({ ...each, people: [...each.people] }));
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
