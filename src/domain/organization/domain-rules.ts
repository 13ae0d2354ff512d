import { coversDomain } from '../address/covers-domain';
import type { OrganizationChoice } from '../policy/lists';
import type { Rules } from '../policy/rules';
import type { Reason } from '../reason';
import { reason } from '../reason';

export type DomainRules = Pick<Rules, 'allowedDomains' | 'deniedDomains'>;

/**
 * Whether the policy lets a domain in. A listed domain stands for its sub-domains, denied wins over
 * allowed, and an empty list of allowed domains allows all.
 *
 * @returns why not, or `undefined` when it may come in.
 */
export function refusedDomain(domain: string, rules: DomainRules): Reason | undefined {
  if (rules.deniedDomains.some((listed) => coversDomain(listed, domain)))
    return reason('domain-denied', { domain });
  const allowed =
    rules.allowedDomains.length === 0 || rules.allowedDomains.some((listed) => coversDomain(listed, domain));
  return allowed ? undefined : reason('domain-not-allowed', { domain });
}

/** Whether any rule is about domains: then an account whose address Jira hides could get around it. */
export function hasDomainRules({
  allowedDomains,
  deniedDomains,
  domainOrganizations,
}: Pick<Rules, 'allowedDomains' | 'deniedDomains' | 'domainOrganizations'>): boolean {
  return allowedDomains.length + deniedDomains.length + domainOrganizations.length > 0;
}

/** Where customers of the domain go when the invitation names no organization. */
export function organizationForDomain(
  domain: string,
  rules: Pick<Rules, 'domainOrganizations'>,
): OrganizationChoice | undefined {
  return ruleForDomain(domain, rules)?.organization;
}

/** The rule that leads a domain into an organization: the longest listed domain that fits counts. */
export function ruleForDomain(
  domain: string,
  { domainOrganizations }: Pick<Rules, 'domainOrganizations'>,
): Rules['domainOrganizations'][number] | undefined {
  const [closest] = domainOrganizations
    .filter((rule) => coversDomain(rule.domain, domain))
    .sort((one, other) => other.domain.length - one.domain.length);
  return closest;
}
