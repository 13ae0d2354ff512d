import fc from 'fast-check';
import { addressKey, asciiDomain, parseAddress } from './address';
import type { AddressProblem } from './address';
import { anyText } from '../../../test/fakes/any-text';

/** An address of exactly so many characters, all parts of which are sound. */
function addressOfLength(length: number): string {
  const start = `${'a'.repeat(64)}@`;
  const end = '.example';
  const labels = 'bcdefghij'.repeat(30).slice(0, length - start.length - end.length);
  return `${start}${labels.replace(/(.{60})(?=.)/g, (label) => `${label.slice(0, 59)}.`)}${end}`;
}

/** What `parseAddress` makes of a text: the address, or the problem. */
function read(text: string): string {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.data.email : parsed.reason;
}

describe('parseAddress takes', () => {
  test.each([
    ['a plain address', 'ada@acme.example', 'ada@acme.example'],
    ['white space around it', '\t ada@acme.example\r\n', 'ada@acme.example'],
    ['a local part as typed, and the domain in lower case', 'Ada.L@ACME.Example', 'Ada.L@acme.example'],
    [
      'every character of a dot-atom',
      "a!#$%&'*+/=?^_`{|}~-.b@acme.example",
      "a!#$%&'*+/=?^_`{|}~-.b@acme.example",
    ],
    ['a plus tag', 'ada+jira@acme.example', 'ada+jira@acme.example'],
    ['a local part of 64 characters', `${'a'.repeat(64)}@acme.example`, `${'a'.repeat(64)}@acme.example`],
    ['an international domain, as ASCII', 'ada@bücher.example', 'ada@xn--bcher-kva.example'],
    ['the same in capitals', 'ada@BÜCHER.example', 'ada@xn--bcher-kva.example'],
    ['the same in ASCII already', 'ada@XN--BCHER-KVA.example', 'ada@xn--bcher-kva.example'],
    ['a domain with an ideographic full stop', 'ada@acme。example', 'ada@acme.example'],
    ['many sub-domains', 'ada@a.b.c.d.acme.example', 'ada@a.b.c.d.acme.example'],
    [
      'what cannot be seen around it',
      '\uFEFF\u200B\u202Aada@acme.example\u202C\u200B\u00A0',
      'ada@acme.example',
    ],
    ['full-width characters', 'ａｄａ＠acme．example', 'ada@acme.example'],
    ['254 characters', addressOfLength(254), addressOfLength(254)],
  ])('%s', (_, text, email) => {
    expect(read(text)).toBe(email);
  });

  test('and tells the domain apart', () => {
    expect(parseAddress('ada@Mail.ACME.example')).toEqual({
      ok: true,
      data: { email: 'ada@mail.acme.example', domain: 'mail.acme.example' },
    });
  });
});

describe('parseAddress refuses', () => {
  test.each<[string, string, AddressProblem]>([
    ['nothing', '', 'address-empty'],
    ['nothing but white space', ' \t\n', 'address-empty'],
    ['a text without @', 'ada.acme.example', 'address-no-at'],
    ['two @', 'ada@acme@example.com', 'address-two-ats'],
    ['two @ side by side', 'ada@@acme.example', 'address-two-ats'],
    ['a lost character', 'j\uFFFDrg@acme.example', 'text-broken'],
    ['a lost character in the domain', 'ada@b\uFFFDcher.example', 'text-broken'],
    ['a space', 'ada lovelace@acme.example', 'address-space'],
    ['a no-break space', 'ada\u00A0l@acme.example', 'address-space'],
    ['a line end', 'ada@acme\n.example', 'address-control'],
    ['two addresses, whatever stands between', 'ada@acme.example\nbob@acme.example', 'address-two-ats'],
    ['a header smuggled in', 'ada@acme.example\r\nBcc: eve@acme.example', 'address-two-ats'],
    ['a NUL', 'ada\0@acme.example', 'address-control'],
    ['a DEL', 'ada\u007F@acme.example', 'address-control'],
    ['a zero-width space', 'ada@ac\u200Bme.example', 'address-control'],
    ['a zero-width joiner', 'ada@ac\u200Dme.example', 'address-control'],
    ['a soft hyphen', 'ada@ac\u00ADme.example', 'address-control'],
    ['a text turned around', 'ada@\u202Eelpmaxe.emca', 'address-control'],
    ['an isolate inside', 'ada@\u2066acme\u2069.example', 'address-control'],
    ['a quoted local part', '"ada lovelace"@acme.example', 'address-quoted'],
    ['a local part of 65 characters', `${'a'.repeat(65)}@acme.example`, 'address-local-too-long'],
    ['no local part', '@acme.example', 'address-local'],
    ['a dot at the beginning', '.ada@acme.example', 'address-local'],
    ['a dot before the @', 'ada.@acme.example', 'address-local'],
    ['two dots in a row', 'ada..l@acme.example', 'address-local'],
    ['an international local part', 'bücher@acme.example', 'address-local'],
    ['angle brackets', '<ada@acme.example>', 'address-local'],
    ['no domain', 'ada@', 'address-domain'],
    ['a domain without a dot', 'ada@localhost', 'address-domain'],
    ['a dot at the end', 'ada@acme.example.', 'address-domain'],
    ['an empty label', 'ada@acme..example', 'address-domain'],
    ['a dot before the domain', 'ada@.acme.example', 'address-domain'],
    ['an IPv4 address', 'ada@192.0.2.1', 'address-domain'],
    ['an IPv4 address in disguise', 'ada@0x7f.1', 'address-domain'],
    ['an IPv4 literal', 'ada@[192.0.2.1]', 'address-domain'],
    ['an IPv6 literal', 'ada@[IPv6:2001:db8::1]', 'address-domain'],
    ['a port', 'ada@acme.example:25', 'address-domain'],
    ['a path', 'ada@acme.example/x', 'address-domain'],
    ['a percent sign in the domain', 'ada@%61cme.example', 'address-domain'],
    ['a full-width @ after another one', 'ada@acme＠evil.example', 'address-two-ats'],
    ['a full-width slash', 'ada@acme／evil.example', 'address-domain'],
    ['an underscore in the domain', 'ada@ac_me.example', 'address-domain'],
    ['a hyphen at the end of a label', 'ada@acme-.example', 'address-domain'],
    ['a wildcard', 'ada@*.example', 'address-domain'],
    ['a label of 64 characters', `ada@${'a'.repeat(64)}.example`, 'address-domain'],
    ['a top level of digits', 'ada@acme.123', 'address-domain'],
    ['bad Punycode', 'ada@xn--a.example', 'address-domain'],
    ['a comma', 'ada@acme,example.com', 'address-domain'],
    ['255 characters', addressOfLength(255), 'address-too-long'],
  ])('%s', (_, text, problem) => {
    expect(read(text)).toBe(problem);
  });
});

