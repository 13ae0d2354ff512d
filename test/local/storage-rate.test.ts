import { kvs } from '@forge/kvs';
import type { SiteClock } from '../../local/clock';
import type { Kvs } from '../../local/forge/kvs';
import { StoppedClock } from './stopped-clock';
import { refusal, useStorage } from './storage';

const MINUTE_MS = 60_000;
/** What one value may carry, nearly: 24 units of 10 KB. */
const LARGE = 'x'.repeat(235_000);

let storage: Kvs;
let clock: SiteClock;
beforeEach(() => {
  clock = new StoppedClock();
  storage = useStorage(clock);
  storage.rate.enforced = true;
});

it('a small request counts once, a large one for each 10 KB', async () => {
  await kvs.set('small', 1);
  expect(storage.rate.units('write')).toBe(1);
  await kvs.set('large', LARGE);
  expect(storage.rate.units('write')).toBe(1 + 24);
  await kvs.get('large');
  expect(storage.rate.units('read')).toBe(24);
});

it('a batch counts by its sum', async () => {
  await kvs.batchSet([
    { key: 'one', value: 'x'.repeat(4000) },
    { key: 'two', value: 'x'.repeat(4000) },
  ]);
  expect(storage.rate.units('write')).toBe(1);
});

it('what is more than 4,000 units a minute is refused, until the next one', async () => {
  for (let count = 0; count < 166; count += 1) await kvs.set('large', LARGE);
  expect(await refusal(kvs.set('large', LARGE))).toBe('RATE_LIMIT_EXCEEDED');
  expect(await refusal(kvs.set('small', 1))).toBe('not refused');
  expect(await kvs.get('small')).toBe(1);
  clock.advance(MINUTE_MS);
  expect(await refusal(kvs.set('large', LARGE))).toBe('not refused');
});

it('what is more than 1,000 requests a second is refused', async () => {
  for (let count = 0; count < 1000; count += 1) await kvs.get('missing');
  expect(await refusal(kvs.set('key', 1))).toBe('RATE_LIMIT_EXCEEDED');
});

it('where nobody enforces it, it is counted all the same', async () => {
  storage.rate.enforced = false;
  for (let count = 0; count < 170; count += 1) await kvs.set('large', LARGE);
  expect(storage.rate.units('write')).toBe(170 * 24);
});
