import fc from 'fast-check';
import { organizationForDomain, refusedDomain } from '../organization/domain-rules';
import type { OrganizationChoice } from './lists';
import type { RuleName, Rules, SomeRules } from './rules';
import { looserRule, tightened } from './tighten';
import { organizationId } from '../../../test/fakes/ids';

const choice = (id: string): OrganizationChoice => ({ id: organizationId(id), name: `Organization ${id}` });

describe('for all rules', () => {
  const DOMAINS = [
    'a.example',
    'x.a.example',
    'y.x.a.example',
    'z.a.example',
    'b.example',
    'x.b.example',
    'ba.example',
    'c.example',
  ];
  const ORGANIZATIONS = ['11', '12', '13'].map(choice);
  const domains = fc.uniqueArray(fc.constantFrom(...DOMAINS), { maxLength: 4 });
  const organization = fc.constantFrom(...ORGANIZATIONS);
  const daily = fc.option(fc.integer({ min: 1, max: 5 }));
  const model = {
    mayInvite: fc.uniqueArray(
      fc.constantFrom('agents' as const, 'projectAdmins' as const, 'permission' as const),
    ),
    allowedDomains: domains,
    deniedDomains: domains,
    accounts: fc.constantFrom('create' as const, 'existing' as const),
    organizations: fc.constantFrom('none' as const, 'linked' as const, 'any' as const),
    onlyOrganizations: fc.uniqueArray(organization, { selector: ({ id }) => id }),
    createOrganizations: fc.boolean(),
    domainOrganizations: fc.uniqueArray(fc.record({ domain: fc.constantFrom(...DOMAINS), organization }), {
      maxLength: 3,
      selector: ({ domain }) => domain,
    }),
    mayRemove: fc.constantFrom('none' as const, 'own' as const, 'all' as const),
    leavers: fc.constantFrom('none' as const, 'added' as const, 'all' as const),
    email: fc.constantFrom('always' as const, 'choice' as const, 'never' as const),
    dailyPerPerson: daily,
    dailyPerProject: daily,
    importMax: daily,
    importConfirmFrom: fc.integer({ min: 1, max: 5 }),
  };
  const anySite = fc.record(model);
  const anyOwn = fc.record(model, { requiredKeys: [] });
  /** Runs a check on what is left of any site's rules inside any project's. */
  const always = (check: (held: Rules, site: Rules, own: SomeRules) => void): void =>
    fc.assert(
      fc.property(anySite, anyOwn, (site, own) => check(tightened(site, own), site, own)),
      { numRuns: 2000 },
    );

  test('without rules of its own, a project has the site’s', () => {
    fc.assert(fc.property(anySite, (site) => expect(tightened(site, {})).toEqual(site)));
  });

  test('tightening twice is tightening once', () => {
    always((held, _, own) => {
      const again = tightened(held, own);
      // Where no organization is open, it does not matter which ones would be.
      const isClosed = held.organizations === 'none';
      expect(again).toEqual(isClosed ? { ...held, onlyOrganizations: again.onlyOrganizations } : held);
    });
  });

  test('a domain that is let in, the site lets in, and the project', () => {
    always((held, site, { allowedDomains = [], deniedDomains = [] }) => {
      const own = { allowedDomains, deniedDomains };
      const letIn = DOMAINS.flatMap((each) => [each, `sub.${each}`, `x${each}`]).filter(
        (domain) => !refusedDomain(domain, held),
      );
      expect(letIn.filter((domain) => refusedDomain(domain, site) ?? refusedDomain(domain, own))).toEqual([]);
    });
  });

  test('a domain that both let in is let in', () => {
    always((held, site, { allowedDomains = [], deniedDomains = [] }) => {
      const own = { allowedDomains, deniedDomains };
      const letIn = DOMAINS.flatMap((each) => [each, `sub.${each}`]).filter(
        (domain) => !refusedDomain(domain, site) && !refusedDomain(domain, own),
      );
      expect(letIn.filter((domain) => refusedDomain(domain, held))).toEqual([]);
    });
  });

  test('an organization that is open, linked or not, is open by the site’s rules and the project’s', () => {
    always((held, site, { organizations = 'any', onlyOrganizations = [] }) => {
      const own = { organizations, onlyOrganizations };
      const open = ORGANIZATIONS.flatMap(({ id }) =>
        [true, false].map((isLinked) => ({ id, isLinked })),
      ).filter(({ id, isLinked }) => isOpen(held, id, isLinked));
      expect(
        open.filter(({ id, isLinked }) => !isOpen(site, id, isLinked) || !isOpen(own, id, isLinked)),
      ).toEqual([]);
    });
  });

  test('nobody invites, makes an account or an organization whom the site does not let', () => {
    always((held, site) => {
      expect(site.mayInvite).toEqual(expect.arrayContaining(held.mayInvite));
      expect(held.accounts === 'create' && site.accounts !== 'create').toBe(false);
      expect(held.createOrganizations && !site.createOrganizations).toBe(false);
    });
  });

  test('no quota, and no import, is larger than the site’s or the project’s', () => {
    always((held, site, own) => {
      for (const rule of ['dailyPerPerson', 'dailyPerProject', 'importMax'] as const) {
        const most = held[rule] ?? Infinity;
        expect(most).toBe(Math.min(site[rule] ?? Infinity, own[rule] ?? Infinity));
      }
    });
  });

  test('an import is confirmed wherever the site or the project wants it', () => {
    always((held, site, own) => {
      const counts = [1, 2, 3, 4, 5];
      const isWanted = (people: number): boolean =>
        people >= site.importConfirmFrom || people >= (own.importConfirmFrom ?? Number.POSITIVE_INFINITY);
      expect(counts.filter((people) => people >= held.importConfirmFrom)).toEqual(counts.filter(isWanted));
    });
  });

  test('no e-mail is sent that the site forbids, and none is forced on whom the site leaves the choice but the project', () => {
    always((held, site, own) => {
      if (site.email === 'never') expect(held.email).toBe('never');
      if (held.email === 'always') expect([site.email, own.email]).toContain('always');
    });
  });

  test('a domain leads to the organization that the site sends it to, or to none where the project leaves it no room', () => {
    always((held, site, own) => {
      const only = own.onlyOrganizations ?? [];
      const leavesRoom = (id: string): boolean =>
        own.organizations !== 'none' && (only.length === 0 || only.some((each) => each.id === id));
      const idFor = (rules: Rules) => (domain: string) => organizationForDomain(domain, rules)?.id;
      // Where the project has a list, a domain whose subdomain would follow it elsewhere is left without an organization.
      const isRight = (domain: string): boolean => {
        const [here, there] = [idFor(held)(domain), idFor(site)(domain)];
        if (here === undefined) return there === undefined || only.length > 0 || !leavesRoom(there);
        return here === there && leavesRoom(here);
      };
      expect(DOMAINS.filter((domain) => !isRight(domain))).toEqual([]);
    });
  });

  test('a looser rule is found exactly where one of the project’s does not hold as it was asked for', () => {
    always((_, site, own) => {
      const looser = (Object.keys(own) as RuleName[]).filter((rule) => !isWithin(rule, site, own as Rules));
      expect(looserRule(site, own)).toBe(looser[0]);
    });
  });

  function isOpen(
    { organizations, onlyOrganizations }: Pick<Rules, 'organizations' | 'onlyOrganizations'>,
    organizationToUse: string,
    isLinked: boolean,
  ): boolean {
    const isListed =
      onlyOrganizations.length === 0 || onlyOrganizations.some(({ id }) => id === organizationToUse);
    return isListed && (organizations === 'any' || (organizations === 'linked' && isLinked));
  }

  /** Whether the site allows all that the project's rule asks for. */
  function isWithin(rule: RuleName, site: Rules, own: Rules): boolean {
    switch (rule) {
      case 'mayInvite':
        return own.mayInvite.every((each) => site.mayInvite.includes(each));
      case 'allowedDomains':
        return own.allowedDomains.every((domain) => !refusedDomain(domain, { ...site, deniedDomains: [] }));
      case 'deniedDomains':
        return true;
      case 'accounts':
        return own.accounts === 'existing' || site.accounts === 'create';
      case 'organizations':
        return (
          own.organizations === 'none' ||
          site.organizations === 'any' ||
          own.organizations === site.organizations
        );
      case 'onlyOrganizations':
        return own.onlyOrganizations.every(({ id }) => isOpen({ ...site, organizations: 'any' }, id, true));
      case 'createOrganizations':
        return !own.createOrganizations || site.createOrganizations;
      case 'domainOrganizations':
        return JSON.stringify(own.domainOrganizations) === JSON.stringify(site.domainOrganizations);
      case 'mayRemove':
        return own.mayRemove === 'none' || site.mayRemove === 'all' || own.mayRemove === site.mayRemove;
      case 'leavers':
        return own.leavers === 'none' || site.leavers === 'all' || own.leavers === site.leavers;
      case 'email':
        return own.email === site.email || own.email === 'never' || site.email === 'choice';
      case 'dailyPerPerson':
      case 'dailyPerProject':
      case 'importMax':
        return (own[rule] ?? Infinity) <= (site[rule] ?? Infinity);
      case 'importConfirmFrom':
        return own.importConfirmFrom <= site.importConfirmFrom;
    }
  }
});
