import { readManifest } from '../../local/forge/manifest';
import { PersonalData } from '../../local/forge/personal-data';

const manifest = readManifest('manifest.yml');
const account = (accountId: string) => ({ accountId, updatedAt: '2027-01-01T00:00:00Z' });

test('accounts that were closed or changed are told, and nobody else', async () => {
  const personalData = new PersonalData(manifest);
  personalData.mark('closed', 'closed');
  personalData.mark('changed', 'updated');
  const answer = personalData.answer({ accounts: ['closed', 'other', 'changed'].map(account) });
  expect(await answer.json()).toEqual({
    accounts: [
      { accountId: 'closed', status: 'closed' },
      { accountId: 'changed', status: 'updated' },
    ],
  });
});

test('where there is nothing to tell, the answer is empty', () => {
  expect(new PersonalData(manifest).answer({ accounts: [account('other')] }).status).toBe(204);
});

test('every report is kept, so that a test can read it', () => {
  const personalData = new PersonalData(manifest);
  personalData.answer({ accounts: [account('one')] });
  expect(personalData.reports).toEqual([{ accounts: [account('one')] }]);
});

test.each([
  ['more than 90 accounts', { accounts: Array.from({ length: 91 }, (_, index) => account(String(index))) }],
  ['an account without a time', { accounts: [{ accountId: 'one' }] }],
  ['nothing', {}],
])('a report of %s is refused', (_, body) => {
  expect(new PersonalData(manifest).answer(body).status).toBe(400);
});

test('without the scope, nothing can be reported', () => {
  const permissions = { ...manifest.permissions, scopes: ['storage:app'] };
  expect(new PersonalData({ ...manifest, permissions }).answer({ accounts: [] }).status).toBe(403);
});
