import fc from 'fast-check';
import { parseAddressList } from './address-list';

/** Each entry as `name <address>`, `address`, or `text: problem`. */
function read(text: string): string[] {
  return parseAddressList(text).entries.map((entry) => {
    if (!entry.ok) return `${entry.text}: ${entry.problem}`;
    const { address, displayName } = entry;
    return displayName === undefined ? address.email : `${displayName} <${address.email}>`;
  });
}

const ADA = 'Ada Lovelace <ada@acme.example>';
const BOB = 'Bob Noyce <bob@acme.example>';

describe('a list is cut at', () => {
  test.each([
    ['semicolons at line ends', 'ada@acme.example;\nbob@acme.example;\n'],
    ['Japanese commas', 'ada@acme.example、bob@acme.example'],
    ['full-width semicolons', 'ada@acme.example；bob@acme.example'],
    ['full-width commas', 'ada@acme.example，bob@acme.example'],
    ['bars', 'ada@acme.example | bob@acme.example'],
    ['tabs', 'ada@acme.example\tbob@acme.example'],
    ['commas between quoted addresses', '"ada@acme.example","bob@acme.example"'],
    ['commas between addresses in apostrophes', "'ada@acme.example', 'bob@acme.example'"],
    ['Google’s separator', 'ada@acme.example ::: bob@acme.example'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(['ada@acme.example', 'bob@acme.example']);
  });

  test('the end of a bracket', () => {
    expect(read('Ada Lovelace <ada@acme.example> Bob Noyce <bob@acme.example>')).toEqual([ADA, BOB]);
  });
});

describe('a person is read from', () => {
  test.each([
    ['an address and a name', 'ada@acme.example Ada Lovelace'],
    ['a name and an address', 'Ada Lovelace ada@acme.example'],
    ['a dash between', 'Ada Lovelace - ada@acme.example'],
    ['a long dash between', 'ada@acme.example – Ada Lovelace'],
    ['a colon between', 'Ada Lovelace: ada@acme.example'],
    ['parentheses', 'Ada Lovelace (ada@acme.example)'],
    ['the name in parentheses', 'ada@acme.example (Ada Lovelace)'],
    ['full-width parentheses', 'Ada Lovelace（ada@acme.example）'],
    ['square brackets', 'Ada Lovelace [ada@acme.example]'],
    ['the bracket first', '<ada@acme.example> Ada Lovelace'],
    ['a Markdown link', '[Ada Lovelace](mailto:ada@acme.example)'],
    ['a link with a subject', 'Ada Lovelace <mailto:ada@acme.example?subject=Hello>'],
    ['apostrophes', "'Ada Lovelace' <ada@acme.example>"],
    ['curly quotation marks', '“Ada Lovelace” <ada@acme.example>'],
    ['German quotation marks', '„Ada Lovelace“ <ada@acme.example>'],
    ['French quotation marks', '« Ada Lovelace » <ada@acme.example>'],
    ['Japanese quotation marks', '「Ada Lovelace」 <ada@acme.example>'],
    ['cells', 'Ada Lovelace\tada@acme.example'],
    ['cells, the address first', 'ada@acme.example\tAda Lovelace'],
    ['three cells', 'Ada\tLovelace\tada@acme.example'],
    ['cells with the number of the line', '12\tAda\tLovelace\tada@acme.example'],
    ['cells between bars', '| Ada Lovelace | ada@acme.example |'],
    ['a bullet', '• Ada Lovelace <ada@acme.example>'],
    ['a hyphen as a bullet', '- Ada Lovelace <ada@acme.example>'],
    ['a number', '1. Ada Lovelace <ada@acme.example>'],
    ['a number in parentheses', '(3) Ada Lovelace <ada@acme.example>'],
    ['a box that is ticked', '[x] Ada Lovelace <ada@acme.example>'],
    ['a mail header', 'To: Ada Lovelace <ada@acme.example>'],
    ['a German mail header', 'Kopie: Ada Lovelace <ada@acme.example>'],
    ['a line that ends in a comma', 'Ada Lovelace <ada@acme.example>,'],
    ['HTML', 'Ada Lovelace &lt;ada@acme.example&gt;'],
    ['what cannot be seen around it', '\u200EAda Lovelace <\u200Bada@acme.example\u200B>\uFEFF'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual([ADA]);
  });

  test.each([
    ['Outlook’s plain text', 'ada@acme.example <mailto:ada@acme.example>'],
    ['Outlook’s apostrophes', "'ada@acme.example' <ada@acme.example>"],
    ['a Markdown link without a name', '[ada@acme.example](mailto:ada@acme.example)'],
    ['Slack’s link', '<mailto:ada@acme.example|ada@acme.example>'],
    ['a proxy address', 'SMTP:ada@acme.example'],
    ['the end of a sentence', 'ada@acme.example.'],
    ['curly apostrophes', '‘ada@acme.example’'],
    ['a full-width @', 'ada＠acme.example'],
  ])('%s: no name', (_, text) => {
    expect(read(text)).toEqual(['ada@acme.example']);
  });

  test('an encoded link', () => {
    expect(read('mailto:ada%2Bx@acme.example')).toEqual(['ada+x@acme.example']);
  });

  test('an apostrophe stays in a name and in an address', () => {
    expect(read("Pat O'Brien <pat.o'brien@acme.example>")).toEqual([
      "Pat O'Brien <pat.o'brien@acme.example>",
    ]);
    expect(read("o'brien@acme.example, 'kim@acme.example'")).toEqual([
      "o'brien@acme.example",
      'kim@acme.example',
    ]);
  });

  test('a surname first in quotation marks of any kind', () => {
    for (const name of ['"Lovelace, Ada"', "'Lovelace, Ada'", '“Lovelace, Ada”', '„Lovelace, Ada“']) {
      expect(read(`${name} <ada@acme.example>, bob@acme.example`)).toEqual([
        'Lovelace, Ada <ada@acme.example>',
        'bob@acme.example',
      ]);
    }
  });
});

describe('what is ambiguous is marked', () => {
  test.each([
    ['a blank inside an address', 'ada lovelace@acme.example', 'address-space'],
    ['the same with a capital', 'Ada Lovelace@acme.example', 'address-space'],
    ['names on both sides', 'Ada ada@acme.example Lovelace', 'address-space'],
    ['another address for a name', 'eve@rival.example <ada@acme.example>', 'entry-unclear'],
    ['an address beside an address', 'ada@acme.example (eve@rival.example)', 'address-two-ats'],
  ])('%s', (_, text, problem) => {
    expect(read(text)).toEqual([`${text}: ${problem}`]);
  });

  test('cells on both sides of an address', () => {
    expect(read('Ada\tada@acme.example\tAcme')).toEqual([
      'Ada: address-no-at',
      'ada@acme.example',
      'Acme: address-no-at',
    ]);
  });
});

test('an entry has the line that it stands in', () => {
  const { entries } = parseAddressList('a@x.example; b@x.example\r\n\r\nc@x.example\nd@x.example');
  expect(entries.map(({ line }) => line)).toEqual([1, 1, 3, 4]);
});

test('a person is read the same in every form and between any separators', () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
  const person = fc.record({ first: word, last: word, local: fc.stringMatching(/^[a-z]{1,8}$/) });
  const forms: readonly ((name: string, email: string) => string)[] = [
    (name, email) => `${name} <${email}>`,
    (name, email) => `"${name}" <${email}>`,
    (name, email) => `„${name}“ <${email}>`,
    (name, email) => `${name} (${email})`,
    (name, email) => `${name} - ${email}`,
    (name, email) => `${email} ${name}`,
    (name, email) => `[${name}](mailto:${email})`,
  ];
  const form = fc.constantFrom(...forms);
  const separator = fc.constantFrom(', ', ';', '; ', '\n', '\r\n', '、', '；', ' ,\n');
  const people = fc.uniqueArray(fc.tuple(person, form), { selector: ([{ local }]) => local });
  fc.assert(
    fc.property(people, separator, (all, between) => {
      const text = all.map(([{ first, last, local }, write]) =>
        write(`${first} ${last}`, `${local}@x.example`),
      );
      expect(read(text.join(between))).toEqual(
        all.map(([{ first, last, local }]) => `${first} ${last} <${local}@x.example>`),
      );
    }),
  );
});
