import fc from 'fast-check';
import { getPublicSuffix } from 'tldts';
import { DEFAULT_POLICY } from './effective';
import { firstPublicSuffix, publicSuffixes, sharedDomain } from './public-suffix';
import { organizationIdSchema } from '../../domain/ids';
import { policySchema } from '../../domain/policy/policy';
import type { Policy } from '../../domain/policy/policy';
import { publicSuffixRules } from '../../../tools/suffixes/rules';

test('the list is that of the installed tldts: `npm run suffixes` renews it', () => {
  expect(publicSuffixes()).toEqual(publicSuffixRules());
});

test.each(['co.uk', 'com.au', 'github.io', 'herokuapp.com', 'x.ck', 'x.kobe.jp', 'kobe.jp', 'xn--55qx5d.cn'])(
  '%s is nobody’s own',
  (domain) => {
    expect(firstPublicSuffix(['acme.example', domain])).toBe(domain);
  },
);

test.each(['acme.co.uk', 'acme.github.io', 'www.ck', 'city.kobe.jp', 'gmail.com', 'acme.example', 'bbc.uk'])(
  '%s can be a company’s',
  (domain) => {
    expect(firstPublicSuffix([domain])).toBeUndefined();
  },
);

test('it says what the package says, of every rule and of any domain', () => {
  const suffix = (domain: string) => getPublicSuffix(domain, { allowPrivateDomains: true });
  const plain = publicSuffixes().filter((rule) => !/[*!]/.test(rule));
  expect(plain.filter((rule) => suffix(rule) !== rule)).toEqual([]);
  const label = fc.constantFrom('acme', 'co', 'com', 'github', 'www', 'city', 's3');
  fc.assert(
    fc.property(
      fc.array(label, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...plain),
      (labels, rule) => {
        const domain = [...labels, rule].join('.');
        // What is under an exception of the list is a company's by our reading, too.
        if (suffix(domain) === domain) expect(firstPublicSuffix([domain])).toBe(domain);
      },
    ),
    { numRuns: 25 },
  );
});

describe('a policy', () => {
  const organization = { id: organizationIdSchema.parse('101'), name: 'Acme' };
  const policy = (rules: Partial<Policy['rules']>): Policy =>
    policySchema.parse({ ...DEFAULT_POLICY, rules: { ...DEFAULT_POLICY.rules, ...rules } });

  test('cannot let a public suffix in, nor lead one into an organization', () => {
    const refused = { code: 'policy-domain-shared', params: { domain: 'co.uk' } };
    expect(sharedDomain(DEFAULT_POLICY, policy({ allowedDomains: ['acme.example', 'co.uk'] }))).toEqual(
      refused,
    );
    expect(
      sharedDomain(DEFAULT_POLICY, policy({ domainOrganizations: [{ domain: 'co.uk', organization }] })),
    ).toEqual(refused);
  });

  test('can deny one, whole', () => {
    expect(sharedDomain(DEFAULT_POLICY, policy({ deniedDomains: ['github.io', 'co.uk'] }))).toBeUndefined();
  });

  test('that named one before goes on, and can be saved; another one cannot be added', () => {
    const before = policy({ allowedDomains: ['co.uk'] });
    expect(sharedDomain(before, policy({ allowedDomains: ['co.uk', 'acme.example'] }))).toBeUndefined();
    expect(sharedDomain(before, policy({ allowedDomains: ['co.uk', 'github.io'] }))).toMatchObject({
      params: { domain: 'github.io' },
    });
  });
});
