import type { ImportId } from '../../../contract/import';
import { importIdSchema } from '../../../contract/import';
import { projectIdSchema } from '../../../domain/ids';
import { importStore, ROWS_KEPT_MS } from './imports';
import type {
  VersionedImport,
  ImportPlan,
  ImportRecord,
  ChunkSummary,
  StoredRow,
  StoredChunk,
} from './imports';
import { accountId } from '../../../../test/fakes/ids';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const OWNER = accountId('qm:owner');
const ADA = accountId('qm:ada');

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const PLAN: ImportPlan = { header: ['email'], columns: ['email'], organizations: [], notify: false };

const SUMMARY: ChunkSummary = {
  rows: 2,
  left: 2,
  waiting: 0,
  created: 0,
  existed: 0,
  attention: 0,
  failed: 0,
  retriable: { attention: 0, failed: 0 },
};

function idOf(number: number, project = '10001'): ImportId {
  return importIdSchema.parse(`${project}.${String(number).padStart(9, '0')}abcdefabcdef`);
}

function record(id: ImportId, but: Partial<ImportRecord> = {}): ImportRecord {
  const now = site.clock.now();
  return {
    id,
    projectId: projectIdSchema.parse(id.split('.')[0]),
    owner: OWNER,
    fileName: 'customers.csv',
    fingerprint: 'f'.repeat(64),
    people: 4,
    sliceCount: 2,
    slices: [SUMMARY, SUMMARY],
    state: 'running',
    turn: 0,
    createdAt: now,
    rowsUntil: now + ROWS_KEPT_MS,
    erased: false,
    ...but,
  };
}

const ROWS = [
  { line: 2, cells: ['ada@acme.example'] },
  { line: 3, cells: ['bob@acme.example'] },
];
const DONE: StoredRow[] = ROWS.map(({ line }) => ({
  line,
  result: { state: 'done', account: 'made', accountId: ADA },
}));

/** An import with two slices of two rows. */
async function kept(id = idOf(1), but: Partial<ImportRecord> = {}): Promise<VersionedImport> {
  await importStore.add(record(id, but), PLAN);
  await importStore.addSlices(id, 0, [ROWS, ROWS], site.clock.now());
  const held = await importStore.find(id);
  if (!held) throw new Error('the import was not kept');
  return held;
}

async function sliceOf(id: ImportId, index = 0): Promise<StoredChunk> {
  const slice = await importStore.slice(id, index);
  if (!slice) throw new Error('no such slice');
  return slice;
}

const same = (current: ImportRecord): ImportRecord => current;
const done = async ({ record: { id } }: VersionedImport): Promise<StoredChunk> => ({
  ...(await sliceOf(id)),
  rows: DONE,
});

describe('imports are listed', () => {
  test('newest first, of one project, as many as asked for', async () => {
    for (const number of [2, 1, 3]) await importStore.add(record(idOf(number)), PLAN);
    await importStore.add(record(idOf(9, '100012')), PLAN);
    await importStore.add(record(idOf(8, '1000')), PLAN);
    const project = projectIdSchema.parse('10001');
    const listed = async (max: number) => (await importStore.list(project, max)).map(({ id }) => id);
    expect(await listed(20)).toEqual([idOf(3), idOf(2), idOf(1)]);
    expect(await listed(2)).toEqual([idOf(3), idOf(2)]);
  });

  test('all of them, of all projects, however many there are', async () => {
    for (let number = 0; number < 120; number += 1) {
      await importStore.add(record(idOf(number, number % 2 ? '10001' : '10002')), PLAN);
    }
    expect(await importStore.all()).toHaveLength(120);
  });

  test('and are added once', async () => {
    expect(await importStore.add(record(idOf(1)), PLAN)).toBe(true);
    expect(await importStore.add(record(idOf(1), { people: 9 }), PLAN)).toBe(false);
    expect((await importStore.find(idOf(1)))?.record.people).toBe(4);
  });
});

describe('a change', () => {
  const counted = (current: ImportRecord): ImportRecord => ({ ...current, turn: current.turn + 1 });

  test('gets lost to nobody, whoever else changes the same', async () => {
    const { record: held } = await kept();
    const all = await Promise.all(Array.from({ length: 8 }, () => importStore.change(held.id, counted)));
    expect(all.every(({ changed }) => changed)).toBe(true);
    expect((await importStore.find(held.id))?.record.turn).toBe(8);
  });

  test('that nobody wants any more changes nothing, and tells what is there', async () => {
    const { record: held } = await kept();
    const { now, changed } = await importStore.change(held.id, () => undefined);
    expect({ changed, turn: now?.record.turn }).toEqual({ changed: false, turn: 0 });
  });

  test('of an import that is not there is none', async () => {
    expect(await importStore.change(idOf(7), counted)).toEqual({ now: undefined, changed: false });
  });
});

