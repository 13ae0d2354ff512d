import type { Clock } from '../../platform/clock';
import { importIdSchema } from '../../contract/import';
import { projectIdSchema } from '../../domain/ids';
import { LEASE_MS, save } from './process-batch';
import type { Work } from './work';
import { pushLater } from './push-later';
import { withRetry, recordRows } from './record-rows';
import type { RunPorts } from './ports';
import type { InvitationResult } from '../invite/stages';
import { StorageError } from '../../platform/kvs/kvs';
import { importStore, ROWS_KEPT_MS } from './store/imports';
import type { VersionedImport, ImportRecord, StoredChunk } from './store/imports';
import { forgeStore } from '../stores';
import { accountId } from '../../../test/fakes/ids';
import { kvsSite } from '../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../test/fakes/kvs-site';

const ID = importIdSchema.parse(`10001.${'0'.repeat(9)}abcdefabcdef`);
const ADA = accountId('qm:ada');
const PLAN = { header: ['email'], columns: ['email'] as const, organizations: [], notify: false };
const ROW = { line: 2, cells: ['ada@acme.example'] };

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

const made: InvitationResult = {
  outcome: {
    email: 'ada@acme.example',
    state: 'done',
    accountId: ADA,
    steps: [{ step: 'account', state: 'done', change: 'made' }],
  },
  organizations: [],
  domain: 'acme.example',
  reached: true,
  isNewAccount: true,
  tryLater: false,
};

async function begun(): Promise<{ readonly held: VersionedImport; readonly slice: StoredChunk }> {
  const now = site.clock.now();
  const untouched = { waiting: 0, created: 0, existed: 0, attention: 0, failed: 0 };
  const record: ImportRecord = {
    id: ID,
    projectId: projectIdSchema.parse('10001'),
    owner: accountId('qm:owner'),
    fileName: 'customers.csv',
    fingerprint: 'f'.repeat(64),
    people: 1,
    sliceCount: 1,
    slices: [{ rows: 1, left: 1, ...untouched, retriable: { attention: 0, failed: 0 } }],
    state: 'running',
    turn: 3,
    leaseUntil: now + 1,
    createdAt: now,
    rowsUntil: now + ROWS_KEPT_MS,
    erased: false,
  };
  await importStore.add(record, { ...PLAN, columns: [...PLAN.columns] });
  await importStore.addSlices(ID, 0, [[ROW]], now);
  const held = await importStore.find(ID);
  const slice = await importStore.slice(ID, 0);
  if (!held || !slice) throw new Error('nothing was kept');
  return { held, slice };
}

function saveOf(held: VersionedImport, slice: StoredChunk, turn: number): ReturnType<typeof save> {
  const ports = { store: forgeStore, clock: site.clock } as unknown as RunPorts;
  const work = {
    index: 0,
    policy: { projectId: held.record.projectId, auditDays: 30 },
    settings: { policy: { version: 1 } },
    turn: { turn, known: undefined, open: undefined },
  } as unknown as Work;
  const results = [{ place: 0, row: ROW, invited: made }];
  return save({ results, unfinished: [], held, slice }, work, 1, ports);
}

describe('a checkpoint', () => {
  test('of a worker whose turn was ended meanwhile is not taken', async () => {
    const { held, slice } = await begun();
    await importStore.change(ID, ({ leaseUntil: _lease, ...record }) => ({ ...record, turn: 4 }));
    expect(await saveOf(held, slice, 3)).toBeUndefined();
    expect((await importStore.find(ID))?.record).toMatchObject({ turn: 4, slices: [{ left: 1 }] });
    expect((await importStore.find(ID))?.record.leaseUntil).toBeUndefined();
  });

  test('is a sign of life: nobody takes the turn of a worker who gave one', async () => {
    const { held, slice } = await begun();
    site.clock.advance(LEASE_MS - 1000);
    const saved = await saveOf(held, slice, 3);
    expect(saved?.held.record.leaseUntil).toBe(site.clock.now() + LEASE_MS);
  });

  test('whose slice somebody else replaced is not tried again and again', async () => {
    const { held, slice } = await begun();
    await importStore.checkpoint(held, 0, slice, (same) => same, site.clock.now());
    const before = site.operations.length;
    expect(await importStore.checkpoint(held, 0, slice, (same) => same, site.clock.now())).toBeUndefined();
    expect(site.operations.slice(before).filter((path) => path.endsWith('/transaction'))).toHaveLength(1);
  });
});

describe('what is sent again', () => {
  const clock = { now: () => 0, sleep: () => Promise.resolve() } as unknown as Clock;
  const refusing = (code: string) => {
    const tries = { count: 0 };
    const write = () => {
      tries.count += 1;
      return Promise.reject(new StorageError(code));
    };
    return { tries, write };
  };

  test.each([
    ['MAX_SIZE', 1],
    ['INTERNAL_ERROR', 4],
  ])('is not what storage refuses for itself (%s: %i)', async (code, count) => {
    const { tries, write } = refusing(code);
    await expect(withRetry(write, clock)).rejects.toThrow();
    expect(tries.count).toBe(count);
  });
});

test('the log does not say that an account was there which an earlier try of the row made', async () => {
  const { isNewAccount: _new, outcome, ...rest } = made;
  const again: InvitationResult = {
    ...rest,
    isNewAccount: false,
    outcome: {
      ...outcome,
      state: 'attention',
      reason: { code: 'jira-unavailable' },
      steps: [{ step: 'account', state: 'done', change: 'already' }],
    },
  };
  const row = {
    ...ROW,
    made: true,
    waiting: { tries: 1, dueAt: 0, reason: { code: 'jira-unavailable' as const } },
  };
  await recordRows(
    [{ place: 0, row, invited: again }],
    {
      id: ID,
      slice: 0,
      actor: { kind: 'person', accountId: ADA },
      policy: { projectId: projectIdSchema.parse('10001'), auditDays: 30 },
    },
    { store: forgeStore, clock: site.clock },
  );
  expect(site.text()).toContain('"account":"made"');
  expect(site.text()).not.toContain('"account":"already"');
});

test.each([
  [899_500, 900],
  [900_000, 900],
])('an event that Forge can delay by %i ms is not left to the schedule', async (ms, seconds) => {
  const pushed: number[] = [];
  await pushLater({ importId: ID, turn: 0 }, ms, (_event, delay) => {
    pushed.push(delay);
    return Promise.resolve();
  });
  expect(pushed).toEqual([seconds]);
});

test('an event that Forge cannot delay so long is left to the schedule', async () => {
  const pushed: number[] = [];
  await pushLater({ importId: ID, turn: 0 }, 900_001, (_event, delay) => {
    pushed.push(delay);
    return Promise.resolve();
  });
  expect(pushed).toEqual([]);
});
