import { emailsOf, searchUsers } from './users';
import { accountId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';

const SEARCH = 'GET /rest/api/3/user/search';
const EMAILS = 'GET /rest/api/3/user/email/bulk';

test('searchUsers spells the address out and asks for 50', async () => {
  const jira = fakeJira({ [SEARCH]: { status: 200, body: [] } });
  await searchUsers(jira.caller('app'), 'ada+1&x=y@acme.example');
  expect(Object.fromEntries(jira.calls[0]?.query ?? [])).toEqual({
    query: 'ada+1&x=y@acme.example',
    maxResults: '50',
  });
});

test('searchUsers reads people with and without what they may hide', async () => {
  const body = [
    { accountId: 'a', accountType: 'atlassian', displayName: 'Ada', emailAddress: 'ada@acme.example' },
    { accountId: 'qm:b', emailAddress: null },
  ];
  const jira = fakeJira({ [SEARCH]: { status: 200, body } });
  expect(await searchUsers(jira.caller('app'), 'ada')).toEqual({
    ok: true,
    data: [
      { accountId: 'a', accountType: 'atlassian', displayName: 'Ada', email: 'ada@acme.example' },
      { accountId: 'qm:b', accountType: 'unknown', displayName: '', email: undefined },
    ],
  });
});

test.each<[string, Reply, [string, string][]]>([
  ['a list', { status: 200, body: [{ accountId: 'a', email: 'a@x.example' }] }, [['a', 'a@x.example']]],
  ['one object', { status: 200, body: { accountId: 'a', email: 'a@x.example' } }, [['a', 'a@x.example']]],
  ['nobody', { status: 200, body: [] }, []],
])('emailsOf reads %s', async (_, reply, emails) => {
  const jira = fakeJira({ [EMAILS]: reply });
  const read = await emailsOf(jira.caller('app'), [accountId('a'), accountId('qm:b')]);
  expect(read.ok && [...read.data]).toEqual(emails);
  expect(jira.calls[0]?.query.getAll('accountId')).toEqual(['a', 'qm:b']);
});

test.each([400, 401, 403, 503])('emailsOf may be refused with %i', async (status) => {
  const jira = fakeJira({ [EMAILS]: refusal(status) });
  expect(await emailsOf(jira.caller('app'), [accountId('a')])).toMatchObject({ ok: false });
});