describe('parseAddress, whatever it is given,', () => {
  const character = fc.oneof(
    fc.constantFrom(
      '@',
      '.',
      ' ',
      '"',
      '<',
      ',',
      '\u200B',
      '\u202E',
      'ü',
      '。',
      '＠',
      '-',
      '0',
      'x',
      '\\',
      '\0',
    ),
    anyText({ minLength: 1, maxLength: 1 }),
  );
  const text = fc.oneof(
    anyText(),
    fc.array(character).map((parts) => parts.join('')),
  );
  const label = fc.stringMatching(/^[a-zA-Z0-9ßüéжй漢]{1,12}$/u);
  const nearlyAddress = fc
    .tuple(fc.stringMatching(/^[a-zA-Z0-9.+_-]{1,20}$/), fc.array(label, { minLength: 1, maxLength: 4 }))
    .map(([local, labels]) => `${local}@${labels.join('.')}.example`);
  const anything = fc.oneof(
    text,
    nearlyAddress,
    fc.tuple(nearlyAddress, text).map((parts) => parts.join('')),
  );

  test('never throws', () => {
    fc.assert(fc.property(anything, (input) => void parseAddress(input)));
  });

  test('takes its own output and changes nothing', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const once = parseAddress(input);
        fc.pre(once.ok);
        expect(parseAddress(once.data.email)).toEqual(once);
      }),
    );
  });

  test('returns printable ASCII of at most 254 characters, with the domain in lower case', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const parsed = parseAddress(input);
        fc.pre(parsed.ok);
        const { email, domain } = parsed.data;
        expect(email).toMatch(/^[\x21-\x7E]{6,254}$/);
        expect(domain).toMatch(/^[a-z0-9.-]+$/);
        expect(email.endsWith(`@${domain}`)).toBe(true);
      }),
    );
  });

  test('keys two spellings of one address alike', () => {
    fc.assert(
      fc.property(nearlyAddress, (input) => {
        const lower = parseAddress(input.toLowerCase());
        const upper = parseAddress(input.toLowerCase().toUpperCase());
        fc.pre(lower.ok && upper.ok && input.toUpperCase().toLowerCase() === input.toLowerCase());
        expect(addressKey(upper.data.email)).toBe(addressKey(lower.data.email));
      }),
    );
  });
});

test.each([
  [253, `${'a.'.repeat(121)}bexample.ab`, true],
  [254, `${'a.'.repeat(122)}example.ab`, false],
])('whether a name of %i characters is a domain', (length, name, isDomain) => {
  expect(name).toHaveLength(length);
  expect(asciiDomain(name) !== undefined).toBe(isDomain);
});

test('a plain domain is told as the browser’s own reader of hosts tells it', () => {
  const character = fc.constantFrom('a', 'z', 'A', 'Z', '0', '1', '9', '.', '-', 'xn--', '0x');
  fc.assert(
    fc.property(fc.array(character, { minLength: 1, maxLength: 12 }), (characters) => {
      const text = characters.join('');
      let host: string | undefined;
      try {
        host = new URL(`http://${text}`).hostname;
      } catch {
        host = undefined;
      }
      const told = asciiDomain(text);
      expect(told === undefined || told === host).toBe(true);
      // What it takes, and ends like a domain, is one.
      if (host !== undefined && /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host))
        expect(told).toBe(host);
    }),
    { numRuns: 2000 },
  );
});
