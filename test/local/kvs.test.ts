import { kvs, MetadataField } from '@forge/kvs';
import { SiteClock } from '../../local/clock';
import type { Kvs } from '../../local/forge/kvs';
import { refusal, useStorage } from './storage';

const HOUR_MS = 3_600_000;

let storage: Kvs;
let clock: SiteClock;
beforeEach(() => {
  clock = new SiteClock();
  storage = useStorage(clock);
});

/** A value nested so deep. */
function nested(depth: number): unknown {
  return depth === 0 ? 'leaf' : { in: nested(depth - 1) };
}

describe('a value', () => {
  it('is read as it was written', async () => {
    await kvs.set('settings', { list: [1, 'two', null], on: true });
    expect(await kvs.get('settings')).toEqual({ list: [1, 'two', null], on: true });
  });

  it('is nothing where there is none', async () => {
    expect(await kvs.get('missing')).toBeUndefined();
  });

  it('is gone once deleted, and deleting it again is no error', async () => {
    await kvs.set('key', 1);
    await kvs.delete('key');
    await kvs.delete('key');
    expect(await kvs.get('key')).toBeUndefined();
  });

  it('does not change when the object that was stored does', async () => {
    const value = { name: 'before' };
    await kvs.set('key', value);
    value.name = 'after';
    expect(await kvs.get('key')).toEqual({ name: 'before' });
  });

  it('is another one as a secret', async () => {
    await kvs.set('key', 'plain');
    await kvs.setSecret('key', 'secret');
    expect([await kvs.get('key'), await kvs.getSecret('key')]).toEqual(['plain', 'secret']);
  });

  it.each([
    ['invitation:10001', 'not refused'],
    ['with space.and-dash_and#hash', 'not refused'],
    ['x'.repeat(500), 'not refused'],
    ['x'.repeat(501), 'KEY_TOO_LONG'],
    ['', 'KEY_TOO_SHORT'],
    ['   ', 'INVALID_KEY'],
    ['ada@acme.example', 'INVALID_KEY'],
    ['a+b', 'INVALID_KEY'],
    ['a/b', 'INVALID_KEY'],
    ['ä', 'INVALID_KEY'],
  ])('under the key “%.30s” is stored, or not: %s', async (key, expected) => {
    expect(await refusal(kvs.set(key, 1))).toBe(expected);
  });

  it.each([
    ['of 240 KiB', 'x'.repeat(240 * 1024 - 2), 'not refused'],
    ['larger than 240 KiB', 'x'.repeat(240 * 1024 - 1), 'MAX_SIZE'],
    ['that is larger only in bytes', 'ä'.repeat(120 * 1024), 'MAX_SIZE'],
    ['31 levels deep', nested(31), 'not refused'],
    ['32 levels deep', nested(32), 'MAX_DEPTH'],
    ['that is null', null, 'INVALID_VALUE'],
  ])('%s is stored, or not', async (_what, value, expected) => {
    expect(await refusal(kvs.set('key', value))).toBe(expected);
  });

  it('is kept where it must not be there yet', async () => {
    const options = { keyPolicy: 'FAIL_IF_EXISTS' } as const;
    await kvs.set('key', 'first', options);
    expect(await refusal(kvs.set('key', 'second', options))).toBe('KEY_CONFLICT');
    expect(await kvs.get('key')).toBe('first');
  });

  it.each([
    ['PREVIOUS', 'old'],
    ['LATEST', 'new'],
  ] as const)('is returned by set as %s', async (returnValue, value) => {
    await kvs.set('key', 'old');
    const returned = await kvs.set('key', 'new', { keyPolicy: 'OVERRIDE', returnValue });
    expect(returned).toMatchObject({ key: 'key', value });
  });

  it('tells set, where asked, when it was made', async () => {
    const returned = await kvs.set('key', 'new', {
      keyPolicy: 'OVERRIDE',
      returnValue: 'LATEST',
      returnMetadataFields: [MetadataField.CREATED_AT],
    });
    expect(returned?.createdAt).toBeCloseTo(clock.now(), -4);
  });

  it('keeps the time it was made when it is written again', async () => {
    await kvs.set('key', 1);
    clock.advance(HOUR_MS);
    await kvs.set('key', 2);
    const metadataFields = [MetadataField.CREATED_AT, MetadataField.UPDATED_AT];
    const { createdAt = 0, updatedAt = 0 } = (await kvs.get('key', { metadataFields })) ?? {};
    expect(updatedAt - createdAt).toBeGreaterThanOrEqual(HOUR_MS);
  });
});

