import { findAccount } from './find-account';
import type { Found } from './find-account';
import { DESK } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import type { FakeJira, Reply } from '../../../test/fakes/jira';

const SEARCH = 'GET /rest/api/3/user/search';
const EMAILS = 'GET /rest/api/3/user/email/bulk';
const LISTED = 'GET /rest/servicedeskapi/servicedesk/7/customer';

interface Person {
  readonly accountId: string;
  readonly accountType?: string;
  readonly displayName?: string;
  readonly emailAddress?: string | null;
  readonly active?: boolean;
}

/** A person whom the search finds: portal-only, with this address, but for what is told. */
function person(accountId: string, emailAddress: string | null, but: Partial<Person> = {}): Person {
  return { accountId, accountType: 'customer', displayName: accountId, emailAddress, ...but };
}

/** A site where the search, the addresses told to the app, and the desk's list know these. */
function siteWith({
  search = [],
  emails = refusal(403),
  listed = [],
}: {
  search?: Person[] | Reply;
  emails?: Reply;
  listed?: Person[] | Reply;
}): FakeJira {
  return fakeJira({
    [SEARCH]: Array.isArray(search) ? { status: 200, body: search } : search,
    [EMAILS]: emails,
    [LISTED]: Array.isArray(listed) ? { status: 200, body: { values: listed, isLastPage: true } } : listed,
  });
}

function find(jira: FakeJira, email = 'bob@x.co', mayBeHidden = true): Promise<Found> {
  return findAccount(email, DESK, {
    privileged: jira.caller('privileged'),
    app: jira.callers.app,
    mayBeHidden,
  });
}

/** The one account's id, the candidates' ids, or the kind of the result. */
async function idsFound(jira: FakeJira, email?: string): Promise<string | string[]> {
  const found = await find(jira, email);
  if (found.kind === 'one') return found.account.accountId;
  return found.kind === 'several' ? found.candidates.map(({ accountId }) => accountId) : found.kind;
}

const told = (...pairs: [string, string][]): Reply => ({
  status: 200,
  body: pairs.map(([accountId, email]) => ({ accountId, email })),
});

describe('the account found is', () => {
  test.each<[string, Parameters<typeof siteWith>[0], string | string[]]>([
    ['the one with the very address', { search: [person('a', 'bob@x.co')] }, 'a'],
    ['the one with the address in another case', { search: [person('a', 'BOB@X.co')] }, 'a'],
    ['not one whose address only begins alike', { search: [person('a', 'bob@x.com')] }, 'none'],
    [
      'not one whose name is the address',
      { search: [person('a', 'eve@x.co', { displayName: 'bob@x.co' })] },
      'none',
    ],
    [
      'the one among those that begin alike',
      { search: [person('a', 'bob@x.com'), person('b', 'bob@x.co')] },
      'b',
    ],
    ['not an app', { search: [person('a', 'bob@x.co', { accountType: 'app' })] }, 'none'],
    [
      'either of two with the address: a choice',
      { search: [person('qm:a', 'bob@x.co'), person('b', 'bob@x.co', { accountType: 'atlassian' })] },
      ['qm:a', 'b'],
    ],
    ['on the list of the desk', { listed: [person('a', 'bob@x.co')] }, 'a'],
    ['not on the list of the desk by its beginning', { listed: [person('a', 'bob@x.com')] }, 'none'],
    [
      'not on the list of the desk where it is deactivated',
      { listed: [person('a', 'bob@x.co', { active: false })] },
      'none',
    ],
    ['not on the list of the desk where its address is hidden', { listed: [person('a', null)] }, 'none'],
    [
      'either of two on the list of the desk: a choice',
      { listed: [person('a', 'bob@x.co'), person('b', 'Bob@x.co')] },
      ['a', 'b'],
    ],
    ['none where nobody is found', {}, 'none'],
    ['none where the list of the desk is refused', { listed: refusal(403) }, 'none'],
    ['not known where the search is refused', { search: refusal(403) }, 'refused'],
  ])('%s', async (_, site, expected) => {
    expect(await idsFound(siteWith(site))).toEqual(expected);
  });
});

