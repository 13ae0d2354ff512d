import fc from 'fast-check';
import { asciiDomain } from '../address/address';
import { refusedDomain } from './domain-rules';

/** The reason's code, or that the domain may come in. */
function verdict(domain: string, allowedDomains: string[], deniedDomains: string[] = []): string {
  return refusedDomain(domain, { allowedDomains, deniedDomains })?.code ?? 'may come in';
}

test.each([
  ['without a list, any domain', 'acme.example', [], [], 'may come in'],
  ['a listed domain', 'acme.example', ['acme.example'], [], 'may come in'],
  ['a sub-domain of a listed one', 'mail.eu.acme.example', ['acme.example'], [], 'may come in'],
  ['a domain that is not listed', 'globex.example', ['acme.example'], [], 'domain-not-allowed'],
  ['a domain that only ends alike', 'evilacme.example', ['acme.example'], [], 'domain-not-allowed'],
  ['the parent of a listed domain', 'acme.example', ['eu.acme.example'], [], 'domain-not-allowed'],
  [
    'a domain that has a listed one in front',
    'acme.example.evil.example',
    ['acme.example'],
    [],
    'domain-not-allowed',
  ],
  ['a denied domain', 'acme.example', [], ['acme.example'], 'domain-denied'],
  ['a sub-domain of a denied one', 'mail.acme.example', [], ['acme.example'], 'domain-denied'],
  ['a domain that only ends like a denied one', 'notacme.example', [], ['acme.example'], 'may come in'],
  [
    'denied, though allowed by the same name',
    'acme.example',
    ['acme.example'],
    ['acme.example'],
    'domain-denied',
  ],
  [
    'denied as a part of what is allowed',
    'eu.acme.example',
    ['acme.example'],
    ['eu.acme.example'],
    'domain-denied',
  ],
  [
    'denied by its parent, though listed itself',
    'eu.acme.example',
    ['eu.acme.example'],
    ['acme.example'],
    'domain-denied',
  ],
])('%s: %s', (_, domain, allowed, denied, expected) => {
  expect(verdict(domain, allowed, denied)).toBe(expected);
});

test('the reason names the domain', () => {
  const rules = { allowedDomains: [], deniedDomains: ['acme.example'] };
  expect(refusedDomain('eu.acme.example', rules)?.params).toEqual({ domain: 'eu.acme.example' });
});

describe('for all domains', () => {
  const domain = fc
    .array(fc.stringMatching(/^[a-zA-Z0-9üéж]{1,10}$/u), { minLength: 1, maxLength: 3 })
    .map((labels) => asciiDomain(`${labels.join('.')}.example`))
    .filter((each) => each !== undefined);

  test('a sub-domain of a denied one is refused, whatever is allowed', () => {
    fc.assert(
      fc.property(domain, fc.stringMatching(/^[a-z0-9]{1,10}$/), fc.array(domain), (denied, sub, allowed) => {
        expect(verdict(`${sub}.${denied}`, allowed, [denied])).toBe('domain-denied');
      }),
    );
  });

  test('a domain that merely begins otherwise is not covered', () => {
    fc.assert(
      fc.property(domain, fc.stringMatching(/^[a-z0-9]{1,10}$/), (listed, start) => {
        expect(verdict(`${start}${listed}`, [listed])).toBe('domain-not-allowed');
      }),
    );
  });
});
