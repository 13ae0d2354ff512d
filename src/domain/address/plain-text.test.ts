import fc from 'fast-check';
import { isOrganizationName, organizationKey } from '../organization/find-organization';
import { isPlainText, plainText } from './plain-text';
import { anyText } from '../../../test/fakes/any-text';

/** Each is shown as nothing, as a blank, or turns around what follows. */
const UNSEEN = [
  ['a line end', '\r\n'],
  ['a control character', '\u0007'],
  ['a direction override', '\u202E'],
  ['a direction isolate', '\u2066'],
  ['a direction mark', '\u200F'],
  ['a zero-width space', '\u200B'],
  ['a joiner', '\u200D'],
  ['a soft hyphen', '\u00AD'],
  ['a Hangul filler', '\u3164'],
  ['a half-width Hangul filler', '\uFFA0'],
  ['a grapheme joiner', '\u034F'],
  ['a variation selector', '\uFE0F'],
  ['one of the second kind', '\u{E0100}'],
  ['a Khmer vowel that is not shown', '\u17B4'],
  ['a tag', '\u{E0041}'],
  ['half a character', '\uD83D'],
  ['a character that could not be read', '\uFFFD'],
] as const;
const BLANKS = [
  ['a no-break space', '\u00A0'],
  ['an em space', '\u2003'],
  ['a hair space', '\u200A'],
  ['an ideographic space', '\u3000'],
  ['a blank of Braille', '\u2800'],
] as const;

describe.each([...UNSEEN, ...BLANKS])('%s', (_what, character) => {
  test('never stands in a plain text', () => {
    expect(isPlainText(`Acme${character}Ltd`)).toBe(false);
    expect(isPlainText(`Acme${character}`)).toBe(false);
  });

  test('never makes a second organization that looks like the first', () => {
    expect(isOrganizationName(`Ac${character}me`)).toBe(false);
    expect(organizationKey(`Acme${character}`)).toBe(organizationKey('Acme'));
    expect(organizationKey(`Acme ${character} Ltd`)).toBe(organizationKey('Acme Ltd'));
  });
});

test.each([
  ['another case', 'ACME', 'acme'],
  ['full-width letters', 'Ａｃｍｅ', 'Acme'],
  ['a ligature', 'Oﬃce', 'Office'],
  ['an accent of its own', 'Cafe\u0301', 'Café'],
  ['more blanks', ' Acme   Ltd ', 'Acme Ltd'],
])('%s is the same name', (_what, one, other) => {
  expect(organizationKey(one)).toBe(organizationKey(other));
});

test.each(['Асme', 'Αcme', 'Acmе Ltd'])('%s, with letters of two scripts in a word, is no name', (name) => {
  expect(isOrganizationName(name)).toBe(false);
});

test.each(['ООО Acme', 'Ακμή', 'Müller & Söhne', '株式会社アクメ', 'Acme™ (EU)', 'שלום', 'Team 🚀'])(
  '%s is a name',
  (name) => {
    expect(isOrganizationName(name)).toBe(true);
  },
);

const text = fc.oneof(
  anyText(),
  fc
    .array(fc.constantFrom('a', 'B', ' ', 'é', 'ﬁ', 'İ', ...[...UNSEEN, ...BLANKS].map(([, each]) => each)))
    .map((parts) => parts.join('')),
);

test('what is made plain is plain, and stays as it is', () => {
  fc.assert(
    fc.property(text, (any) => {
      const plain = plainText(any);
      expect(isPlainText(plain)).toBe(true);
      expect(plainText(plain)).toBe(plain);
      if (isPlainText(any)) expect(plain).toBe(any.replace(/ {2,}/g, ' ').trim());
    }),
  );
});

test('the key of a key is the key, and the key of what is made plain, too', () => {
  fc.assert(
    fc.property(text, (name) => {
      const key = organizationKey(name);
      expect(organizationKey(key)).toBe(key);
      expect(organizationKey(plainText(name))).toBe(key);
    }),
  );
});

test('two names of which both may be created look different', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      fc.pre(isOrganizationName(one) && isOrganizationName(other));
      if (plainText(one).toLowerCase() === plainText(other).toLowerCase()) {
        expect(organizationKey(one)).toBe(organizationKey(other));
      }
    }),
  );
});
