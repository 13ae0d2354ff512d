import fc from 'fast-check';
import { readDomainList } from './domain-list';

describe('readDomainList', () => {
  test('reads one a line, or with commas, semicolons and spaces between', () => {
    expect(readDomainList('acme.example\n globex.example, initech.example;umbrella.example').domains).toEqual(
      ['acme.example', 'globex.example', 'initech.example', 'umbrella.example'],
    );
  });

  test.each([
    ['ACME.Example', 'acme.example'],
    ['*.acme.example', 'acme.example'],
    ['@acme.example', 'acme.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['http://bar.example/x', 'bar.example'],
    ['https://acme.example', 'acme.example'],
    ['HTTPS://Acme.example:8443?x#y', 'acme.example'],
  ])('takes %j for %s', (text, domain) => {
    expect(readDomainList(text)).toEqual({ domains: [domain], wrong: [] });
  });

  test('counts a domain once', () => {
    expect(readDomainList('acme.example ACME.example').domains).toEqual(['acme.example']);
  });

  test.each(['a b@c', 'acme..example', '10.0.0.1', 'ftp://acme.example', '*'])(
    'marks %j as no domain',
    (text) => {
      expect(readDomainList(text).wrong.at(-1)?.why).toBe('domains.wrong.no-domain');
    },
  );

  test.each([
    ['com', 'com'],
    ['*.com', 'com'],
    ['Example', 'Example'],
  ])('marks %j as incomplete', (text, named) => {
    expect(readDomainList(text).wrong).toEqual([{ text: named, why: 'domains.wrong.top' }]);
  });

  test('asks whether the domain of a provider is meant', () => {
    expect(readDomainList('gmail').wrong).toEqual([
      { text: 'gmail', why: 'domains.wrong.meant', meant: 'gmail.com' },
    ]);
  });

  test('takes every piece either for a domain or for wrong', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.domain(), fc.string()), { maxLength: 20 }), (pieces) => {
        const text = pieces.join('\n');
        const { domains, wrong } = readDomainList(text);
        const count = text.split(/[\s,;]+/u).filter(Boolean).length;
        expect(domains.length + wrong.length).toBeLessThanOrEqual(count);
        expect(domains.length + wrong.length > 0).toBe(count > 0);
      }),
    );
  });
});
