import { account } from '../../../test/fakes/invitations';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import { CREATED, FOUND, makeAccount, NOBODY, TAKEN } from '../../../test/fakes/make-account';
import { CREATE, INVITE, SEARCH } from '../../../test/fakes/service-desk';
import type { Reply, Script } from '../../../test/fakes/jira';

describe('without an e-mail', () => {
  test('a new account is made with one call', async () => {
    const jira = fakeJira({ [CREATE]: CREATED });
    expect(await makeAccount(jira)).toEqual({
      kind: 'account',
      account: account('qm:new'),
      steps: [{ step: 'account', state: 'done', change: 'made' }],
      isNew: true,
      onDesk: false,
    });
    expect(jira.asked()).toEqual([CREATE]);
  });

  test('an account that exists is found after the conflict, and not before', async () => {
    const jira = fakeJira({ [CREATE]: TAKEN, [SEARCH]: FOUND });
    expect(await makeAccount(jira)).toMatchObject({
      account: { accountId: 'qm:old' },
      steps: [{ step: 'account', state: 'done', change: 'already' }],
      isNew: false,
    });
    expect(jira.asked()).toEqual([CREATE, SEARCH]);
  });

  test('an account that this app made within the hour is remembered, not searched for', async () => {
    const jira = fakeJira({ [CREATE]: TAKEN });
    expect(await makeAccount(jira, {}, { recalled: 'qm:mine' })).toMatchObject({
      account: { accountId: 'qm:mine' },
      steps: [{ change: 'already' }],
    });
    expect(jira.asked()).toEqual([CREATE]);
  });

  test('after silence nobody can say who made the account', async () => {
    const jira = fakeJira({ [CREATE]: TAKEN, [SEARCH]: FOUND });
    expect(await makeAccount(jira, {}, { silent: true })).toMatchObject({ steps: [{ change: 'confirmed' }] });
  });

  test('an account that Jira does not find is worth another try later', async () => {
    expect(await makeAccount(fakeJira({ [CREATE]: TAKEN, ...NOBODY }))).toMatchObject({
      kind: 'stopped',
      step: { state: 'attention', reason: { code: 'account-not-findable' } },
      findable: 'later',
    });
  });

  test('a search that is refused says nothing about the power to create', async () => {
    expect(await makeAccount(fakeJira({ [CREATE]: TAKEN, [SEARCH]: refusal(403) }))).toMatchObject({
      step: { state: 'failed', reason: { code: 'rejected-by-jira' } },
      findable: 'never',
    });
  });
});

describe('with an e-mail', () => {
  test('one call makes the account, puts it on the desk and sends the e-mail', async () => {
    const jira = fakeJira({ [INVITE]: CREATED });
    expect(await makeAccount(jira, { notify: true })).toMatchObject({
      steps: [
        { step: 'account', state: 'done', change: 'made' },
        { step: 'email', state: 'done', change: 'made' },
      ],
      isNew: true,
      onDesk: true,
    });
    expect(jira.asked()).toEqual([INVITE]);
  });

  test.each([404, 405, 412, 403])(
    'where Jira answers %i to that, the account is made without one',
    async (status) => {
      const jira = fakeJira({ [INVITE]: refusal(status), [CREATE]: CREATED });
      expect(await makeAccount(jira, { notify: true })).toMatchObject({
        steps: [
          { step: 'account', state: 'done', change: 'made' },
          { step: 'email', state: 'attention', reason: { code: 'email-not-available' } },
        ],
        onDesk: false,
      });
      expect(jira.asked()).toEqual([INVITE, CREATE]);
    },
  );

  test.each([400, 401, 429, 500])('where Jira answers %i to that, nothing else is tried', async (status) => {
    const jira = fakeJira({ [INVITE]: refusal(status) });
    expect(await makeAccount(jira, { notify: true })).toMatchObject({
      kind: 'stopped',
      step: { state: 'failed' },
    });
    expect(jira.asked()).toEqual([INVITE]);
  });

  test.each<[string, Script]>([
    ['at once', { [INVITE]: TAKEN, [SEARCH]: FOUND }],
    ['after a fallback', { [INVITE]: refusal(404), [CREATE]: TAKEN, [SEARCH]: FOUND }],
  ])('a person who exists gets none, and that is told: %s', async (_, script) => {
    expect(await makeAccount(fakeJira(script), { notify: true })).toMatchObject({
      isNew: false,
      onDesk: false,
      steps: [
        { step: 'account' },
        { step: 'email', state: 'skipped', reason: { code: 'email-not-for-existing' } },
      ],
    });
  });

  test('after silence nobody can say whether it went out', async () => {
    const jira = fakeJira({ [INVITE]: TAKEN, [SEARCH]: FOUND });
    expect(await makeAccount(jira, { notify: true }, { silent: true })).toMatchObject({
      steps: [
        { step: 'account', change: 'confirmed' },
        { step: 'email', state: 'attention', reason: { code: 'email-unknown' } },
      ],
    });
  });
});

