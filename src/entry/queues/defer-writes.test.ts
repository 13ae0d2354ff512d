import { deferWrites } from './defer-writes';
import type { Item } from '../../platform/kvs/kvs';
import { fakeForgeFetch } from '../../../test/fakes/forge-fetch';

const EVENT_BYTES_MAX = 200_000;

let platform: ReturnType<typeof fakeForgeFetch>;
beforeEach(() => {
  platform = fakeForgeFetch(() => Response.json({}, { status: 201 }));
});
afterEach(() => platform.restore());

const item = (key: number, bytes: number): Item => ({
  key: String(key),
  entityName: 'audit',
  value: 'x'.repeat(bytes),
  ttl: { unit: 'DAYS', value: 1 },
});

/** The items that each event carries. */
async function eventsFor(items: readonly Item[]): Promise<string[][]> {
  await deferWrites(items);
  return platform.calls.map(({ body }) => keysIn(body));
}

function keysIn(body: unknown): string[] {
  return [...JSON.stringify(body).matchAll(/"key":"(\d+)"/g)].map(([, key]) => key ?? '');
}

test('entries of ordinary size go together', async () => {
  expect(await eventsFor([1, 2, 3].map((key) => item(key, 1_000)))).toEqual([['1', '2', '3']]);
});

test('large ones are spread over as many events as that takes, in their order, none twice', async () => {
  const items = [1, 2, 3, 4].map((key) => item(key, 90_000));
  expect(await eventsFor(items)).toEqual([['1'], ['2'], ['3'], ['4']]);
});

test('no event is larger than Forge takes', async () => {
  await deferWrites(Array.from({ length: 60 }, (_, key) => item(key, 14_000)));
  const sizes = platform.calls.map(({ body }) => Buffer.byteLength(JSON.stringify(body)));
  expect(Math.max(...sizes)).toBeLessThan(EVENT_BYTES_MAX);
  expect(platform.calls.flatMap(({ body }) => keysIn(body))).toHaveLength(60);
});
