import fc from 'fast-check';
import { charactersRead } from '../../../test/fakes/characters-read';
import { parseAddressList } from './address-list';
import { anyText } from '../../../test/fakes/any-text';

/** Each entry as `name <address>`, `address`, or `text: problem`. */
function read(text: string): string[] {
  return parseAddressList(text).entries.map((entry) => {
    if (!entry.ok) return `${entry.text}: ${entry.problem}`;
    const { address, displayName } = entry;
    return displayName === undefined ? address.email : `${displayName} <${address.email}>`;
  });
}

describe('parseAddressList reads', () => {
  test.each([
    ['nothing', '', []],
    ['nothing but separators', ' , ;\n\t,, ', []],
    ['one address', 'ada@acme.example', ['ada@acme.example']],
    ['commas', 'ada@acme.example,bob@acme.example, ', ['ada@acme.example', 'bob@acme.example']],
    ['semicolons', 'ada@acme.example;bob@acme.example;', ['ada@acme.example', 'bob@acme.example']],
    [
      'line ends of any system',
      'a@x.example\nb@x.example\r\nc@x.example\rd@x.example',
      ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    ],
    ['tabs', 'ada@acme.example\tbob@acme.example', ['ada@acme.example', 'bob@acme.example']],
    [
      'spaces between addresses',
      'ada@acme.example bob@acme.example',
      ['ada@acme.example', 'bob@acme.example'],
    ],
    [
      'a name with one, and none with the other',
      'Ada Lovelace <ada@acme.example>, bob@acme.example',
      ['Ada Lovelace <ada@acme.example>', 'bob@acme.example'],
    ],
    [
      'a quoted name with a comma',
      '"Lovelace, Ada" <ada@acme.example>, b@x.example',
      ['Lovelace, Ada <ada@acme.example>', 'b@x.example'],
    ],
    [
      'a quoted name with quotes inside',
      '"Ada \\"Ace, Queen\\" L" <ada@acme.example>',
      ['Ada "Ace, Queen" L <ada@acme.example>'],
    ],
    ['angle brackets without a name', '<ada@acme.example>', ['ada@acme.example']],
    ['white space inside angle brackets', 'Ada < ada@acme.example >', ['Ada <ada@acme.example>']],
    [
      'mailto links',
      'mailto:ada@acme.example, Bob <MAILTO:bob@acme.example>',
      ['ada@acme.example', 'Bob <bob@acme.example>'],
    ],
    [
      'two cells of a spreadsheet',
      'Ada Lovelace\tada@acme.example\nBob\tbob@acme.example',
      ['Ada Lovelace <ada@acme.example>', 'Bob <bob@acme.example>'],
    ],
    [
      'surnames first, as Outlook writes them',
      'Lovelace, Ada <ada@acme.example>; Hopper, Grace <grace@acme.example>',
      ['Lovelace, Ada <ada@acme.example>', 'Hopper, Grace <grace@acme.example>'],
    ],
    [
      'a surname first, and a comma at the end',
      'Lovelace, Ada <ada@acme.example>,',
      ['Lovelace, Ada <ada@acme.example>'],
    ],
  ])('%s', (_, text, entries) => {
    expect(read(text)).toEqual(entries);
  });
});

describe('parseAddressList marks', () => {
  test.each([
    [
      'what is no address, beside what is one',
      'ada@acme.example, bob',
      ['ada@acme.example', 'bob: address-no-at'],
    ],
    ['two @', 'ada@@acme.example', ['ada@@acme.example: address-two-ats']],
    ['a name without an address', 'Ada <>', ['Ada <>: address-empty']],
    ['markup in a name', 'Ada <b> <ada@acme.example>', ['Ada <b> <ada@acme.example>: name-markup']],
    [
      'a name that is too long',
      `${'a'.repeat(256)} <a@x.example>`,
      [`${'a'.repeat(256)} <a@x.example>: name-too-long`],
    ],
    ['a quoted local part', '"ada"@acme.example', ['"ada"@acme.example: address-quoted']],
    ['an invisible character', 'ada\u200B@acme.example', ['ada\u200B@acme.example: address-control']],
    [
      'surnames between commas, since they may be addresses that were cut off',
      'Lovelace, Ada <ada@x.example>, Hopper, Grace <grace@x.example>',
      ['Lovelace: address-no-at', 'Ada <ada@x.example>', 'Hopper: address-no-at', 'Grace <grace@x.example>'],
    ],
    [
      'an angle bracket left open, with its line only',
      '<ada@x.example, b\nbob@x.example',
      ['<ada@x.example, b: address-space', 'bob@x.example'],
    ],
    [
      'a quote left open, with its line only',
      '"Ada <ada@x.example>, b\nbob@x.example',
      ['"Ada <ada@x.example>, b: address-quoted', 'bob@x.example'],
    ],
  ])('%s', (_, text, entries) => {
    expect(read(text)).toEqual(entries);
  });
});

describe('an address that stands twice', () => {
  test('counts once, at its first place, with its first name', () => {
    const list = parseAddressList('Ada <ada@acme.example>, bob@acme.example, A. L. <ADA@ACME.example>');
    expect(list.entries.map(({ text }) => text)).toEqual(['Ada <ada@acme.example>', 'bob@acme.example']);
  });

  test('is told by their number', () => {
    expect(parseAddressList('a@x.example a@x.example A@X.example b@x.example').repeated).toBe(2);
  });

  test('is not counted among what is wrong', () => {
    expect(parseAddressList('bob, bob').repeated).toBe(0);
  });
});

describe('10,000 addresses', () => {
  test.each([
    ['on lines', '\n', (index: number) => `p${index}@acme.example`],
    ['with names', ', ', (index: number) => `"Person, ${index}" <p${index}@acme.example>`],
    ['with spaces only', ' ', (index: number) => `p${index}@acme.example`],
  ])('%s are all read', (_, separator, person) => {
    const text = Array.from({ length: 10_000 }, (_unused, index) => person(index)).join(separator);
    expect(parseAddressList(text).entries.filter(({ ok }) => ok)).toHaveLength(10_000);
  });
});

test.each([['<'], ['"'], ['@'], [' @'], ['a@b '], ['<>'], ['\\'], ['a\t'], [', ']])(
  'the work grows with a text of %j as the text does',
  (piece) => {
    const read = (length: number): number =>
      charactersRead(() => parseAddressList(piece.repeat(length / piece.length)));
    expect(read(20_000)).toBeLessThan(2.2 * read(10_000) + 1000);
    expect(read(20_000)).toBeLessThan(50 * 20_000);
  },
);

test('parseAddressList never throws', () => {
  const piece = fc.oneof(
    fc.constantFrom('<', '>', '"', ',', ';', '@', '\\', '\n', ' ', 'ada@acme.example', 'mailto:'),
    anyText(),
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => void parseAddressList(pieces.join(''))));
});

test('sound addresses, joined by any separator, are all read', () => {
  const address = fc.stringMatching(/^[a-z]{1,8}$/).map((local) => `${local}@acme.example`);
  const separator = fc.constantFrom(',', ';', '\n', ', ', ' ; ', '\r\n', ' ', '\t');
  fc.assert(
    fc.property(fc.uniqueArray(address), separator, (addresses, between) => {
      expect(read(addresses.join(between))).toEqual(addresses);
    }),
  );
});
