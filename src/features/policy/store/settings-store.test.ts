import { settingsStore } from './settings-store';
import { fakeForgeStorage } from '../../../../test/fakes/forge-storage';
import type { FakeStorage } from '../../../../test/fakes/forge-storage';
import { accountId } from '../../../../test/fakes/ids';
import { policy } from '../../../../test/fakes/policy';

let storage: FakeStorage;
beforeEach(() => void (storage = fakeForgeStorage()));
afterEach(() => storage.restore());

/** As a record keeps it. */
const record = (value: unknown) => ({ kind: 'policy', sort: 'site', version: 3, value });

test('nothing was set where nothing is stored', async () => {
  expect(await settingsStore.read()).toEqual({
    policy: undefined,
    authority: undefined,
    selfTest: undefined,
    keysSeen: {},
  });
});

test('what was saved is read back, in one operation', async () => {
  const authority = {
    kind: 'delegate',
    accountId: accountId('admin'),
    since: '2027-01-01T00:00:00Z',
  } as const;
  const selfTest = { at: '2027-01-01T00:00:00Z', result: 'ready', checks: [] } as const;
  storage.values.set('policy:site', record(policy()));
  await settingsStore.saveAuthority(authority);
  await settingsStore.saveSelfTest({ ...selfTest, checks: [] });
  const before = storage.calls.length;
  expect(await settingsStore.read()).toEqual({ policy: policy(), authority, selfTest, keysSeen: {} });
  expect(storage.calls.length - before).toBe(1);
});

test.each<[string, string, unknown]>([
  ['a policy of another shape', 'policy:site', record({ ...policy(), rules: {} })],
  ['a policy with a key that is not known', 'policy:site', record({ ...policy(), enabled: true })],
  ['a policy that is null', 'policy:site', record(null)],
  ['a record that is none', 'policy:site', null],
  ['an authority of another kind', 'authority', { kind: 'everybody' }],
  ['a delegate without an account', 'authority', { kind: 'delegate', since: '' }],
])('%s is refused, not guessed at', async (_, key, value) => {
  storage.values.set(key, value);
  await expect(settingsStore.read()).rejects.toMatchObject({ name: 'StorageError' });
});

test.each(['policy:site', 'authority', 'self-test'])('%s that cannot be read is refused', async (key) => {
  storage.refused.set(key, 'INTERNAL');
  await expect(settingsStore.read()).rejects.toMatchObject({ name: 'StorageError' });
});
