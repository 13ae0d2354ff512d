import { organizationForDomain, refusedDomain } from '../../../src/domain/organization/domain-rules';
import type { Rules } from '../../../src/domain/policy/rules';
import type { OrganizationChoice } from '../../../src/domain/policy/lists';
import type { Reason } from '../../../src/domain/reason';
import type { FoundAddress, IssueStart, CustomerStatus } from '../../../src/contract/work-item';

/** A person whom the request mentions, and who can be invited. */
export interface Offer extends FoundAddress {
  /** Where the policy's rule for the domain puts them. */
  readonly organization: OrganizationChoice | undefined;
  /** Has an account on the site, and is not known as a customer of this desk. */
  readonly hasAccount: boolean;
  /** Why the policy would refuse them. */
  readonly problem: Reason | undefined;
}

export interface Sorted {
  readonly offers: readonly Offer[];
  /** Addresses of people who are customers already. */
  readonly customers: readonly string[];
  /** Addresses of people who work here. */
  readonly agents: readonly string[];
}

/**
 * Sorts whom a request speaks of by who they are.
 *
 * @param standings as far as they are known, by address.
 */
export function sortFound(
  { people, rules }: Pick<IssueStart, 'people'> & { readonly rules: Pick<Rules, keyof IssueStart['rules']> },
  standings: ReadonlyMap<string, CustomerStatus>,
): Sorted {
  const standing = (wanted: CustomerStatus): string[] =>
    people.filter(({ email }) => standings.get(email) === wanted).map(({ email }) => email);
  const [customers, agents] = [standing('customer'), standing('agent')];
  const known = new Set([...customers, ...agents]);
  return {
    customers,
    agents,
    offers: people
      .filter(({ email }) => !known.has(email))
      .map((found) => ({
        ...found,
        organization: organizationForDomain(found.domain, rules),
        hasAccount: standings.get(found.email) === 'account',
        problem: refusedDomain(found.domain, rules),
      })),
  };
}

/** Whom one click invites: the likeliest, until the agent chooses. */
export function chosenOf(
  offers: readonly Offer[],
  chosen: ReadonlySet<string> | undefined,
): readonly Offer[] {
  const possible = offers.filter(({ problem }) => problem === undefined);
  return chosen ? possible.filter(({ email }) => chosen.has(email)) : possible.slice(0, 1);
}
