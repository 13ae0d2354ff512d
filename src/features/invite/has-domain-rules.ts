import type { Rules } from '../../domain/policy/rules';

/**
 * Whether the policy has no rule that is about domains. Where it has one, an account whose address nobody can see
 * could get around it.
 */
export function domainsSayNothing({
  allowedDomains,
  deniedDomains,
  domainOrganizations,
}: Pick<Rules, 'allowedDomains' | 'deniedDomains' | 'domainOrganizations'>): boolean {
  return allowedDomains.length + deniedDomains.length + domainOrganizations.length === 0;
}
