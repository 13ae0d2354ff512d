import { deleteAll, readAll, StorageError, writeAll } from './kvs';
import type { Item } from './kvs';
import { fakeForgeStorage } from '../../../test/fakes/forge-storage';
import type { FakeStorage } from '../../../test/fakes/forge-storage';

let storage: FakeStorage;
beforeEach(() => void (storage = fakeForgeStorage()));
afterEach(() => storage.restore());

const item = (key: string, value: unknown = key, entityName?: string): Item => ({
  key,
  value,
  ttl: { unit: 'DAYS', value: 1 },
  ...(entityName && { entityName }),
});

const sizes = (): number[] => storage.calls.map(({ body }) => (body as unknown[]).length);

describe('writeAll', () => {
  test('writes 25 to an operation', async () => {
    await writeAll(Array.from({ length: 60 }, (_, index) => item(`k${index}`)));
    expect(sizes()).toEqual([25, 25, 10]);
    expect(storage.values.size).toBe(60);
  });

  test('sends the time to live as Forge wants it', async () => {
    await writeAll([item('k', 1, 'invitation')]);
    expect(storage.calls[0]?.body).toEqual([
      { key: 'k', value: 1, entityName: 'invitation', options: { ttl: { unit: 'DAYS', value: 1 } } },
    ]);
  });

  test('writes nothing without an operation', async () => {
    await writeAll([]);
    expect(storage.calls).toEqual([]);
  });

  test('names a key once, with its last value', async () => {
    await writeAll([item('k', 1), item('k', 2)]);
    expect(sizes()).toEqual([1]);
    expect(storage.values.get('k')).toBe(2);
  });

  test('keeps two kinds with one key apart', async () => {
    await writeAll([item('k', 1), item('k', 2, 'invitation')]);
    expect(sizes()).toEqual([2]);
  });

  test('fails where a key is refused, though the others are written', async () => {
    storage.refused.set('b', 'VALUE_TOO_LARGE');
    await expect(writeAll([item('a'), item('b')])).rejects.toEqual(new StorageError('VALUE_TOO_LARGE'));
    expect([...storage.values.keys()]).toEqual(['a']);
  });
});

describe('readAll', () => {
  test('reads what is there, each key once, 25 to an operation', async () => {
    storage.values.set('k1', 'one');
    const keys = Array.from({ length: 30 }, (_, index) => `k${index}`);
    expect([...(await readAll([...keys, ...keys]))]).toEqual([['k1', 'one']]);
    expect(sizes()).toEqual([25, 5]);
  });

  test.each(['KEY_NOT_FOUND', 'NOT_FOUND'])('takes %s for absent', async (code) => {
    storage.refused.set('k', code);
    expect((await readAll(['k'])).size).toBe(0);
  });

  test('fails where a key cannot be read for another reason', async () => {
    storage.refused.set('k', 'INTERNAL');
    await expect(readAll(['k'])).rejects.toEqual(new StorageError('INTERNAL'));
  });
});

describe('deleteAll', () => {
  test('deletes what is there, 25 to an operation', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => ({ key: `k${index}` }));
    for (const { key } of keys) storage.values.set(key, 1);
    await deleteAll(keys);
    expect(sizes()).toEqual([25, 5]);
    expect(storage.values.size).toBe(0);
  });

  test('does not mind what is not there', async () => {
    storage.refused.set('k', 'KEY_NOT_FOUND');
    await expect(deleteAll([{ key: 'k' }])).resolves.toBeUndefined();
  });

  test('fails where a key is refused: what was to be erased is still there', async () => {
    storage.refused.set('k', 'INTERNAL');
    await expect(deleteAll([{ key: 'j' }, { key: 'k' }])).rejects.toEqual(new StorageError('INTERNAL'));
  });
});
