import { accountId } from '../../../test/fakes/ids';
import { fakeJira, refusal } from '../../../test/fakes/jira';
import { CREATED, FOUND, makeAccount, NOBODY, TAKEN } from '../../../test/fakes/make-account';
import { CREATE, SEARCH } from '../../../test/fakes/service-desk';
import type { FakeJira, Script } from '../../../test/fakes/jira';

describe('two accounts for one address', () => {
  const both = ['qm:a', 'b'].map((id) => ({
    accountId: id,
    accountType: 'customer',
    emailAddress: 'ada@acme.example',
  }));
  const site = (): FakeJira => fakeJira({ [CREATE]: TAKEN, [SEARCH]: { status: 200, body: both } });

  test('go back to the agent as a choice', async () => {
    expect(await makeAccount(site())).toMatchObject({
      kind: 'stopped',
      step: { state: 'attention', reason: { code: 'account-choice' } },
      candidates: [{ accountId: 'qm:a' }, { accountId: 'b' }],
      findable: 'never',
    });
  });

  test('are told apart by the choice', async () => {
    const jira = site();
    expect(await makeAccount(jira, { chosen: accountId('b') })).toMatchObject({
      account: { accountId: 'b' },
      steps: [{ change: 'already' }],
    });
    expect(jira.asked()).toEqual([CREATE, SEARCH]);
  });

  test('do not let in a third that the agent names', async () => {
    expect(await makeAccount(site(), { chosen: accountId('eve') })).toMatchObject({
      kind: 'stopped',
      step: { state: 'failed', reason: { code: 'account-not-offered' } },
    });
  });
});

test.each<[string, Script, string]>([
  ['the one account of the address', { [SEARCH]: FOUND }, 'account-not-offered'],
  ['nobody', NOBODY, 'account-not-offered'],
  ['a refusal', { [SEARCH]: refusal(403) }, 'rejected-by-jira'],
])('a choice counts for nothing where Jira offers %s', async (_, script, code) => {
  const result = await makeAccount(fakeJira({ [CREATE]: refusal(409), ...script }), {
    chosen: accountId('eve'),
  });
  expect(result).toMatchObject({ kind: 'stopped', step: { state: 'failed', reason: { code } } });
});

test('a choice for an address that nobody has makes a new account, and never takes the chosen one', async () => {
  const jira = fakeJira({ [CREATE]: CREATED, ...{ [SEARCH]: FOUND } });
  const result = await makeAccount(jira, { chosen: accountId('qm:old') });
  expect(result).toMatchObject({ kind: 'account', isNew: true });
  expect(jira.asked()).toEqual([CREATE]);
});
