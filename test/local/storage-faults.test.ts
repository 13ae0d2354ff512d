import { kvs } from '@forge/kvs';
import { SiteClock } from '../../local/clock';
import type { Kvs } from '../../local/forge/kvs';
import type { StorageFaults } from '../../local/forge/storage-faults';
import { refusal, useStorage } from './storage';

type Faults = Parameters<StorageFaults['set']>[0];

let storage: Kvs;
beforeEach(() => {
  storage = useStorage(new SiteClock());
});

const visits = kvs.entity<{ project: string }>('visit');

/** One request of each kind. */
const REQUESTS = {
  get: () => kvs.get('key'),
  set: () => kvs.set('key', 1),
  delete: () => kvs.delete('key'),
  query: () => kvs.query().getMany(),
  'batch-get': () => kvs.batchGet([{ key: 'key' }]),
  'batch-set': () => kvs.batchSet([{ key: 'key', value: 1 }]),
  'batch-delete': () => kvs.batchDelete([{ key: 'key' }]),
  transaction: () => kvs.transact().set('key', 1).execute(),
} as const;
const KINDS = Object.keys(REQUESTS) as (keyof typeof REQUESTS)[];

/** The kinds of requests that are refused. */
async function refused(): Promise<string[]> {
  const codes = await Promise.all(KINDS.map((kind) => refusal(REQUESTS[kind]())));
  return KINDS.filter((_, index) => codes[index] !== 'not refused');
}

describe('a fault of storage', () => {
  it.each(KINDS)('can strike %s alone', async (kind) => {
    storage.faults.set([{ operations: [kind] }]);
    expect(await refused()).toEqual([kind]);
  });

  it('strikes everything where nothing is named', async () => {
    storage.faults.set([{}]);
    expect(await refused()).toEqual(KINDS);
  });

  it.each([
    ['an entity', () => visits.set('key', { project: 'SUP' })],
    ['a secret', () => kvs.setSecret('key', 'x')],
  ])('strikes %s as it does plain values', async (_what, set) => {
    storage.faults.set([{ operations: ['set'] }]);
    expect(await refusal(set())).toBe('INTERNAL_ERROR');
  });

  it('strikes as often as it says, then gives way to the next one', async () => {
    storage.faults.set([
      { operations: ['set'], times: 2 },
      { operations: ['set'], times: 1, status: 429, code: 'RATE_LIMIT_EXCEEDED' },
    ]);
    const codes: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) codes.push(await refusal(kvs.set('key', 1)));
    expect(codes).toEqual(['INTERNAL_ERROR', 'INTERNAL_ERROR', 'RATE_LIMIT_EXCEEDED', 'not refused']);
  });

  it('keeps the work from being done', async () => {
    storage.faults.set([{ times: 1 }]);
    await refusal(kvs.set('key', 1));
    expect(await kvs.get('key')).toBeUndefined();
  });

  it('after the work loses only the answer', async () => {
    storage.faults.set([{ times: 1, afterWork: true }]);
    expect(await refusal(kvs.set('key', 1))).toBe('INTERNAL_ERROR');
    expect(await kvs.get('key')).toBe(1);
  });

  it('is over once others are set', async () => {
    storage.faults.set([{}]);
    storage.faults.set([]);
    expect(await refused()).toEqual([]);
  });

  it.each([{ operations: ['write'] }, { operations: [] }, { status: 200 }, { times: 0 }, { when: 'always' }])(
    'cannot be %j',
    (fault) => {
      expect(() => storage.faults.set([fault] as Faults)).toThrow();
    },
  );
});
