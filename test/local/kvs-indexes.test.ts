import { kvs, Sort, WhereConditions } from '@forge/kvs';
import fc from 'fast-check';
import { SiteClock } from '../../local/clock';
import type { Kvs } from '../../local/forge/kvs';
import { KvsIndexes } from '../../local/forge/kvs-index';
import type { Stored } from '../../local/forge/kvs-index';
import { refusal, useStorage } from './storage';

interface Visit {
  readonly project: string;
  readonly at: number;
}

const HOUR_MS = 3_600_000;
const visits = kvs.entity<Visit>('visit');

let storage: Kvs;
let clock: SiteClock;
beforeEach(() => {
  clock = new SiteClock();
  storage = useStorage(clock);
});

async function keysIn(project: string): Promise<string[]> {
  const query = visits
    .query()
    .index('by-project', { partition: [project] })
    .limit(100);
  return (await query.getMany()).results.map(({ key }) => key);
}

describe('an index that was asked already', () => {
  beforeEach(async () => {
    await visits.set('a', { project: 'SUP', at: 2 });
    await visits.set('b', { project: 'SUP', at: 1 });
    expect(await keysIn('SUP')).toEqual(['b', 'a']);
  });

  it('finds what was written since, in its place', async () => {
    await visits.set('c', { project: 'SUP', at: 1 });
    expect(await keysIn('SUP')).toEqual(['b', 'c', 'a']);
  });

  it('finds what was changed since, in its new place', async () => {
    await visits.set('b', { project: 'SUP', at: 3 });
    expect(await keysIn('SUP')).toEqual(['a', 'b']);
  });

  it('finds what moved to another partition only there', async () => {
    await visits.set('b', { project: 'PAR', at: 1 });
    expect([await keysIn('SUP'), await keysIn('PAR')]).toEqual([['a'], ['b']]);
  });

  it('does not find what was deleted since', async () => {
    await visits.delete('a');
    expect(await keysIn('SUP')).toEqual(['b']);
  });

  it('does not find what expired long ago', async () => {
    await kvs
      .entity<Visit>('visit')
      .set('c', { project: 'SUP', at: 0 }, { ttl: { value: 1, unit: 'HOURS' } });
    expect(await keysIn('SUP')).toEqual(['c', 'b', 'a']);
    clock.advance(50 * HOUR_MS);
    expect(await keysIn('SUP')).toEqual(['b', 'a']);
  });

  it('finds what a snapshot brought, and nothing else', async () => {
    const snapshot: unknown = JSON.parse(JSON.stringify(storage.store.snapshot()));
    await visits.set('c', { project: 'SUP', at: 1 });
    expect(await keysIn('SUP')).toHaveLength(3);
    storage.store.restore(snapshot);
    expect(await keysIn('SUP')).toEqual(['b', 'a']);
  });
});

it('an index gives what sorting everything anew would give, whatever happened before', async () => {
  const change = fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    visit: fc.option(
      fc.record({ project: fc.constantFrom('SUP', 'PAR'), at: fc.integer({ min: 0, max: 3 }) }),
    ),
    asked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 30 }), async (changes) => {
      storage = useStorage(clock);
      const expected = new Map<string, Visit>();
      for (const { key, visit, asked } of changes) {
        if (asked) await keysIn('SUP');
        await (visit ? visits.set(key, visit) : visits.delete(key));
        if (visit) expected.set(key, visit);
        else expected.delete(key);
      }
      const sorted = [...expected]
        .filter(([, { project }]) => project === 'SUP')
        .sort(([one, { at }], [other, { at: otherAt }]) => at - otherAt || (one < other ? -1 : 1));
      expect(await keysIn('SUP')).toEqual(sorted.map(([key]) => key));
    }),
  );
});

it('an entity is kept where it must not be there yet', async () => {
  const options = { keyPolicy: 'FAIL_IF_EXISTS' } as const;
  await visits.set('a', { project: 'SUP', at: 1 }, options);
  expect(await refusal(visits.set('a', { project: 'SUP', at: 2 }, options))).toBe('KEY_CONFLICT');
  expect(await visits.get('a')).toEqual({ project: 'SUP', at: 1 });
});

describe('100,000 rows', () => {
  const COUNT = 100_000;
  const INDEX = { partition: ['project'], range: 'at' };
  /** Moments in no order: each number below COUNT once. */
  const shuffled = (index: number): number => (index * 7919) % COUNT;

  it('are given out a page at a time, each where it belongs', async () => {
    for (let index = 0; index < COUNT; index += 1) {
      storage.handle('/api/v1/entity/set', {
        key: `visit-${index}`,
        value: { project: 'SUP', at: shuffled(index) },
        entityName: 'visit',
        options: {},
      });
    }
    // The last page of a range, and one behind its cursor.
    const asked = visits.query().index('by-project', { partition: ['SUP'] });
    const range = asked.where(WhereConditions.between(10, 60_000)).sort(Sort.DESC).limit(50);
    const first = await range.getMany();
    const second = await range.cursor(first.nextCursor ?? '').getMany();
    const moments = [...first.results, ...second.results].map(({ value }) => value.at);
    expect(moments).toEqual(Array.from({ length: 100 }, (_, index) => 60_000 - index));
  });

  describe('are not looked through', () => {
    /** How often an index looked into a row. */
    let looks = 0;
    const row = (index: number): Stored => {
      const value = { project: 'SUP', at: shuffled(index) };
      return {
        key: `visit-${index}`,
        createdAt: 0,
        updatedAt: 0,
        expiresAt: undefined,
        get value() {
          looks += 1;
          return value;
        },
      };
    };
    const rows = Array.from({ length: COUNT }, (_, index) => row(index));
    let indexes: KvsIndexes;
    beforeEach(() => {
      indexes = new KvsIndexes();
      indexes.rows(INDEX, ['SUP'], () => rows);
      looks = 0;
    });

    it('for a page between two writes', () => {
      for (let index = 0; index < 20; index += 1) {
        const [last] = indexes.rows(INDEX, ['SUP'], () => rows).slice(-1);
        expect(last?.value).toEqual({ project: 'SUP', at: COUNT - 1 });
        indexes.change(rows[index], rows[index]);
      }
      // Two searches of 17 steps a write, each with two looks at both rows.
      expect(looks).toBeLessThan(20 * 200);
    });

    it('for writes that nobody asks about', () => {
      for (const each of rows) indexes.change(each, each);
      // The first thousand keep the order; then it is given up until the next query.
      expect(looks).toBeLessThan(1000 * 200);
    });
  });
});