test('a deactivated account on the list of the desk is found for whom it may be one, and told as such', async () => {
  const jira = siteWith({
    listed: [person('a', 'bob@x.co', { active: false }), person('b', 'bob@x.com', { active: false })],
  });
  const ports = { privileged: jira.caller('privileged'), app: jira.callers.app, mayBeHidden: false };
  expect(await findAccount('bob@x.co', DESK, { ...ports, mayBeInactive: true })).toMatchObject({
    kind: 'one',
    account: { accountId: 'a', isInactive: true },
  });
  expect(jira.callsOf(LISTED)).toHaveLength(1);
});

describe('where people hide their addresses, the account found is', () => {
  test.each<[string, Parameters<typeof siteWith>[0], string | string[]]>([
    [
      'the one of whom the app is told the address',
      { search: [person('a', null)], emails: told(['a', 'Bob@x.co']) },
      'a',
    ],
    [
      'not one of whom the app is told another',
      { search: [person('a', null)], emails: told(['a', 'bob@x.com']) },
      'none',
    ],
    ['a choice, where the app is told nothing', { search: [person('a', null)] }, ['a']],
    [
      'a choice, where the app is not told of this one',
      { search: [person('a', null)], emails: told() },
      ['a'],
    ],
    [
      'a choice, where one is the one and another may be',
      { search: [person('a', 'bob@x.co'), person('b', null)] },
      ['a', 'b'],
    ],
    [
      'the one, where the other turns out to be somebody else',
      { search: [person('a', 'bob@x.co'), person('b', null)], emails: told(['b', 'bob@x.com']) },
      'a',
    ],
    [
      'either, where the other turns out to have the address too',
      { search: [person('a', 'bob@x.co'), person('b', null)], emails: told(['b', 'bob@x.co']) },
      ['a', 'b'],
    ],
  ])('%s', async (_, site, expected) => {
    expect(await idsFound(siteWith(site))).toEqual(expected);
  });

  test('asked for as the app, for those who hide it only', async () => {
    const jira = siteWith({ search: [person('a', 'bob@x.com'), person('b', null), person('c', null)] });
    await find(jira);
    const [call] = jira.callsOf(EMAILS);
    expect([call?.as, call?.query.getAll('accountId')]).toEqual(['app', ['b', 'c']]);
  });
});

test('candidates say what kind of account they are, and whether their address is hidden', async () => {
  const found = await find(
    siteWith({
      search: [
        person('qm:a', 'bob@x.co', { displayName: 'Bob' }),
        person('b', null, { accountType: 'atlassian' }),
      ],
    }),
  );
  expect(found).toEqual({
    kind: 'several',
    candidates: [
      { accountId: 'qm:a', displayName: 'Bob', accountType: 'customer', hidden: false },
      { accountId: 'b', displayName: 'b', accountType: 'atlassian', hidden: true },
    ],
  });
});

test('the list of the desk is not asked where the search found somebody', async () => {
  const jira = siteWith({ search: [person('a', 'bob@x.co')] });
  await find(jira);
  expect(jira.asked()).toEqual([SEARCH]);
});

test('an account on the list of the desk is of an unknown kind', async () => {
  expect(await find(siteWith({ listed: [person('a', 'bob@x.co')] }))).toMatchObject({
    account: { accountType: 'unknown' },
  });
});

describe('where the policy has rules for domains', () => {
  const HIDDEN = person('hidden', null);

  test('an account whose address nobody can compare is not offered', async () => {
    const jira = siteWith({ search: [HIDDEN] });
    expect(await find(jira, 'bob@x.co', false)).toEqual({ kind: 'hidden' });
  });

  test('one that has exactly the address is taken all the same', async () => {
    const exact = person('exact', 'bob@x.co');
    const jira = siteWith({ search: [HIDDEN, exact] });
    expect(await find(jira, 'bob@x.co', false)).toMatchObject({
      kind: 'one',
      account: { accountId: 'exact' },
    });
  });
});
