import { listRecords, recordIn, recordPlace, replaceRecords } from './versioned-records';
import type { RecordRef, Versioned } from './versioned-records';
import { readAll } from './kvs';
import type { Item } from './kvs';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';

const ONE: RecordRef = { kind: 'day', id: 'one' };
const TWO: RecordRef = { kind: 'day', id: 'two' };

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

async function stored(ref: RecordRef): Promise<Versioned | undefined> {
  return recordIn(await readAll([recordPlace(ref)]), ref);
}

function replace(ref: RecordRef, seen: number | undefined, value: unknown): Promise<boolean> {
  return replaceRecords([{ ...ref, seen, value }]);
}

describe('one record', () => {
  test('is made where there is none', async () => {
    expect(await replace(ONE, undefined, { count: 1 })).toBe(true);
    expect(await stored(ONE)).toEqual({ version: 1, value: { count: 1 } });
  });

  test('is not made where there is one', async () => {
    await replace(ONE, undefined, { count: 1 });
    expect(await replace(ONE, undefined, { count: 2 })).toBe(false);
    expect((await stored(ONE))?.value).toEqual({ count: 1 });
  });

  test('is replaced by whoever saw its last version', async () => {
    await replace(ONE, undefined, { count: 1 });
    expect(await replace(ONE, 1, { count: 2 })).toBe(true);
    expect(await stored(ONE)).toEqual({ version: 2, value: { count: 2 } });
  });

  test.each([
    ['an older version', 1],
    ['a version that there is not yet', 7],
  ])('is not replaced by whoever saw %s', async (_, seen) => {
    await replace(ONE, undefined, { count: 1 });
    await replace(ONE, 1, { count: 2 });
    expect(await replace(ONE, seen, { count: 3 })).toBe(false);
    expect(await stored(ONE)).toEqual({ version: 2, value: { count: 2 } });
  });

  test('that is gone is not replaced', async () => {
    expect(await replace(ONE, 1, { count: 2 })).toBe(false);
    expect(await stored(ONE)).toBeUndefined();
  });

  test('is replaced by one of many at once', async () => {
    await replace(ONE, undefined, { count: 1 });
    const all = await Promise.all(Array.from({ length: 20 }, (_, by) => replace(ONE, 1, { by })));
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await stored(ONE)).toEqual({ version: 2, value: { by: all.indexOf(true) } });
  });

  test('is made by one of many at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, by) => replace(ONE, undefined, { by })));
    expect(all.filter(Boolean)).toHaveLength(1);
  });
});

describe('several records', () => {
  const both = (one: number | undefined, two: number | undefined): Promise<boolean> =>
    replaceRecords([
      { ...ONE, seen: one, value: 'one' },
      { ...TWO, seen: two, value: 'two' },
    ]);

  test('are made together', async () => {
    expect(await both(undefined, undefined)).toBe(true);
    expect([(await stored(ONE))?.value, (await stored(TWO))?.value]).toEqual(['one', 'two']);
  });

  test('are replaced together, one new and one old', async () => {
    await replace(ONE, undefined, 'before');
    expect(await both(1, undefined)).toBe(true);
    expect([(await stored(ONE))?.value, (await stored(TWO))?.value]).toEqual(['one', 'two']);
  });

  test('stay as they are where one of them changed', async () => {
    await replace(ONE, undefined, 'before');
    await replace(TWO, undefined, 'before');
    await replace(TWO, 1, 'changed');
    expect(await both(1, 1)).toBe(false);
    expect([(await stored(ONE))?.value, (await stored(TWO))?.value]).toEqual(['before', 'changed']);
  });

  test('hold no value of ours where one of them was made meanwhile', async () => {
    await replace(TWO, undefined, 'before');
    expect(await both(undefined, undefined)).toBe(false);
    expect((await stored(ONE))?.value).not.toBe('one');
    expect((await stored(TWO))?.value).toBe('before');
  });

  test('can be made after such a collision', async () => {
    await replace(TWO, undefined, 'before');
    await both(undefined, undefined);
    expect(await both((await stored(ONE))?.version, (await stored(TWO))?.version)).toBe(true);
  });

  test('are made by one of many at once', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => both(undefined, undefined)));
    expect(all.filter(Boolean)).toHaveLength(1);
  });
});

