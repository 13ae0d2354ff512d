import { organizationForDomain, refusedDomain } from '../organization/domain-rules';
import type { OrganizationChoice } from './lists';
import type { RuleName, Rules, SomeRules } from './rules';
import { looserRule, tightened } from './tighten';
import { organizationId } from '../../../test/fakes/ids';
import { rules } from '../../../test/fakes/policy';

const choice = (id: string): OrganizationChoice => ({ id: organizationId(id), name: `Organization ${id}` });
const ACME = choice('11');
const GLOBEX = choice('12');

describe('lists of domains', () => {
  test.each([
    ['the site allows all', [], ['a.example'], ['a.example']],
    ['the project says nothing', ['a.example'], [], ['a.example']],
    ['the project allows a part', ['a.example'], ['eu.a.example'], ['eu.a.example']],
    ['the project allows more', ['eu.a.example'], ['a.example'], ['eu.a.example']],
    ['they share one', ['a.example', 'b.example'], ['b.example', 'c.example'], ['b.example']],
  ])('where %s, what both allow is left', (_, site, own, allowed) => {
    const held = tightened(rules({ allowedDomains: site }), { allowedDomains: own });
    expect(held.allowedDomains).toEqual(allowed);
  });

  test('that share nothing let nobody in', () => {
    const held = tightened(rules({ allowedDomains: ['a.example'] }), { allowedDomains: ['b.example'] });
    for (const domain of ['a.example', 'b.example', 'x.a.example', 'x.b.example', 'c.example']) {
      expect(refusedDomain(domain, held)).toBeDefined();
    }
  });

  test('that are denied add up', () => {
    const held = tightened(rules({ deniedDomains: ['a.example'] }), { deniedDomains: ['b.example'] });
    expect(held.deniedDomains).toEqual(['a.example', 'b.example']);
  });
});

describe('organizations', () => {
  test('that only one of two lists names are out', () => {
    const held = tightened(rules({ onlyOrganizations: [ACME, GLOBEX] }), { onlyOrganizations: [GLOBEX] });
    expect(held.onlyOrganizations).toEqual([GLOBEX]);
  });

  test('of two lists that share nothing are all out', () => {
    const held = tightened(rules({ organizations: 'any', onlyOrganizations: [ACME] }), {
      onlyOrganizations: [GLOBEX],
    });
    expect(held.organizations).toBe('none');
  });

  test('are none where the project wants none', () => {
    expect(tightened(rules({ organizations: 'any' }), { organizations: 'none' }).organizations).toBe('none');
  });
});

describe('the e-mail', () => {
  test.each([
    ['choice', 'always', 'always'],
    ['choice', 'never', 'never'],
    ['always', 'never', 'never'],
    ['never', 'always', 'never'],
    ['never', 'choice', 'never'],
    // A choice leaves open what the site then settles.
    ['always', 'choice', 'always'],
  ] as const)('of a site that says %s and a project that says %s is sent %s', (site, own, held) => {
    expect(tightened(rules({ email: site }), { email: own }).email).toBe(held);
  });
});

describe('rules for a domain', () => {
  test('of the site hold where the project has none of its own', () => {
    const site = rules({ domainOrganizations: [{ domain: 'a.example', organization: ACME }] });
    expect(tightened(site, {}).domainOrganizations).toEqual(site.domainOrganizations);
  });

  test.each(['linked', 'any'] as const)(
    'of the project change nothing where organizations are %s: they lead into some',
    (organizations) => {
      const site = rules({ organizations });
      const own = { domainOrganizations: [{ domain: 'a.example', organization: ACME }] };
      expect(tightened(site, own).domainOrganizations).toEqual([]);
    },
  );

  test('of the project cannot send to the whole company’s organization whom the site sends to a part of it', () => {
    const site = rules({
      domainOrganizations: [
        { domain: 'a.example', organization: ACME },
        { domain: 'eu.a.example', organization: GLOBEX },
      ],
    });
    const own = { domainOrganizations: [{ domain: 'a.example', organization: ACME }] };
    const held = tightened(site, own);
    expect(organizationForDomain('eu.a.example', held)).not.toEqual(ACME);
  });
});

describe('a rule of the site for a domain', () => {
  const site = rules({
    organizations: 'linked',
    domainOrganizations: [
      { domain: 'a.example', organization: ACME },
      { domain: 'eu.a.example', organization: GLOBEX },
    ],
  });
  const leadsTo = (domain: string, own: SomeRules): string | undefined =>
    organizationForDomain(domain, tightened(site, own))?.id;

  test('is tightened away by a project that wants none', () => {
    expect(leadsTo('a.example', { organizations: 'none' })).toBeUndefined();
  });

  test('is tightened away by a project that wants only others', () => {
    expect(leadsTo('eu.a.example', { onlyOrganizations: [ACME] })).toBeUndefined();
  });

  test('stays where the project wants that one', () => {
    expect(leadsTo('eu.a.example', { onlyOrganizations: [GLOBEX] })).toBe(GLOBEX.id);
  });

  test('of the whole company does not take in the part that has lost its own', () => {
    expect(leadsTo('eu.a.example', { onlyOrganizations: [ACME] })).toBeUndefined();
  });

  test('stays though the project lets agents choose among the linked ones only', () => {
    expect(leadsTo('a.example', { organizations: 'linked' })).toBe(ACME.id);
  });
});

describe.each<[RuleName, Partial<Rules>, SomeRules, SomeRules]>([
  ['mayInvite', { mayInvite: ['agents'] }, { mayInvite: [] }, { mayInvite: ['agents', 'permission'] }],
  ['accounts', { accounts: 'existing' }, { accounts: 'existing' }, { accounts: 'create' }],
  [
    'allowedDomains',
    { allowedDomains: ['a.example'] },
    { allowedDomains: ['x.a.example'] },
    { allowedDomains: ['b.example'] },
  ],
  ['organizations', { organizations: 'linked' }, { organizations: 'none' }, { organizations: 'any' }],
  [
    'onlyOrganizations',
    { onlyOrganizations: [ACME] },
    { onlyOrganizations: [ACME] },
    { onlyOrganizations: [GLOBEX] },
  ],
  [
    'createOrganizations',
    { createOrganizations: false },
    { createOrganizations: false },
    { createOrganizations: true },
  ],
  ['email', { email: 'never' }, { email: 'never' }, { email: 'choice' }],
  ['dailyPerPerson', { dailyPerPerson: 5 }, { dailyPerPerson: 5 }, { dailyPerPerson: 6 }],
  ['dailyPerProject', { dailyPerProject: 5 }, { dailyPerProject: 1 }, { dailyPerProject: null }],
  ['importMax', { importMax: 1000 }, { importMax: 1000 }, { importMax: 1001 }],
  ['importMax', { importMax: 1000 }, { importMax: 10 }, { importMax: null }],
  ['importConfirmFrom', { importConfirmFrom: 500 }, { importConfirmFrom: 500 }, { importConfirmFrom: 501 }],
  ['importConfirmFrom', {}, { importConfirmFrom: 1 }, { importConfirmFrom: 100_000 }],
])('%s', (rule, site, stricter, looser) => {
  test('may be as strict as the site or stricter', () => {
    expect(looserRule(rules(site), stricter)).toBeUndefined();
  });

  test('is told where it is looser', () => {
    expect(looserRule(rules(site), looser)).toBe(rule);
  });
});

test('the order in which inviters were ticked says nothing', () => {
  expect(
    looserRule(rules({ mayInvite: ['agents', 'projectAdmins'] }), { mayInvite: ['projectAdmins', 'agents'] }),
  ).toBeUndefined();
});
