import { forgeStore } from '../../stores';
import { quotaPlaces } from '../../invite/store/quotas';
import { wrongKeyItem } from './script-store';
import { KEY, keyId, storedKey } from '../../../../test/fakes/keys';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';
import { policy } from '../../../../test/fakes/policy';

const MINUTE_MS = 60_000;

let site: KvsSite;
beforeEach(async () => {
  site = kvsSite();
  await forgeStore.settings.replacePolicy(policy({}, 1));
  await forgeStore.settings.saveAuthority({ kind: 'app' });
  await forgeStore.apiKeys.replace(storedKey());
  site.operations.length = 0;
});
afterEach(() => site.restore());

function start(id = KEY) {
  return forgeStore.script.start(id, undefined, site.clock.now());
}

test('what anybody makes the door read is little, and never the policy', async () => {
  expect(await start()).toMatchObject({ key: { version: 1, key: storedKey() }, wrongKeys: 0 });
  expect(site.operations).toEqual(['/api/v1/batch/get']);
  expect([...(await start()).values.keys()]).toEqual([`api-key:${KEY}`]);
});

test('what a request is judged by is read in one operation', async () => {
  expect(await forgeStore.script.terms(KEY)).toMatchObject({
    settings: { policy: policy({}, 1), authority: { kind: 'app' } },
    key: { version: 1, key: storedKey() },
  });
  expect(site.operations).toEqual(['/api/v1/batch/get']);
});

test('a key that there is not is none', async () => {
  expect((await start(keyId('nosuchkey000'))).key).toBeUndefined();
});

test('the key’s count of today is there for whoever counts on', async () => {
  const quota = { of: 'key', keyId: KEY, max: 5 } as const;
  await forgeStore.quotas.take([quota], 2, site.clock);
  const [place] = quotaPlaces([quota], site.clock.now());
  expect((await start()).values.get(place?.key ?? '')).toMatchObject({ version: 1, value: { count: 2 } });
});

test('wrong keys are counted within their minute', async () => {
  for (let count = 0; count < 3; count += 1) {
    await forgeStore.write([wrongKeyItem((await start()).wrongKeys, site.clock.now())]);
  }
  expect((await start()).wrongKeys).toBe(3);
  site.clock.advance(MINUTE_MS);
  expect((await start()).wrongKeys).toBe(0);
});

test('where storage fails, that is told', async () => {
  site.breakDown('/api/v1/batch/get');
  await expect(start()).rejects.toThrow();
});

test.each([
  ['the policy', 'policy:site', () => forgeStore.script.terms(KEY)],
  ['the key', `api-key:${KEY}`, start],
])('%s that is stored otherwise than it should be is told, not taken for none', async (_, key, read) => {
  site.kvs.store.set(
    'entity:record',
    key,
    { kind: 'policy', sort: 'x', version: 1, value: { broken: true } },
    undefined,
  );
  await expect(read()).rejects.toThrow();
});
