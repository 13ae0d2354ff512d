import fc from 'fast-check';
import { findAddresses } from './find-addresses';
import type { ReadIssue } from '../../platform/jira/issues';
import { documentOf, paragraph } from '../../../local/jira/issues';
import { account, issue } from '../../../test/fakes/read-issue';

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
