import fc from 'fast-check';
import { findAddresses } from './find-addresses';
import type { ReadIssue } from '../../platform/jira/issues';
import { documentOf, paragraph } from '../../../local/jira/issues';
import { charactersRead } from '../../../test/fakes/characters-read';
import { issue } from '../../../test/fakes/read-issue';

const emailsIn = (of: Partial<ReadIssue>): string[] => findAddresses(issue(of)).map(({ email }) => email);
const described = (...blocks: readonly (string | object)[]): string[] =>
  emailsIn({ description: documentOf(...blocks) });

/** As long as Jira lets a text be. */
const LONGEST = 32_767;
const pieces = [
  '{',
  '{{',
  '}',
  '{code:',
  '{noformat',
  '{code}',
  '```',
  '~~~',
  '`',
  '@',
  'a@',
  'a.',
  '!',
  '!.',
  'x y ',
  'http://',
  'www.',
  '"a"',
  '<',
  'Ann Bo <a@b.example>',
  'a@b.example,',
  '> ',
  '-- ',
  '\n',
  ' ',
  '\uD800',
  'é',
  'は',
  '＠',
  "'",
  "'a@b.example'",
  '\u200B',
  'mailto:%',
  'Message-ID: <',
  'References: <a@b>',
  'は@',
] as const;
const filled = (length: number, ...parts: readonly string[]): string =>
  parts
    .join('')
    .repeat(Math.ceil(length / parts.join('').length))
    .slice(0, length);

describe('the work grows with a text as the text does', () => {
  test.each(pieces)('of %j again and again', (piece) => {
    const once = charactersRead(() => emailsIn({ fields: [filled(LONGEST / 2, piece)] }));
    const twice = charactersRead(() => emailsIn({ fields: [filled(LONGEST, piece)] }));
    expect(twice).toBeLessThan(2.2 * once + 2000);
    expect(twice).toBeLessThan(150 * LONGEST);
  });

  test('of any few pieces again and again', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 }), (parts) => {
        const once = charactersRead(() => emailsIn({ fields: [filled(8000, ...parts)] }));
        const twice = charactersRead(() => emailsIn({ fields: [filled(16_000, ...parts)] }));
        expect(twice).toBeLessThan(2.2 * once + 2000);
      }),
    );
  });
});

describe('of all texts of a request together, no more is read than 200,000 characters', () => {
  const longest = filled(LONGEST, '{');
  test.each([6, 60])('of %i of the longest', (count) => {
    const fields = Array.from({ length: count }, () => longest);
    expect(charactersRead(() => emailsIn({ fields }))).toBeLessThan(10 * 200_000);
  });

  test('what comes after them is not found, what comes before is', () => {
    const comments = ['first@acme.example', ...Array.from({ length: 7 }, () => longest), 'last@acme.example'];
    expect(
      emailsIn({ comments: comments.map((words) => ({ author: undefined, body: documentOf(words) })) }),
    ).toEqual(['first@acme.example']);
  });

  test('nor more than 1,000 addresses', () => {
    const fields = Array.from({ length: 2000 }, (_, index) => `person-${index}@acme.example`);
    expect(emailsIn({ fields })).toHaveLength(1000);
  });
});

describe('a document', () => {
  const nested = (depth: number): object =>
    Array.from({ length: depth }).reduce<object>(
      (content) => ({ type: 'panel', content: [content] }),
      paragraph('deep@acme.example'),
    );

  test('that is nested too deep is not gone down, and never throws', () => {
    expect(described(nested(20))).toEqual(['deep@acme.example']);
    expect(described(nested(100_000), 'ada@acme.example')).toEqual(['ada@acme.example']);
  });

  test('of more nodes than characters are read is not read to its end', () => {
    let asked = 0;
    const empty = {
      get type(): string {
        asked += 1;
        return 'paragraph';
      },
    };
    const content = Array.from({ length: 100_000 }, () => empty);
    emailsIn({ description: { type: 'doc', content } });
    expect(asked).toBeLessThan(45_000);
  });
});
