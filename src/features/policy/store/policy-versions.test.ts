import { person } from '../../../domain/actor';
import type { Policy } from '../../../domain/policy/policy';
import { POLICY_BYTES_MAX } from '../save';
import { eraseFromVersions, readVersions, versionItem } from './policy-versions';
import { fakeForgeStorage } from '../../../../test/fakes/forge-storage';
import type { FakeStorage } from '../../../../test/fakes/forge-storage';
import { accountId } from '../../../../test/fakes/ids';
import { policy } from '../../../../test/fakes/policy';

/** Forge storage, in one value. */
const VALUE_BYTES_MAX = 240 * 1024;
const ADMIN = accountId('a'.repeat(128));

let storage: FakeStorage;
beforeEach(() => void (storage = fakeForgeStorage()));
afterEach(() => storage.restore());

const put = (version: number): void => {
  const { key, value } = versionItem({ policy: policy({}, version), at: 0, actor: person(ADMIN) });
  storage.values.set(key, value);
};

test('a version of the largest policy there can be fits into one value', () => {
  const room = POLICY_BYTES_MAX - JSON.stringify(policy()).length;
  const longest = policy({ deniedDomains: ['d'.repeat(room)] });
  const { value } = versionItem({ policy: longest, at: 0, actor: person(ADMIN) });
  expect(Buffer.byteLength(JSON.stringify(longest))).toBeGreaterThanOrEqual(POLICY_BYTES_MAX);
  expect(Buffer.byteLength(JSON.stringify(value))).toBeLessThan(VALUE_BYTES_MAX);
});

test('a version keeps nothing that only the app has a use for', () => {
  const site: Policy = { ...policy(), keysGeneration: 2, off: [] };
  expect(JSON.stringify(versionItem({ policy: site }).value)).not.toMatch(/keysGeneration|"off"/);
});

test('a version takes the place of the one that is twenty older, and is not taken for it', async () => {
  put(3);
  put(23);
  expect([...(await readVersions([23])).keys()]).toEqual([23]);
  expect([...(await readVersions([3])).keys()]).toEqual([]);
});

test('one that cannot be read keeps no other from the list', async () => {
  put(3);
  put(4);
  storage.values.set(versionItem({ policy: policy({}, 4) }).key, { kind: 'policy-version', broken: true });
  expect([...(await readVersions([4, 3])).keys()]).toEqual([3]);
});

test('where nobody of that account saved one, nothing is written', async () => {
  put(3);
  await eraseFromVersions(accountId('another'));
  const paths = storage.calls.map(({ path }) => path);
  expect(new Set(paths)).toEqual(new Set(['/api/v1/batch/get']));
});