describe('a checkpoint', () => {
  test('replaces the slice and changes the import, in one storage operation', async () => {
    const held = await kept();
    const slice = await done(held);
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
    const held = await kept();
    const one = await importStore.checkpoint(held, 0, await done(held), same, site.clock.now());
    if (!one) throw new Error('not saved');
    const two = await importStore.checkpoint(one.held, 0, { ...one.slice, rows: [] }, same, site.clock.now());
    expect(two?.slice.version).toBe(one.slice.version + 1);
    expect((await sliceOf(held.record.id)).rows).toEqual([]);
  });

  test('keeps what somebody else changed in the import meanwhile', async () => {
    const held = await kept();
    await importStore.change(held.record.id, (current) => ({ ...current, state: 'cancelled' }));
    const saved = await importStore.checkpoint(held, 0, await done(held), same, site.clock.now());
    expect(saved?.held.record.state).toBe('cancelled');
    expect((await sliceOf(held.record.id)).rows).toEqual(DONE);
  });

  test.each<[string, (held: VersionedImport) => Promise<unknown>, () => ImportRecord | undefined]>([
    [
      'the slice was replaced',
      async (held) =>
        importStore.checkpoint(held, 0, { ...(await done(held)), rows: [] }, same, site.clock.now()),
      () => record(idOf(1), { turn: 9 }),
    ],
    [
      'the rows were erased',
      (held) => importStore.eraseRows(held.record.id, 2),
      () => record(idOf(1), { turn: 9 }),
    ],
    ['the import was removed', (held) => importStore.remove(held.record), () => record(idOf(1), { turn: 9 })],
    ['the change is not wanted', () => Promise.resolve(), () => undefined],
  ])('changes nothing where %s', async (_why, meanwhile, change) => {
    const held = await kept();
    const slice = await done(held);
    await meanwhile(held);
    const before = site.text();
    expect(await importStore.checkpoint(held, 0, slice, change, site.clock.now())).toBeUndefined();
    expect(site.text()).toBe(before);
  });

  test('that storage refuses is an error, and changes nothing', async () => {
    const held = await kept();
    const slice = await done(held);
    const before = site.text();
    site.breakDown('/api/v1/transaction');
    await expect(importStore.checkpoint(held, 0, slice, same, site.clock.now())).rejects.toThrow();
    expect(site.text()).toBe(before);
  });
});

test('work brings a slice, its plan and the settings in one storage operation', async () => {
  const held = await kept();
  const before = site.operations.length;
  const { slice, plan, settings } = await importStore.work(held.record.id, 1, [], 0);
  expect(site.operations.length - before).toBe(1);
  expect(slice?.rows).toEqual(ROWS);
  expect(plan).toEqual(PLAN);
  expect(settings).toEqual({ policy: undefined, authority: undefined, selfTest: undefined, keysSeen: {} });
});

describe('erasing', () => {
  test('the rows leaves the import, and no address', async () => {
    const { record: held } = await kept();
    await importStore.eraseRows(held.id, 2);
    expect(await importStore.find(held.id)).toBeDefined();
    expect(site.text()).not.toContain('@acme.example');
  });

  test('an account that imported takes all its imports, and no other', async () => {
    await kept(idOf(1));
    await kept(idOf(2), { owner: ADA });
    await importStore.eraseAccount(OWNER, site.clock.now());
    expect((await importStore.all()).map(({ id }) => id)).toEqual([idOf(2)]);
    expect(site.text()).not.toContain('qm:owner');
    expect(await sliceOf(idOf(2))).toBeDefined();
  });

  test('an account that was imported leaves what became of its row', async () => {
    const held = await kept();
    const bob: StoredRow = {
      line: 3,
      result: { state: 'done', account: 'already', accountId: accountId('qm:bob') },
    };
    const rows = [DONE[0] ?? bob, bob];
    await importStore.checkpoint(held, 0, { ...(await done(held)), rows }, same, site.clock.now());
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
  const held = await kept();
  site.clock.advance(3 * 3_600_000);
  await importStore.checkpoint(held, 0, await done(held), same, site.clock.now());
  site.clock.advance(ROWS_KEPT_MS - 4 * 3_600_000);
  expect(await importStore.slice(held.record.id, 0)).toBeDefined();
  site.clock.advance(3_600_001);
  expect(await importStore.slice(held.record.id, 0)).toBeUndefined();
  expect(await importStore.slice(held.record.id, 1)).toBeUndefined();
});
