import fc from 'fast-check';
import { domainListSchema } from '../../domain/policy/lists';
import { normalisedDomains, normalisedRules } from './normalise';
import { organizationId } from '../../../test/fakes/ids';
import { anyText } from '../../../test/fakes/any-text';

test.each([
  ['as it is', 'acme.example', 'acme.example'],
  ['with spaces around it', '  acme.example\t', 'acme.example'],
  ['in upper case', 'ACME.Example', 'acme.example'],
  ['with a wildcard', '*.acme.example', 'acme.example'],
  ['with an @', '@acme.example', 'acme.example'],
  ['with a dot behind it', 'acme.example.', 'acme.example'],
  ['with all of that', ' *.ACME.example. ', 'acme.example'],
  ['in letters beyond ASCII', 'Bücher.example', 'xn--bcher-kva.example'],
  ['in a script that has no cases', '例え.example', 'xn--r8jz45g.example'],
  ['under a top-level domain in another script', 'пример.рф', 'xn--e1afmkfd.xn--p1ai'],
  ['in its ASCII form already', 'xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['with the dot of another script', 'acme。example', 'acme.example'],
])('a domain written %s is kept as %3$s', (_, written, kept) => {
  expect(normalisedDomains([written])).toEqual({ ok: true, data: [kept] });
});

test.each(['com', 'COM', '*.com', '@com', 'com.', ' com ', 'рф', 'localhost'])(
  '%j, a whole top-level domain, is refused as such',
  (written) => {
    expect(normalisedDomains([written])).toMatchObject({
      ok: false,
      reason: { code: 'policy-domain-public' },
    });
  },
);

test.each([
  ['nothing', ''],
  ['a space', ' '],
  ['a wildcard alone', '*.'],
  ['a star', '*'],
  ['a wildcard inside', 'mail.*.example'],
  ['a wildcard for a part of a name', '*acme.example'],
  ['two wildcards', '*.*.acme.example'],
  ['a space inside', 'acme .example'],
  ['two domains', 'acme.example globex.example'],
  ['two domains with a comma', 'acme.example,globex.example'],
  ['an address', 'ada@acme.example'],
  ['a web address', 'https://acme.example/'],
  ['a path', 'acme.example/path'],
  ['a port', 'acme.example:8080'],
  ['an IP address', '10.0.0.1'],
  ['an IP address in brackets', '[::1]'],
  ['two dots', 'acme..example'],
  ['two dots at the end', 'acme.example..'],
  ['a dot in front', '.acme.example'],
  ['a hyphen in front', '-acme.example'],
  ['an underscore', 'ac_me.example'],
  ['percent signs', 'acme%2eexample'],
  ['300 characters', `${'a'.repeat(60)}.`.repeat(4) + 'a'.repeat(48) + '.example'],
  ['a label of 64 characters', `${'a'.repeat(64)}.example`],
])('%s is no domain', (_, written) => {
  expect(normalisedDomains([written])).toMatchObject({ ok: false, reason: { code: 'policy-domain' } });
});

test('the refusal names what was written, without the spaces around it', () => {
  expect(normalisedDomains(['acme.example', ' no domain '])).toEqual({
    ok: false,
    reason: { code: 'policy-domain', params: { domain: 'no domain' } },
  });
});

test('longer than 300 characters, a text is not even read', () => {
  expect(domainListSchema.safeParse(['a'.repeat(300)]).success).toBe(true);
  expect(domainListSchema.safeParse(['a'.repeat(301)]).success).toBe(false);
});

test('what stands twice is kept once, in the order written', () => {
  expect(normalisedDomains(['b.example', '*.A.example', 'a.example', 'B.example'])).toEqual({
    ok: true,
    data: ['b.example', 'a.example'],
  });
});

describe('rules', () => {
  const organization = { id: organizationId('11'), name: 'Acme' };

  test('keep what they do not say unsaid', () => {
    expect(normalisedRules({ email: 'never' })).toEqual({ ok: true, data: { email: 'never' } });
  });

  test('have their domains normalised in all lists', () => {
    expect(
      normalisedRules({
        allowedDomains: ['*.A.example'],
        deniedDomains: ['@B.example'],
        domainOrganizations: [{ domain: 'C.example.', organization }],
        mayInvite: ['agents', 'agents'],
      }),
    ).toEqual({
      ok: true,
      data: {
        allowedDomains: ['a.example'],
        deniedDomains: ['b.example'],
        domainOrganizations: [{ domain: 'c.example', organization }],
        mayInvite: ['agents'],
      },
    });
  });

  test.each([
    ['allowed', { allowedDomains: ['com'] }],
    ['denied', { deniedDomains: ['com'] }],
    ['leading to an organization', { domainOrganizations: [{ domain: 'com', organization }] }],
  ])('are refused for a top-level domain among those %s', (_, bad) => {
    expect(normalisedRules(bad)).toMatchObject({ ok: false, reason: { code: 'policy-domain-public' } });
  });

  test('are not changed where they were handed in', () => {
    const given = { allowedDomains: ['A.example'] };
    normalisedRules(given);
    expect(given).toEqual({ allowedDomains: ['A.example'] });
  });
});

describe('for all texts', () => {
  const text = fc.oneof(fc.domain(), fc.string(), fc.webUrl(), anyText({ maxLength: 300 }));

  test('what is kept is kept the same when it is saved again', () => {
    fc.assert(
      fc.property(text, (written) => {
        const once = normalisedDomains([written]);
        if (once.ok) expect(normalisedDomains(once.data)).toEqual(once);
      }),
    );
  });

  test('what is kept is lower-case ASCII with a dot', () => {
    fc.assert(
      fc.property(text, (written) => {
        const once = normalisedDomains([written]);
        if (once.ok) expect(once.data[0]).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      }),
    );
  });
});