describe('a value with a time to live', () => {
  const set = (value: number, unit: 'SECONDS' | 'HOURS' | 'DAYS'): Promise<void> =>
    kvs.set('key', 'short-lived', { ttl: { value, unit } });

  it.each([
    [1, 'not refused'],
    [365, 'not refused'],
    [366, 'INVALID_TTL'],
    [0, 'INVALID_TTL'],
  ])('of %i days is stored, or not: %s', async (days, expected) => {
    expect(await refusal(set(days, 'DAYS'))).toBe(expected);
  });

  it('can still be read for 48 hours after it, with the moment that it expired', async () => {
    await set(1, 'HOURS');
    clock.advance(48 * HOUR_MS);
    const read = await kvs.get('key', { metadataFields: [MetadataField.EXPIRE_TIME] });
    expect(read?.value).toBe('short-lived');
    expect(Date.parse(read?.expireTime ?? '')).toBeLessThan(clock.now());
  });

  it('is gone after that', async () => {
    await set(1, 'HOURS');
    clock.advance(49 * HOUR_MS + 1000);
    expect(await kvs.get('key')).toBeUndefined();
  });

  it('lives on where it is written again without one', async () => {
    await set(1, 'HOURS');
    await kvs.set('key', 'for ever');
    clock.advance(100 * HOUR_MS);
    expect(await kvs.get('key')).toBe('for ever');
  });
});

describe('an entity', () => {
  it.each([
    ['declared attributes', { project: 'SUP', at: 1 }, 'not refused'],
    ['an attribute that is not declared', { project: 'SUP', colour: 'red' }, 'INVALID_ATTRIBUTE'],
    ['a number for a string', { project: 7 }, 'INVALID_ATTRIBUTE_TYPE'],
    ['an empty string', { project: '' }, 'INVALID_ATTRIBUTE_TYPE'],
    ['a fraction for an integer', { at: 1.5 }, 'INVALID_ATTRIBUTE_TYPE'],
    ['anything for an attribute of any type', { note: [{ deep: true }] }, 'not refused'],
    ['a number in place of attributes', 7, 'INVALID_VALUE'],
    ['a list in place of attributes', [], 'INVALID_VALUE'],
  ])('with %s is stored, or not', async (_what, value, expected) => {
    expect(await refusal(kvs.entity('visit').set('key', value))).toBe(expected);
  });

  it('has keys of its own', async () => {
    await kvs.set('key', 'plain');
    await kvs.entity('visit').set('key', { project: 'SUP' });
    expect([await kvs.get('key'), await kvs.entity('visit').get('key')]).toEqual([
      'plain',
      { project: 'SUP' },
    ]);
  });

  it('that the manifest does not declare is refused', async () => {
    expect(await refusal(kvs.entity('nope').get('key'))).toBe('INVALID_ENTITY');
  });
});

describe('the storage as a whole', () => {
  it('counts its requests', async () => {
    await kvs.set('key', 1);
    await kvs.get('key');
    expect(storage.requests).toEqual(['/api/v1/set', '/api/v1/get']);
  });

  it('fails where a test wants it to', async () => {
    storage.failing = (path) => path.endsWith('/set');
    expect(await refusal(kvs.set('key', 1))).toBe('INTERNAL_ERROR');
    expect(await kvs.get('key')).toBeUndefined();
  });

  it('goes on in another process from a snapshot', async () => {
    await kvs.set('key', 1, { ttl: { value: 1, unit: 'DAYS' } });
    await kvs.entity('visit').set('seen', { project: 'SUP' });
    const snapshot: unknown = JSON.parse(JSON.stringify(storage.store.snapshot()));
    useStorage(clock).store.restore(snapshot);
    expect([await kvs.get('key'), await kvs.entity('visit').get('seen')]).toEqual([1, { project: 'SUP' }]);
  });
});
