import fc from 'fast-check';
import { readAll, StorageError } from '../../../platform/kvs/kvs';
import { quotaPlaces, quotaStore } from './quotas';
import type { Quota } from './quotas';
import { VirtualClock } from '../../../../test/fakes/clock';
import { AGENT, PROJECT, accountId, projectId } from '../../../../test/fakes/ids';
import { KEY } from '../../../../test/fakes/keys';
import { kvsSite } from '../../../../test/fakes/kvs-site';
import type { KvsSite } from '../../../../test/fakes/kvs-site';

const HOUR_MS = 3_600_000;

const ofPerson = (max: number): Quota => ({ of: 'person', projectId: PROJECT, accountId: AGENT, max });
const ofProject = (max: number): Quota => ({ of: 'project', projectId: PROJECT, max });
const ofKey = (max: number): Quota => ({ of: 'key', keyId: KEY, max });

let site: KvsSite;
beforeEach(() => {
  site = kvsSite();
});
afterEach(() => site.restore());

function take(quotas: readonly Quota[], amount = 1) {
  return quotaStore.take(quotas, amount, site.clock);
}

test.each([ofPerson(3), ofProject(3), ofKey(3)])(
  'of a quota of three of a $of three are had, and no fourth',
  async (quota) => {
    const all = [await take([quota]), await take([quota]), await take([quota]), await take([quota])];
    expect(all.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  },
);

test('who asks for more than is left gets nothing, and hears what is left', async () => {
  await take([ofKey(5)], 3);
  expect(await take([ofKey(5)], 3)).toEqual({ ok: false, reason: { quota: ofKey(5), left: 2 } });
  expect(await take([ofKey(5)], 2)).toEqual({ ok: true });
});

test('a quota that was lowered below what is used has nothing left, not less', async () => {
  await take([ofKey(5)], 5);
  expect(await take([ofKey(2)])).toMatchObject({ ok: false, reason: { left: 0 } });
});

test('of several quotas the first without enough is named, and nothing is taken from the others', async () => {
  await take([ofProject(2)], 2);
  expect(await take([ofPerson(1), ofProject(2)])).toMatchObject({
    ok: false,
    reason: { quota: ofProject(2) },
  });
  expect(await take([ofPerson(1)])).toEqual({ ok: true });
});

test('people, projects and keys are counted each for themselves', async () => {
  await take([ofPerson(1)]);
  const others: Quota[] = [
    { of: 'person', projectId: PROJECT, accountId: accountId('5b10:other'), max: 1 },
    { of: 'person', projectId: projectId('10002'), accountId: AGENT, max: 1 },
    ofProject(1),
    ofKey(1),
  ];
  for (const quota of others) expect(await take([quota])).toEqual({ ok: true });
});

test('without a quota, storage is not asked', async () => {
  expect(await take([])).toEqual({ ok: true });
  expect(site.operations).toEqual([]);
});

describe('a day', () => {
  test('ends at midnight UTC', async () => {
    await take([ofKey(1)]);
    site.clock.advance(12 * HOUR_MS - 1);
    expect(await take([ofKey(1)])).toMatchObject({ ok: false });
    site.clock.advance(1);
    expect(await take([ofKey(1)])).toEqual({ ok: true });
  });

  test('leaves nothing behind for long', async () => {
    await take([ofKey(1)]);
    site.clock.advance(97 * HOUR_MS);
    expect((await readAll(quotaPlaces([ofKey(1)], site.clock.now() - 97 * HOUR_MS))).size).toBe(0);
  });
});

describe('counts that were read before', () => {
  test('save an operation', async () => {
    await take([ofKey(5)]);
    const known = await readAll(quotaPlaces([ofKey(5)], site.clock.now()));
    site.operations.length = 0;
    await quotaStore.take([ofKey(5)], 1, site.clock, known);
    expect(site.operations).toEqual(['/api/v1/transaction']);
  });

  test('are not believed where somebody counted since', async () => {
    const known = await readAll(quotaPlaces([ofKey(1)], site.clock.now()));
    await take([ofKey(1)]);
    expect(await quotaStore.take([ofKey(1)], 1, site.clock, known)).toMatchObject({ ok: false });
  });

  test('of another day are not taken for today’s', async () => {
    await take([ofKey(1)]);
    const known = await readAll(quotaPlaces([ofKey(1)], site.clock.now()));
    site.clock.advance(12 * HOUR_MS);
    expect(await quotaStore.take([ofKey(1)], 1, site.clock, known)).toEqual({ ok: true });
  });
});

describe('many at once', () => {
  test('never take more than there is, and no less where they ask until it is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 25 }),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 20, maxLength: 20 }),
        fc.infiniteStream(fc.nat({ max: 12 })),
        async (personMax, projectMax, amounts, turns) => {
          site.restore();
          site = kvsSite({ interleave: () => turns.next().value as number });
          // Each waits by its own chance, as on different machines.
          const results = await Promise.all(
            amounts.map(async (amount, place) => {
              const clock = new VirtualClock(() => ((place * 7919) % 101) / 101);
              const taken = await quotaStore.take(
                [ofPerson(personMax), ofProject(projectMax)],
                amount,
                clock,
              );
              return taken.ok ? amount : 0;
            }),
          );
          const used = results.reduce((sum, amount) => sum + amount, 0);
          const max = Math.min(personMax, projectMax);
          expect(used).toBeLessThanOrEqual(max);
          // A refused request asked for more than was left then, and it only became less.
          const refused = amounts.filter((_, place) => results[place] === 0);
          expect(refused.every((amount) => amount > 0 && used + 3 > max)).toBe(true);
          expect(await count(ofPerson(0))).toBe(used);
          expect(await count(ofProject(0))).toBe(used);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('that never get through are told, and nothing is taken', async () => {
    await take([ofKey(5)]);
    // Another writer counts between each read and each write.
    const { kvs } = site;
    const handle = kvs.handle.bind(kvs);
    kvs.handle = (path, body) =>
      path === '/api/v1/transaction'
        ? Response.json({ code: 'TRANSACTION_CONDITION_FAILED', message: '' }, { status: 409 })
        : path === '/api/v1/entity/get'
          ? Response.json({ key: 'day', value: { version: 99, value: {} } })
          : handle(path, body);
    await expect(take([ofKey(5)])).rejects.toEqual(new StorageError('QUOTA_CONTENTION'));
    kvs.handle = handle;
    expect(await count(ofKey(0))).toBe(1);
  });
});

test('where storage fails, nothing is counted, and that is told', async () => {
  await take([ofKey(5)]);
  site.breakDown('/api/v1/transaction');
  await expect(take([ofKey(5)])).rejects.toThrow();
  site.breakDown(undefined);
  expect(await count(ofKey(0))).toBe(1);
});

async function count(quota: Quota): Promise<number> {
  const [record] = [...(await readAll(quotaPlaces([quota], site.clock.now()))).values()];
  return (record as { value: { count: number } } | undefined)?.value.count ?? 0;
}
