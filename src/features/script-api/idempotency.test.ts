import type { ScriptAnswer } from '../../contract/script-api';
import { runOnce } from './idempotency';
import { onceStore } from './store/idempotency';
import { forgeStore } from '../stores';
import { KEY, keyId } from '../../../test/fakes/keys';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ADA = { keyId: KEY, name: 'import-7', request: '{"email":"ada@acme.example"}' };

let site: KvsSite;
let runs: number;
beforeEach(() => {
  site = kvsSite();
  runs = 0;
});
afterEach(() => site.restore());

/** Does something under a name, and writes down that it did. */
function perform({
  name = ADA,
  answer = 'created',
  takes = 0,
}: { name?: typeof ADA | undefined; answer?: ScriptAnswer; takes?: number } = {}): Promise<ScriptAnswer> {
  return runOnce(name, { store: forgeStore, clock: site.clock }, async (finished) => {
    runs += 1;
    if (takes > 0) await site.clock.sleep(takes);
    const items = finished(answer);
    if (items.length > 0) await forgeStore.write(items);
    return answer;
  });
}

/** Begins something under a name and never ends it. */
async function die(): Promise<void> {
  await onceStore.claim(ADA, site.clock.now());
}

test('without a name, everything is done each time', async () => {
  const run = (): Promise<ScriptAnswer> => {
    runs += 1;
    return Promise.resolve('created');
  };
  for (let times = 0; times < 2; times += 1)
    await runOnce(undefined, { store: forgeStore, clock: site.clock }, run);
  expect([runs, site.operations]).toEqual([2, []]);
});

test('what was done once is answered again without being done', async () => {
  expect([await perform(), await perform(), await perform({ answer: 'exists' })]).toEqual([
    'created',
    'created',
    'created',
  ]);
  expect(runs).toBe(1);
});

test.each<ScriptAnswer>(['exists', 'attention', 'forbidden', 'unprocessable'])(
  '%s is remembered',
  async (answer) => {
    await perform({ answer });
    expect(await perform({ answer: 'created' })).toBe(answer);
  },
);

test('a new name costs one look at storage', async () => {
  await onceStore.claim(ADA, site.clock.now());
  expect(site.operations).toHaveLength(1);
});

test('two at once: one does it, and both get its answer', async () => {
  expect(await Promise.all([perform({ takes: 3000 }), perform({ takes: 3000 })])).toEqual([
    'created',
    'created',
  ]);
  expect(runs).toBe(1);
});

test('ten at once: one does it, and all get its answer', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => perform({ takes: 1000 })));
  expect([runs, new Set(all)]).toEqual([1, new Set(['created'])]);
});

test('another request under the same name is told so, and not done', async () => {
  await perform();
  expect(await perform({ name: { ...ADA, request: '{"email":"eve@acme.example"}' } })).toBe('unprocessable');
  expect(runs).toBe(1);
});

test('another request under the same name is told so while the first is under way, too', async () => {
  const first = perform({ takes: 3000 });
  await new Promise(setImmediate);
  expect(await perform({ name: { ...ADA, request: '{}' } })).toBe('unprocessable');
  expect(await first).toBe('created');
});

test('the same name with another key is another', async () => {
  await perform();
  await perform({ name: { ...ADA, keyId: keyId('anotherkey00') } });
  expect(runs).toBe(2);
});

test.each<ScriptAnswer>(['failed', 'throttled'])('what %s may be tried again at once', async (answer) => {
  await perform({ answer });
  expect(await perform()).toBe('created');
  expect(await perform()).toBe('created');
  expect(runs).toBe(2);
});

test('what failed may be tried again with another request', async () => {
  await perform({ answer: 'failed' });
  expect(await perform({ name: { ...ADA, request: '{}' } })).toBe('created');
});

test('whoever waits for one that fails does it themselves', async () => {
  const first = perform({ answer: 'failed', takes: 2000 });
  await new Promise(setImmediate);
  expect(await perform()).toBe('created');
  expect(await first).toBe('failed');
});

test('one that died is taken over after a minute, not before', async () => {
  await die();
  site.clock.advance(MINUTE_MS);
  expect(await onceStore.claim(ADA, site.clock.now())).toEqual({ kind: 'under-way' });
  site.clock.advance(1);
  expect(await perform()).toBe('created');
});

test('one that died is taken over by one only', async () => {
  await die();
  site.clock.advance(MINUTE_MS + 1);
  await Promise.all([perform({ takes: 1000 }), perform({ takes: 1000 }), perform({ takes: 1000 })]);
  expect(runs).toBe(1);
});

test('whoever waits too long for one that died is told to try again later', async () => {
  await die();
  expect(await perform()).toBe('throttled');
  expect(runs).toBe(0);
});

test('a clock that is ahead of ours takes nothing over', async () => {
  await onceStore.claim(ADA, site.clock.now() + HOUR_MS);
  expect(await onceStore.claim(ADA, site.clock.now())).toEqual({ kind: 'under-way' });
});

test('an answer is kept for 24 hours, and over then though storage still returns it', async () => {
  await perform();
  site.clock.advance(24 * HOUR_MS - 1);
  await perform();
  expect(runs).toBe(1);
  site.clock.advance(1);
  expect(site.text()).toContain('created');
  expect(await perform({ answer: 'exists' })).toBe('exists');
  expect(runs).toBe(2);
});

test('neither the name nor what was asked is stored as it is', async () => {
  await perform();
  expect(site.text()).not.toMatch(/import-7|ada|acme/);
});

test('what storage holds and nobody knows is not taken for an answer', async () => {
  await perform();
  const { kvs } = site;
  kvs.store.restore(JSON.parse(site.text().replaceAll('"created"', '"constructor"')));
  expect(await perform()).toBe('failed');
});

test('where storage fails, nothing is done', async () => {
  site.breakDown('/api/v1/entity/set');
  await expect(perform()).rejects.toThrow();
  expect(runs).toBe(0);
});
