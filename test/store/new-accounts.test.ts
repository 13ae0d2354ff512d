import { newAccountItem, newAccountStore } from '../../src/store/new-accounts';
import { writeAll } from '../../src/store/batch';
import { START } from '../fakes/clock';
import { fakeForgeStorage } from '../fakes/forge-storage';
import type { FakeStorage } from '../fakes/forge-storage';
import { accountId } from '../fakes/ids';

const HOUR_MS = 3_600_000;

let storage: FakeStorage;
beforeEach(async () => {
  storage = fakeForgeStorage();
  await writeAll([newAccountItem('Ada@acme.example', accountId('qm:ada'), START)]);
});
afterEach(() => storage.restore());

test('an account is found by its address in any case, under the address as it was asked', async () => {
  const found = await newAccountStore.find(['ADA@acme.example', 'bob@acme.example'], START);
  expect([...found]).toEqual([['ADA@acme.example', 'qm:ada']]);
});

test.each([
  ['within the hour', HOUR_MS - 1, 1],
  ['after it, though Forge still has it', HOUR_MS, 0],
])('whether an account is remembered %s', async (_, later, count) => {
  expect((await newAccountStore.find(['ada@acme.example'], START + later)).size).toBe(count);
});

test('no address is kept, and Forge is told to forget the rest after an hour', () => {
  const { key, value, ttl } = newAccountItem('Ada@acme.example', accountId('qm:1'), START);
  expect(key).toMatch(/^new-account:[0-9a-f]{64}$/);
  expect(value).toEqual({ accountId: 'qm:1', until: START + HOUR_MS });
  expect(ttl).toEqual({ unit: 'HOURS', value: 1 });
});
