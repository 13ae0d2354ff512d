import fc from 'fast-check';
import { issueIdSchema, issueKeySchema, projectIdSchema, accountIdSchema } from '../../domain/ids';
import { findAddresses } from './find-addresses';
import type { Account, ReadIssue } from '../../platform/jira/issues';
import { documentOf, paragraph } from '../../../local/jira/issues';
import { charactersRead } from '../../../test/fakes/characters-read';

function account(email: string | undefined, more: Partial<Account> = {}): Account {
  return {
    accountId: accountIdSchema.parse(`5b10:${(email ?? 'hidden').replace(/[^a-z]/g, '-')}`),
    accountType: 'atlassian',
    displayName: 'Somebody',
    email,
    ...more,
  };
}

function issue(of: Partial<ReadIssue>): ReadIssue {
  return {
    id: issueIdSchema.parse('20001'),
    key: issueKeySchema.parse('SUP-1'),
    projectId: projectIdSchema.parse('10001'),
    projectKey: 'SUP',
    reporter: undefined,
    assignee: undefined,
    description: null,
    fields: [],
    comments: [],
    ...of,
  };
}

const emailsIn = (of: Partial<ReadIssue>): string[] => findAddresses(issue(of)).map(({ email }) => email);
const described = (...blocks: readonly (string | object)[]): string[] =>
  emailsIn({ description: documentOf(...blocks) });
const text = (words: string, ...marks: object[]): object => ({ type: 'text', text: words, marks });
const customer = account('grace@navy.example', { accountType: 'customer', displayName: 'Grace Hopper' });

test('the reporter comes first, then fields, the description and comments; each address once, with where it stands', () => {
  expect(
    findAddresses(
      issue({
        reporter: customer,
        fields: ['margaret@apollo.example'],
        description: documentOf('Ask Ada Lovelace <ada@acme.example> or GRACE@navy.example.'),
        comments: [{ author: customer, body: documentOf('ada@ACME.example and bob@globex.example') }],
      }),
    ),
  ).toEqual([
    {
      email: 'grace@navy.example',
      domain: 'navy.example',
      displayName: 'Grace Hopper',
      sources: ['reporter', 'description'],
    },
    { email: 'margaret@apollo.example', domain: 'apollo.example', sources: ['field'] },
    {
      email: 'ada@acme.example',
      domain: 'acme.example',
      displayName: 'Ada Lovelace',
      sources: ['description', 'comment'],
    },
    { email: 'bob@globex.example', domain: 'globex.example', sources: ['comment'] },
  ]);
});

test('a request without a reporter, a description and comments speaks of nobody', () => {
  expect(emailsIn({})).toEqual([]);
});

test('a reporter whose address is hidden, and an app, are not offered', () => {
  expect(emailsIn({ reporter: account(undefined) })).toEqual([]);
  expect(emailsIn({ reporter: account('bot@apps.example', { accountType: 'app' }) })).toEqual([]);
});

test('a sender whom Jira calls by the address has no name', () => {
  const reporter = account('grace@navy.example', {
    accountType: 'customer',
    displayName: 'grace@navy.example',
  });
  expect(findAddresses(issue({ reporter }))[0]).not.toHaveProperty('displayName');
});

test.each([
  ['a code block', { type: 'codeBlock', content: [{ type: 'text', text: 'git@github.example' }] }],
  ['text marked as code', paragraph(text('git@github.example', { type: 'code' }))],
  ['a quotation', { type: 'blockquote', content: [paragraph('Sales, sales@vendor.example')] }],
  ['a card', paragraph({ type: 'inlineCard', attrs: { url: 'https://a@b.example/c@d.example' } })],
  [
    'the address of a link',
    paragraph(text('the wiki', { type: 'link', attrs: { href: 'https://x/y@z.example' } })),
  ],
  ['a mention', paragraph({ type: 'mention', attrs: { text: '@ada@acme.example' } })],
])('%s in the description holds nobody', (_what, block) => {
  expect(described(block)).toEqual([]);
});

