import { importStore } from './imports';
import type { VersionedImport, ImportRecord } from './imports';
import {
  DONE,
  idOf,
  importRecord,
  keptImport,
  sliceOf,
  doneSliceOf,
  same,
} from '../../../../test/fakes/kept-imports';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

describe('a checkpoint', () => {
  test('replaces the slice and changes the import, in one storage operation', async () => {
    const held = await keptImport(site);
    const slice = await doneSliceOf(held);
    const before = site.operations.length;
    const saved = await importStore.checkpoint(
      held,
      0,
      slice,
      (current) => ({ ...current, turn: 7 }),
      site.clock.now(),
    );
    expect(site.operations.slice(before)).toEqual(['/api/v1/transaction']);
    expect(await importStore.find(held.record.id)).toEqual(saved?.held);
    expect(await sliceOf(held.record.id)).toEqual(saved?.slice);
    expect(saved?.slice.rows).toEqual(DONE);
    expect(site.text()).toContain('ada@acme.example');
  });

  test('can follow another, without reading in between', async () => {
    const held = await keptImport(site);
    const one = await importStore.checkpoint(held, 0, await doneSliceOf(held), same, site.clock.now());
    if (!one) throw new Error('not saved');
    const two = await importStore.checkpoint(one.held, 0, { ...one.slice, rows: [] }, same, site.clock.now());
    expect(two?.slice.version).toBe(one.slice.version + 1);
    expect((await sliceOf(held.record.id)).rows).toEqual([]);
  });

  test('keeps what somebody else changed in the import meanwhile', async () => {
    const held = await keptImport(site);
    await importStore.change(held.record.id, (current) => ({ ...current, state: 'cancelled' }));
    const saved = await importStore.checkpoint(held, 0, await doneSliceOf(held), same, site.clock.now());
    expect(saved?.held.record.state).toBe('cancelled');
    expect((await sliceOf(held.record.id)).rows).toEqual(DONE);
  });

  test.each<[string, (held: VersionedImport) => Promise<unknown>, () => ImportRecord | undefined]>([
    [
      'the slice was replaced',
      async (held) =>
        importStore.checkpoint(held, 0, { ...(await doneSliceOf(held)), rows: [] }, same, site.clock.now()),
      () => importRecord(site, idOf(1), { turn: 9 }),
    ],
    [
      'the rows were erased',
      (held) => importStore.eraseRows(held.record.id, 2),
      () => importRecord(site, idOf(1), { turn: 9 }),
    ],
    [
      'the import was removed',
      (held) => importStore.remove(held.record),
      () => importRecord(site, idOf(1), { turn: 9 }),
    ],
    ['the change is not wanted', () => Promise.resolve(), () => undefined],
  ])('changes nothing where %s', async (_why, meanwhile, change) => {
    const held = await keptImport(site);
    const slice = await doneSliceOf(held);
    await meanwhile(held);
    const before = site.text();
    expect(await importStore.checkpoint(held, 0, slice, change, site.clock.now())).toBeUndefined();
    expect(site.text()).toBe(before);
  });

  test('that storage refuses is an error, and changes nothing', async () => {
    const held = await keptImport(site);
    const slice = await doneSliceOf(held);
    const before = site.text();
    site.breakDown('/api/v1/transaction');
    await expect(importStore.checkpoint(held, 0, slice, same, site.clock.now())).rejects.toThrow();
    expect(site.text()).toBe(before);
  });
});
