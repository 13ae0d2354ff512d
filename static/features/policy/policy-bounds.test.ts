import type { RuleName, SomeRules } from '../../../src/domain/policy/rules';
import { canTighten, looserRule } from '../../../src/domain/policy/tighten';
import { offeredOptions, outsideBounds } from './bounds';
import { RULE_NAMES } from './settings';
import { rules } from '../../../test/fakes/policy';

describe('what a project admin is offered', () => {
  const SITES = [
    rules(),
    rules({ email: 'always', accounts: 'existing', organizations: 'any', mayInvite: ['permission'] }),
    rules({ email: 'never', organizations: 'none', createOrganizations: false, mayInvite: [] }),
  ];

  test.each(SITES)('is never looser than the site, as the back end judges it (%#)', (site) => {
    for (const name of ['accounts', 'organizations', 'email'] as const) {
      const refused = offeredOptions(name, site).filter((value) => looserRule(site, { [name]: value }));
      expect([name, refused]).toEqual([name, []]);
    }
    expect(looserRule(site, { mayInvite: offeredOptions('mayInvite', site) as never })).toBeUndefined();
  });

  test('is nothing where the site is as strict as can be', () => {
    const strict = rules({
      mayInvite: [],
      accounts: 'existing',
      organizations: 'none',
      createOrganizations: false,
      email: 'never',
      importConfirmFrom: 1,
      mayRemove: 'none',
      leavers: 'none',
    });
    expect(RULE_NAMES.filter((name) => canTighten(name, strict))).toEqual([
      'dailyPerPerson',
      'dailyPerProject',
      'importMax',
      'allowedDomains',
      'deniedDomains',
    ]);
  });

  test.each<[RuleName, SomeRules]>([
    ['mayInvite', { mayInvite: ['agents', 'permission'] }],
    ['accounts', { accounts: 'create' }],
    ['organizations', { organizations: 'any' }],
    ['email', { email: 'always' }],
    ['createOrganizations', { createOrganizations: true }],
  ])('what the site allowed once and allows no longer is told: %s', (name, own) => {
    const site = rules({
      mayInvite: ['agents'],
      accounts: 'existing',
      createOrganizations: false,
      organizations: 'linked',
      email: 'never',
    });
    expect(outsideBounds(name, own, site)).toEqual({ key: 'policy.problem.looser' });
    expect(looserRule(site, own)).toBe(name);
  });

  test('a domain outside the site’s, and a larger quota, are told before they are sent', () => {
    const site = rules({ allowedDomains: ['acme.example'], dailyPerPerson: 5 });
    expect(outsideBounds('allowedDomains', { allowedDomains: ['mail.acme.example'] }, site)).toBeUndefined();
    expect(outsideBounds('allowedDomains', { allowedDomains: ['globex.example'] }, site)).toMatchObject({
      params: { domain: 'globex.example' },
    });
    expect(outsideBounds('dailyPerPerson', { dailyPerPerson: null }, site)).toMatchObject({
      params: { max: 5 },
    });
    expect(outsideBounds('dailyPerPerson', { dailyPerPerson: 5 }, site)).toBeUndefined();
  });

  test.each<[RuleName, SomeRules]>([
    ['importMax', { importMax: null }],
    ['importMax', { importMax: 501 }],
    ['importConfirmFrom', { importConfirmFrom: 501 }],
  ])('imports larger than the site’s, or confirmed later, are told before they are sent: %s', (name, own) => {
    const site = rules({ importMax: 500, importConfirmFrom: 500 });
    expect(outsideBounds(name, own, site)).toMatchObject({ params: { max: 500 } });
    expect(looserRule(site, own)).toBe(name);
  });

  test('imports as large as the site’s, and confirmed as soon, are fine', () => {
    const site = rules({ importMax: 500, importConfirmFrom: 500 });
    for (const name of ['importMax', 'importConfirmFrom'] as const) {
      expect(canTighten(name, site)).toBe(true);
      expect(outsideBounds(name, { [name]: 500 }, site)).toBeUndefined();
    }
  });
});
