import { projectIdSchema } from '../../../domain/ids';
import { importStore, ROWS_KEPT_MS } from './imports';
import type { ImportRecord, StoredRow } from './imports';
import { accountId } from '../../../../test/fakes/ids';
import {
  ADA,
  DONE,
  idOf,
  importRecord,
  keptImport,
  OWNER,
  PLAN,
  ROWS,
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

describe('imports are listed', () => {
  test('newest first, of one project, as many as asked for', async () => {
    for (const number of [2, 1, 3]) await importStore.add(importRecord(site, idOf(number)), PLAN);
    await importStore.add(importRecord(site, idOf(9, '100012')), PLAN);
    await importStore.add(importRecord(site, idOf(8, '1000')), PLAN);
    const project = projectIdSchema.parse('10001');
    const listed = async (max: number) => (await importStore.list(project, max)).map(({ id }) => id);
    expect(await listed(20)).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(await listed(2)).toEqual([idOf(3), idOf(2)]);
  });

  test('all of them, of all projects, however many there are', async () => {
    for (let number = 0; number < 120; number += 1) {
      await importStore.add(importRecord(site, idOf(number, number % 2 ? '10001' : '10002')), PLAN);
    }
    expect(await importStore.all()).toHaveLength(120);
  });

  test('and are added once', async () => {
    expect(await importStore.add(importRecord(site, idOf(1)), PLAN)).toBe(true);
    expect(await importStore.add(importRecord(site, idOf(1), { people: 9 }), PLAN)).toBe(false);
    expect((await importStore.find(idOf(1)))?.record.people).toBe(4);
  });
});

describe('a change', () => {
  const counted = (current: ImportRecord): ImportRecord => ({ ...current, turn: current.turn + 1 });

  test('gets lost to nobody, whoever else changes the same', async () => {
    const { record: held } = await keptImport(site);
    const all = await Promise.all(Array.from({ length: 8 }, () => importStore.change(held.id, counted)));
    expect(all.every(({ changed }) => changed)).toBe(true);
    expect((await importStore.find(held.id))?.record.turn).toBe(8);
  });

  test('that nobody wants any more changes nothing, and tells what is there', async () => {
    const { record: held } = await keptImport(site);
    const { now, changed } = await importStore.change(held.id, () => undefined);
    expect({ changed, turn: now?.record.turn }).toEqual({ changed: false, turn: 0 });
  });

  test('of an import that is not there is none', async () => {
    expect(await importStore.change(idOf(7), counted)).toEqual({ now: undefined, changed: false });
  });
});

test('work brings a slice, its plan and the settings in one storage operation', async () => {
  const held = await keptImport(site);
  const before = site.operations.length;
  const { slice, plan, settings } = await importStore.work(held.record.id, 1, [], 0);
  expect(site.operations.length - before).toBe(1);
  expect(slice?.rows).toEqual(ROWS);
  expect(plan).toEqual(PLAN);
  expect(settings).toEqual({ policy: undefined, authority: undefined, selfTest: undefined, keysSeen: {} });
});

describe('erasing', () => {
  test('the rows leaves the import, and no address', async () => {
    const { record: held } = await keptImport(site);
    await importStore.eraseRows(held.id, 2);
    expect(await importStore.find(held.id)).toBeDefined();
    expect(site.text()).not.toContain('@acme.example');
  });

  test('an account that imported takes all its imports, and no other', async () => {
    await keptImport(site, idOf(1));
    await keptImport(site, idOf(2), { owner: ADA });
    await importStore.eraseAccount(OWNER, site.clock.now());
    expect((await importStore.all()).map(({ id }) => id)).toEqual([idOf(2)]);
    expect(site.text()).not.toContain('qm:owner');
    expect(await sliceOf(idOf(2))).toBeDefined();
  });

  test('an account that was imported leaves what became of its row', async () => {
    const held = await keptImport(site);
    const bob: StoredRow = {
      line: 3,
      result: { state: 'done', account: 'already', accountId: accountId('qm:bob') },
    };
    const rows = [DONE[0] ?? bob, bob];
    await importStore.checkpoint(held, 0, { ...(await doneSliceOf(held)), rows }, same, site.clock.now());
    await importStore.eraseAccount(ADA, site.clock.now());
    expect((await sliceOf(held.record.id)).rows).toEqual([
      { line: 2, result: { state: 'done', account: 'made' } },
      bob,
    ]);
    expect(site.text()).not.toContain('qm:ada');
  });
});

test('rows are not kept for longer than their import says, to the hour', async () => {
  site.kvs.store.expiredKeptMs = 0;
  const held = await keptImport(site);
  site.clock.advance(3 * 3_600_000);
  await importStore.checkpoint(held, 0, await doneSliceOf(held), same, site.clock.now());
  site.clock.advance(ROWS_KEPT_MS - 4 * 3_600_000);
  expect(await importStore.slice(held.record.id, 0)).toBeDefined();
  site.clock.advance(3_600_001);
  expect(await importStore.slice(held.record.id, 0)).toBeUndefined();
  expect(await importStore.slice(held.record.id, 1)).toBeUndefined();
});
