import { coversDomain } from '../address/covers-domain';
import type { OrganizationId } from '../ids';
import { isCovered } from './kinds';
import { ofEachRule, ruleOf } from './rules';
import type { RuleName, Rules, SomeRules } from './rules';

/**
 * A project admin's rules inside those of the site: of each the stricter one holds. So a rule of the site that is
 * tightened later binds all projects at once.
 */
export function tightened(site: Rules, own: SomeRules): Rules {
  const each = ofEachRule((name) => stricter(name, site, own));
  const outside = domainsOutside(site, own);
  return {
    ...each,
    // Two lists of allowed domains that share nothing let nobody in; an empty list would let everybody in.
    ...(outside.length > 0 && { deniedDomains: [...new Set([...each.deniedDomains, ...outside])] }),
    // Two lists that have nothing in common leave nothing, which an empty list would not say.
    ...(each.onlyOrganizations.length === 0 &&
      site.onlyOrganizations.length > 0 && { organizations: 'none' }),
    domainOrganizations: routesLeft(each.domainOrganizations, own),
  };
}

/** The first of the project's own rules that asks for more than the site allows, or `undefined`. */
export function looserRule(site: Rules, own: SomeRules): RuleName | undefined {
  return (Object.keys(own) as RuleName[]).find((name) => !isWithin(name, site, own));
}

/** Whether the site allows all that a project's own rule asks for. */
export function isWithin(name: RuleName, site: Rules, own: SomeRules): boolean {
  const mine = own[name];
  return mine === undefined || ruleOf(name).isWithin(site[name], mine);
}

/** Whether a project can be stricter than the site at all. */
export function canTighten(name: RuleName, site: Rules): boolean {
  // Where no organization is open, it does not matter which ones would be.
  if (name === 'onlyOrganizations' && site.organizations === 'none') return false;
  return ruleOf(name).canTighten(site[name]);
}

function stricter<N extends RuleName>(name: N, site: Rules, own: SomeRules): Rules[N] {
  const mine = own[name];
  return mine === undefined ? site[name] : ruleOf(name).tightened(site[name], mine);
}

/** The domains of a project's list that have nothing in common with the site's. */
function domainsOutside({ allowedDomains: site }: Rules, { allowedDomains: own = [] }: SomeRules): string[] {
  if (site.length === 0) return [];
  return own.filter(
    (domain) => !isCovered(domain, site) && !site.some((listed) => coversDomain(domain, listed)),
  );
}

/**
 * The rules for domains that the project's own rules leave. One goes also where one for a part of its domain goes: that
 * part would be led to where the site does not lead it.
 */
function routesLeft(routes: Rules['domainOrganizations'], own: SomeRules): Rules['domainOrganizations'] {
  const gone = routes.filter(({ organization }) => !letsIn(own, organization.id));
  return routes.filter(({ domain }) => !gone.some((each) => coversDomain(domain, each.domain)));
}

/**
 * Whether a project's own rules leave room for an organization that a rule of the site leads into. What the site says of
 * organizations in general does not bind its own rule for a domain.
 */
function letsIn({ organizations, onlyOrganizations = [] }: SomeRules, wanted: OrganizationId): boolean {
  if (organizations === 'none') return false;
  return onlyOrganizations.length === 0 || onlyOrganizations.some(({ id }) => id === wanted);
}