test.each<[number, string]>([
  [403, 'app-lacks-admin'],
  [401, 'app-lacks-admin'],
  [400, 'rejected-by-jira'],
  [404, 'rejected-by-jira'],
  [429, 'jira-busy'],
  [500, 'jira-unavailable'],
])('the status %i of a create means %s', async (status, code) => {
  const result = await makeAccount(fakeJira({ [CREATE]: refusal(status, 'No.') }));
  expect(result).toMatchObject({
    kind: 'stopped',
    step: { step: 'account', state: 'failed', reason: { code } },
  });
});

test.each([
  ['taken, and not found yet', { ...NOBODY, [CREATE]: TAKEN }],
  ['not answered either', { [CREATE]: refusal(503) }],
])('an account that a lost create may have made is never forgotten: %s', async (_, script) => {
  expect(await makeAccount(fakeJira(script), {}, { silent: true })).toMatchObject({
    kind: 'stopped',
    maybeMade: true,
  });
});

test('nor is one claimed where Jira answered that it is taken', async () => {
  const result = await makeAccount(fakeJira({ ...NOBODY, [CREATE]: TAKEN }));
  expect(result).not.toHaveProperty('maybeMade');
});

describe('with an e-mail and an end', () => {
  const ENDING = { notify: true, endsAt: '2027-06-30T00:00:00.000Z' } as const;

  test('whoever exists is never invited: an invitation whose answer is lost would hide that', async () => {
    const jira = fakeJira({ [SEARCH]: FOUND });
    expect(await makeAccount(jira, ENDING)).toMatchObject({ isNew: false, account: account('qm:old') });
    expect(jira.callsOf(INVITE)).toEqual([]);
  });

  test('whom an invitation without an answer may have made is put on the desk, covered by the end, and never told as made', async () => {
    let asked = 0;
    const search = (): Reply => ((asked += 1) > 1 ? FOUND : { status: 200, body: [] });
    const jira = fakeJira({ ...NOBODY, [SEARCH]: search, [INVITE]: TAKEN });
    expect(await makeAccount(jira, ENDING, { silent: true })).toMatchObject({
      isNew: true,
      onDesk: false,
      account: account('qm:old'),
      steps: [{ change: 'confirmed' }, { step: 'email', reason: { code: 'email-unknown' } }],
    });
  });

  test('where somebody else made the account meanwhile, it is no work of this invitation', async () => {
    let asked = 0;
    const search = (): Reply => ((asked += 1) > 1 ? FOUND : { status: 200, body: [] });
    const jira = fakeJira({ ...NOBODY, [SEARCH]: search, [INVITE]: TAKEN });
    expect(await makeAccount(jira, ENDING)).toMatchObject({
      isNew: false,
      steps: [{ change: 'already' }, {}],
    });
  });
});
