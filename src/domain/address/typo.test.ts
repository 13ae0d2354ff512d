import { likelyDomain, providerDomain } from './typo';

test.each([
  ['gmial.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.co', 'gmail.com'],
  ['hotmial.com', 'hotmail.com'],
  ['outlok.com', 'outlook.com'],
  ['t-onlin.de', 't-online.de'],
])('%s may mean %s', (domain, meant) => {
  expect(likelyDomain(domain)).toBe(meant);
});

test.each(['gmail.com', 'mail.com', 'ymail.com', 'gmx.de', 'web.de', 'acme.example', 'qq.com'])(
  '%s means itself',
  (domain) => {
    expect(likelyDomain(domain)).toBeUndefined();
  },
);

test('a domain of the policy is known, too', () => {
  expect(likelyDomain('acmee.example', ['acme.example'])).toBe('acme.example');
  expect(likelyDomain('acme.example', ['acme.example', 'acmee.example'])).toBeUndefined();
});

test.each([
  ['gmail', 'gmail.com'],
  ['Outlook', 'outlook.com'],
  ['acme', undefined],
  ['gmail.com', undefined],
])('the name %s stands for the domain %s', (name, domain) => {
  expect(providerDomain(name)).toBe(domain);
});