test.each([
  ['https://user@wiki.example/page', []],
  ['see https://wiki.example/?to=ada@acme.example&x=1', []],
  ['ftp://anonymous:a@b.example@files.example/', []],
  ['www.wiki.example/@ada@acme.example', []],
  ['scp me@host.example:/tmp', ['me@host.example']],
  ['mailto:ada@acme.example', ['ada@acme.example']],
  ['(ada@acme.example)', ['ada@acme.example']],
  ['ada@acme.example.', ['ada@acme.example']],
  [
    'ada@acme.example, bob@acme.example; eve@acme.example',
    ['ada@acme.example', 'bob@acme.example', 'eve@acme.example'],
  ],
  ['ada@acme', []],
  ['@ada and ada@', []],
  ['a@b@c.example', []],
  ['ada@bücher.example', ['ada@xn--bcher-kva.example']],
  ['`ada@acme.example`', []],
  ['{{ada@acme.example}}', []],
  ['```\nada@acme.example\n```\nbob@acme.example', ['bob@acme.example']],
  ['{code:java}ada@acme.example{code} bob@acme.example', ['bob@acme.example']],
  ['> ada@acme.example wrote\nbob@acme.example', ['bob@acme.example']],
  ['bob@acme.example\n-----Original Message-----\nFrom: eve@acme.example', ['bob@acme.example']],
  ['---------- Forwarded message ---------\nFrom: Eve <eve@acme.example>', ['eve@acme.example']],
])('of %j it takes %j', (words, expected) => {
  expect(emailsIn({ fields: [words] })).toEqual(expected);
});

test.each([
  'no-reply@acme.example',
  'noreply@acme.example',
  'noreply-billing@acme.example',
  'do-not-reply@acme.example',
  'donotreply@acme.example',
  'billing-noreply@acme.example',
  'mailer-daemon@acme.example',
  'postmaster@acme.example',
  'bounce+123@acme.example',
  'notifications@acme.example',
])('nobody reads %s', (address) => {
  expect(emailsIn({ fields: [address] })).toEqual([]);
});

test('somebody whose name begins like such an address is offered all the same', () => {
  expect(emailsIn({ fields: ['norbert@acme.example notify@acme.example replya@acme.example'] })).toHaveLength(
    3,
  );
});

test('the project’s own address at Atlassian is left out', () => {
  expect(emailsIn({ fields: ['support@site.atlassian.net jira@site.atlassian.net'] })).toEqual([]);
});

test('a desk’s address is left out on the domain of those who work here, and only there', () => {
  const assignee = account('ana@own.example');
  const fields = ['support@own.example sup@own.example support@acme.example sam@own.example'];
  expect(emailsIn({ assignee, fields })).toEqual(['support@acme.example', 'sam@own.example']);
});

test('who works on the request is left out: the assignee, and who comments with an Atlassian account', () => {
  const comments = [
    { author: account('otto@own.example'), body: documentOf('otto@own.example, ana@own.example') },
  ];
  expect(emailsIn({ assignee: account('ana@own.example'), comments })).toEqual([]);
});

test('a reporter with an Atlassian account stays, though they comment', () => {
  const reporter = account('rita@own.example');
  expect(emailsIn({ reporter, comments: [{ author: reporter, body: null }] })).toEqual(['rita@own.example']);
});

test('people in a field have accounts, and are not read', () => {
  expect(
    emailsIn({ fields: [[account('pia@acme.example')], account('pia@acme.example'), 7, true, null] }),
  ).toEqual([]);
});

test('a field of several texts, and one with a document, are read', () => {
  expect(emailsIn({ fields: [['ada@acme.example'], documentOf('bob@acme.example')] })).toEqual([
    'ada@acme.example',
    'bob@acme.example',
  ]);
});

test('a link that writes to an address counts, under the name that it has', () => {
  const link = text('Ada Lovelace', { type: 'link', attrs: { href: 'mailto:ada@acme.example?subject=x' } });
  expect(findAddresses(issue({ description: documentOf(paragraph(link)) }))).toMatchObject([
    { email: 'ada@acme.example', displayName: 'Ada Lovelace' },
  ]);
});

test.each([
  ['"Lovelace, Ada" <ada@acme.example>', 'Lovelace, Ada'],
  ['Cc: Bob <bob@acme.example>, Maria del Carmen Ruiz <ada@acme.example>', 'Maria del Carmen Ruiz'],
  ['Please ask Ada Lovelace <ada@acme.example>', 'Ada Lovelace'],
  ['Well, it stopped. Please keep Ada Lovelace <ada@acme.example> informed', 'Ada Lovelace'],
  ['write to <ada@acme.example>', undefined],
  ['ada@acme.example', undefined],
])('%j is said by %j', (words, name) => {
  const found = findAddresses(issue({ fields: [words] })).find(({ email }) => email === 'ada@acme.example');
  expect(found?.displayName).toBe(name);
});

test('addresses in list items and table cells do not run together', () => {
  const item = (words: string): object => ({ type: 'listItem', content: [paragraph(words)] });
  expect(
    described({ type: 'bulletList', content: [item('ada@acme.example'), item('bob@acme.example')] }),
  ).toEqual(['ada@acme.example', 'bob@acme.example']);
});

test('whatever stands in a document, it never throws, and every address found could be invited', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.array(fc.anything()), (description, words, fields) => {
      for (const found of findAddresses(issue({ description, fields: [...fields, words] }))) {
        expect(found.email).toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
      }
    }),
  );
});

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