test('nothing to replace is done', async () => {
  expect(await replaceRecords([])).toBe(true);
  expect(site.operations).toEqual([]);
});

describe('where storage fails', () => {
  test.each([
    ['a new record', '/api/v1/entity/set', undefined],
    ['an old one', '/api/v1/transaction', 1],
  ])('%s is not taken for one that somebody else changed', async (_, path, seen) => {
    if (seen !== undefined) await replace(ONE, undefined, 'before');
    site.breakDown(path);
    await expect(replace(ONE, seen, 'after')).rejects.toThrow();
    expect((await stored(ONE))?.value).toBe(seen === undefined ? undefined : 'before');
  });

  test('two records are not taken for changed', async () => {
    site.breakDown('/api/v1/transaction');
    const two = [ONE, TWO].map((ref) => ({ ...ref, seen: undefined, value: 'new' }));
    await expect(replaceRecords(two)).rejects.toThrow();
  });

  test('when it is asked what changed, that is told, too', async () => {
    await replace(ONE, undefined, 'before');
    site.kvs.failing = (path) => path === '/api/v1/transaction' || path === '/api/v1/entity/get';
    await expect(replace(ONE, 1, 'after')).rejects.toThrow();
  });
});

describe('where the answer to a write that was done is lost', () => {
  test.each([
    ['a new record', 'set', undefined],
    ['an old one', 'transaction', 1],
  ] as const)('%s counts as written', async (_, operation, seen) => {
    if (seen !== undefined) await replace(ONE, undefined, 'before');
    site.kvs.faults.set([{ operations: [operation], afterWork: true, times: 1 }]);
    expect(await replace(ONE, seen, 'after')).toBe(true);
    expect((await stored(ONE))?.value).toBe('after');
  });

  test('what somebody else wrote is not taken for ours, though it is the same', async () => {
    await replace(ONE, undefined, 'before');
    await replace(ONE, 1, 'after');
    site.kvs.faults.set([{ operations: ['transaction'], times: 1 }]);
    expect(await replace(ONE, 1, 'after')).toBe(false);
  });
});

describe('what is written with a record', () => {
  const NOTE: Item = { key: 'note', value: 'a note', ttl: { unit: 'DAYS', value: 1 } };
  const withNote = (seen: number | undefined): Promise<boolean> =>
    replaceRecords([{ ...ONE, seen, value: 'after' }], [NOTE]);
  const noted = async (): Promise<unknown> => (await readAll([NOTE])).get('note');

  test.each([undefined, 1])('is there with it, where version %s was seen', async (seen) => {
    if (seen !== undefined) await replace(ONE, undefined, 'before');
    expect(await withNote(seen)).toBe(true);
    expect([(await stored(ONE))?.value, await noted()]).toEqual(['after', 'a note']);
  });

  test('is not there where somebody else was faster', async () => {
    await replace(ONE, undefined, 'before');
    expect(await withNote(undefined)).toBe(false);
    expect(await noted()).toBeUndefined();
  });

  test.each(['alone', 'with it'])(
    'does not keep a record from being made %s once storage is back',
    async (how) => {
      site.breakDown('/api/v1/transaction');
      await expect(withNote(undefined)).rejects.toThrow();
      expect(await listRecords('day')).toEqual([]);
      site.breakDown(undefined);
      expect(how === 'alone' ? await replace(ONE, undefined, 'after') : await withNote(undefined)).toBe(true);
      expect((await stored(ONE))?.value).toBe('after');
    },
  );
});

test('what is stored in place of a record is told, not taken for none', async () => {
  site.kvs.store.set('entity:record', recordPlace(ONE).key, { kind: 'day', sort: 'one' }, undefined);
  await expect(stored(ONE)).rejects.toThrow();
});

test('all records of a kind are listed, and no other', async () => {
  for (let count = 0; count < 230; count += 1)
    await replace({ kind: 'day', id: `day-${count}` }, undefined, count);
  await replace({ kind: 'policy', id: 'site' }, undefined, 'policy');
  const listed = (await listRecords('day')).map(({ value }) => value as number);
  expect(listed.sort((one, other) => one - other)).toEqual(Array.from({ length: 230 }, (_, count) => count));
});
