import { coversDomain } from '../../domain/organization/domain-rules';
import type { OrganizationId } from '../../domain/ids';
import type { RuleName, Rules, SomeRules } from '../../domain/policy/policy';

/**
 * A project admin's rules inside those of the site: of each the stricter one holds. So a rule of the site that is
 * tightened later binds all projects at once.
 */
export function tightened(site: Rules, own: SomeRules): Rules {
  const organizations = own.organizations
    ? stricter(ORGANIZATIONS, site.organizations, own.organizations)
    : site.organizations;
  const only = bothLists(site.onlyOrganizations, own.onlyOrganizations ?? [], ({ id }) => id);
  return {
    mayInvite: own.mayInvite
      ? site.mayInvite.filter((each) => own.mayInvite?.includes(each))
      : site.mayInvite,
    ...allowedInBoth(site.allowedDomains, own.allowedDomains ?? []),
    deniedDomains: [
      ...new Set([...site.deniedDomains, ...(own.deniedDomains ?? []), ...nothingLeft(site, own)]),
    ],
    accounts: stricter(ACCOUNTS, site.accounts, own.accounts ?? site.accounts),
    // Two lists that have nothing in common leave nothing, which an empty list would not say.
    organizations: only === 'nothing' ? 'none' : organizations,
    onlyOrganizations: only === 'nothing' ? [] : only,
    createOrganizations: site.createOrganizations && (own.createOrganizations ?? true),
    domainOrganizations: rulesLeft(site.domainOrganizations, own),
    email: stricterEmail(site.email, own.email),
    dailyPerPerson: smaller(site.dailyPerPerson, own.dailyPerPerson ?? null),
    dailyPerProject: smaller(site.dailyPerProject, own.dailyPerProject ?? null),
    importMax: smaller(site.importMax, own.importMax ?? null),
    // The sooner it is asked, the stricter.
    importConfirmFrom: Math.min(site.importConfirmFrom, own.importConfirmFrom ?? site.importConfirmFrom),
  };
}

/** The first of the project's own rules that asks for more than the site allows, or nothing. */
export function looserRule(site: Rules, own: SomeRules): RuleName | undefined {
  const held = tightened(site, own);
  return (Object.keys(own) as RuleName[]).find((rule) => !isHeld(rule, site, own, held));
}

/** The strictest first. */
const ORGANIZATIONS = ['none', 'linked', 'any'] as const;
const ACCOUNTS = ['existing', 'create'] as const;
const EMAIL = ['never', 'always'] as const;

function stricter<T>(strictestFirst: readonly T[], one: T, other: T): T {
  return strictestFirst.indexOf(one) <= strictestFirst.indexOf(other) ? one : other;
}

/** `choice` leaves both others open; of those, `never` sends less. */
function stricterEmail(site: Rules['email'], own: Rules['email'] | undefined): Rules['email'] {
  if (own === undefined || own === 'choice') return site;
  return site === 'choice' ? own : stricter(EMAIL, site, own);
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** What stands in both lists; an empty list stands for everything. */
function bothLists<T>(site: T[], own: T[], keyOf: (item: T) => string): T[] | 'nothing' {
  if (site.length === 0 || own.length === 0) return [...site, ...own];
  // The site's item: what a project calls it is not what it is called.
  const inOwn = new Set(own.map(keyOf));
  const both = site.filter((item) => inOwn.has(keyOf(item)));
  return both.length === 0 ? 'nothing' : both;
}

/**
 * The rules for domains that the project's own rules leave. One goes also where one for a part of its domain goes: that
 * part would be led to where the site does not lead it.
 */
function rulesLeft(rules: Rules['domainOrganizations'], own: SomeRules): Rules['domainOrganizations'] {
  const gone = rules.filter(({ organization }) => !letsIn(own, organization.id));
  return rules.filter(({ domain }) => !gone.some((each) => coversDomain(domain, each.domain)));
}

/**
 * Whether a project's own rules leave room for an organization that a rule of the site leads into. What the site says of
 * organizations in general does not bind its own rule for a domain.
 */
function letsIn({ organizations, onlyOrganizations = [] }: SomeRules, wanted: OrganizationId): boolean {
  if (organizations === 'none') return false;
  return onlyOrganizations.length === 0 || onlyOrganizations.some(({ id }) => id === wanted);
}

/** Domains that both let in: of two of which one covers the other, the narrower. */
function allowedInBoth(site: string[], own: string[]): Pick<Rules, 'allowedDomains'> {
  if (site.length === 0 || own.length === 0) return { allowedDomains: [...site, ...own] };
  const narrower = [
    ...own.filter((domain) => site.some((listed) => coversDomain(listed, domain))),
    ...site.filter((domain) => own.some((listed) => coversDomain(listed, domain))),
  ];
  return { allowedDomains: narrower.length > 0 ? [...new Set(narrower)] : own };
}

/** Two lists of allowed domains that share nothing let nobody in; an empty list would let everybody in. */
function nothingLeft(site: Rules, own: SomeRules): string[] {
  const mine = own.allowedDomains ?? [];
  if (site.allowedDomains.length === 0) return [];
  return mine.filter(
    (domain) =>
      !site.allowedDomains.some((listed) => coversDomain(listed, domain) || coversDomain(domain, listed)),
  );
}

/** Whether a rule came through as it was asked for. */
function isHeld(rule: RuleName, site: Rules, own: SomeRules, held: Rules): boolean {
  switch (rule) {
    case 'allowedDomains':
      return (own.allowedDomains ?? []).every(
        (domain) =>
          site.allowedDomains.length === 0 ||
          site.allowedDomains.some((listed) => coversDomain(listed, domain)),
      );
    case 'onlyOrganizations':
      return (own.onlyOrganizations ?? []).every(
        ({ id }) =>
          site.onlyOrganizations.length === 0 || site.onlyOrganizations.some((each) => each.id === id),
      );
    // Adds to what the site denies.
    case 'deniedDomains':
      return true;
    case 'organizations':
      return (
        stricter(ORGANIZATIONS, site.organizations, own.organizations ?? site.organizations) ===
        own.organizations
      );
    case 'dailyPerPerson':
    case 'dailyPerProject':
    case 'importMax':
      return own[rule] === null ? site[rule] === null : own[rule] === held[rule];
    // Leads customers into organizations, so that any change of it could be more than the site allows.
    case 'domainOrganizations':
      return JSON.stringify(own[rule]) === JSON.stringify(site[rule]);
    case 'mayInvite':
    case 'accounts':
    case 'createOrganizations':
    case 'email':
    case 'importConfirmFrom':
      return JSON.stringify(own[rule]) === JSON.stringify(held[rule]) || isSubset(rule, own, site);
  }
}

/** The order in which people were ticked says nothing. */
function isSubset(rule: RuleName, own: SomeRules, site: Rules): boolean {
  return rule === 'mayInvite' && (own.mayInvite ?? []).every((each) => site.mayInvite.includes(each));
}
