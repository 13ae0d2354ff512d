import { Filter, FilterConditions, kvs } from '@forge/kvs';
import { SiteClock } from '../../local/clock';
import { refusal, useStorage } from './storage';

beforeEach(() => {
  useStorage(new SiteClock());
});

describe('a batch', () => {
  const items = (count: number): { key: string; value: number }[] =>
    Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, value: index }));

  it.each([
    [25, 'not refused'],
    [26, 'TOO_MANY_OPERATIONS'],
    [0, 'EMPTY_BATCH'],
  ])('of %i is done, or not: %s', async (count, expected) => {
    expect(await refusal(kvs.batchSet(items(count)))).toBe(expected);
  });

  it('of more than 4 MB is refused', async () => {
    const large = items(25).map(({ key }) => ({ key, value: 'x'.repeat(200 * 1024) }));
    expect(await refusal(kvs.batchSet(large))).toBe('MAX_SIZE');
  });

  it('does what it can, and tells what it could not', async () => {
    const { successfulKeys, failedKeys } = await kvs.batchSet<unknown>([
      { key: 'good', value: 1 },
      { key: 'b@d', value: 2 },
      { key: 'visit', value: { project: 'SUP' }, entityName: 'visit' },
    ]);
    expect(successfulKeys).toEqual([{ key: 'good' }, { key: 'visit', entityName: 'visit' }]);
    expect(failedKeys).toMatchObject([{ key: 'b@d', error: { code: 'INVALID_KEY' } }]);
  });

  it('reads values, and tells which there are not', async () => {
    await kvs.set('one', 1);
    const { successfulKeys, failedKeys } = await kvs.batchGet([{ key: 'one' }, { key: 'two' }]);
    expect(successfulKeys).toEqual([{ key: 'one', value: 1 }]);
    expect(failedKeys).toMatchObject([{ key: 'two', error: { code: 'KEY_NOT_FOUND' } }]);
  });

  it('deletes', async () => {
    await kvs.batchSet(items(3));
    await kvs.batchDelete([{ key: 'key-0' }, { key: 'key-2' }]);
    const { successfulKeys } = await kvs.batchGet(items(3));
    expect(successfulKeys).toEqual([{ key: 'key-1', value: 1 }]);
  });
});

describe('a transaction', () => {
  const atLeast = (
    at: number,
  ): { entityName: string; conditions: ReturnType<Filter<{ at: number }>['and']> } => ({
    entityName: 'visit',
    conditions: new Filter<{ at: number }>().and('at', FilterConditions.greaterThanEqualTo(at)),
  });
  beforeEach(() => kvs.entity('visit').set('seen', { project: 'SUP', at: 5 }));

  it('does all of it where its conditions hold', async () => {
    await kvs.entity('visit').set('past', { project: 'SUP', at: 9 });
    await kvs.transact().check('seen', atLeast(5)).set('made', 1).delete('past', atLeast(9)).execute();
    expect([await kvs.get('made'), await kvs.entity('visit').get('past')]).toEqual([1, undefined]);
  });

  it.each([
    ['a condition does not hold', atLeast(6), 'seen', 'TRANSACTION_CONDITION_FAILED'],
    ['what it checks is not there', atLeast(1), 'unseen', 'TRANSACTION_CONDITION_FAILED'],
  ])('does nothing where %s', async (_why, condition, key, code) => {
    expect(await refusal(kvs.transact().set('made', 1).check(key, condition).execute())).toBe(code);
    expect(await kvs.get('made')).toBeUndefined();
  });

  it.each([
    ['a later value is refused', () => kvs.transact().set('made', 1).set('b@d', 2)],
    ['a later key to delete is refused', () => kvs.transact().set('made', 1).delete('b@d')],
    [
      'a later time to live is refused',
      () =>
        kvs
          .transact()
          .set('made', 1)
          .set('late', 1, undefined, { ttl: { value: 0, unit: 'DAYS' } }),
    ],
    ['one key stands twice', () => kvs.transact().set('made', 1).delete('made')],
  ])('does nothing where %s', async (_why, transaction) => {
    expect(await refusal(transaction().execute())).not.toBe('not refused');
    expect(await kvs.get('made')).toBeUndefined();
  });

  it('holds at most 25 operations', async () => {
    const transaction = kvs.transact();
    for (let index = 0; index < 26; index += 1) transaction.set(`key-${index}`, index);
    expect(await refusal(transaction.execute())).toBe('TOO_MANY_OPERATIONS');
  });
});
