import { coversDomain } from '../../../src/domain/organization/domain-rules';
import type { RuleName, Rules, SomeRules } from '../../../src/domain/policy/policy';
import type { Problem } from './fields';
import { settingOptions } from './settings';

/** The values of a rule that are no looser than the site's, where it has a fixed choice of them. */
export function offeredOptions(name: RuleName, site: Rules): readonly string[] {
  const all = settingOptions(name).map(({ value }) => value);
  switch (name) {
    case 'mayInvite':
      return all.filter((value) => site.mayInvite.some((each) => each === value));
    case 'accounts':
      return site.accounts === 'create' ? all : ['existing'];
    case 'organizations':
      return all.slice(0, all.indexOf(site.organizations) + 1);
    case 'email':
      // An e-mail that is always sent can only be left out altogether.
      if (site.email === 'choice') return all;
      return site.email === 'always' ? ['always', 'never'] : ['never'];
    default:
      return all;
  }
}

/** Whether a project can be stricter than the site at all. */
export function canTighten(name: RuleName, site: Rules): boolean {
  switch (name) {
    case 'mayInvite':
      return site.mayInvite.length > 0;
    case 'accounts':
    case 'organizations':
    case 'email':
      return offeredOptions(name, site).length > 1;
    case 'createOrganizations':
      return site.createOrganizations;
    case 'onlyOrganizations':
      return site.organizations !== 'none';
    // Leads customers into organizations: no change of it would be stricter for sure.
    case 'domainOrganizations':
      return false;
    case 'allowedDomains':
    case 'deniedDomains':
    case 'dailyPerPerson':
    case 'dailyPerProject':
    case 'importMax':
      return true;
    // From one person on is every import.
    case 'importConfirmFrom':
      return site.importConfirmFrom > 1;
  }
}

/** Why a rule would allow more than the site does, in words closer to it than the refusal; nothing where it does not. */
export function outsideBounds(name: RuleName, own: SomeRules, site: Rules): Problem | undefined {
  switch (name) {
    case 'allowedDomains': {
      const outside = own.allowedDomains?.find(
        (domain) =>
          site.allowedDomains.length > 0 &&
          !site.allowedDomains.some((listed) => coversDomain(listed, domain)),
      );
      return outside === undefined
        ? undefined
        : { key: 'policy.problem.outside', params: { domain: outside } };
    }
    case 'dailyPerPerson':
    case 'dailyPerProject':
    case 'importMax':
    case 'importConfirmFrom': {
      const [most, asked] = [site[name], own[name]];
      const isLooser = most !== null && asked !== undefined && (asked === null || asked > most);
      return isLooser ? { key: 'policy.problem.number', params: { max: most } } : undefined;
    }
    case 'createOrganizations':
      return own.createOrganizations && !site.createOrganizations ? LOOSER : undefined;
    case 'mayInvite':
    case 'accounts':
    case 'organizations':
    case 'email': {
      const offered = offeredOptions(name, site);
      const chosen = [own[name] ?? []].flat();
      return chosen.every((value) => offered.includes(value)) ? undefined : LOOSER;
    }
    case 'deniedDomains':
    case 'onlyOrganizations':
    case 'domainOrganizations':
      return undefined;
  }
}

/** The site has become stricter since. */
const LOOSER: Problem = { key: 'policy.problem.looser' };
