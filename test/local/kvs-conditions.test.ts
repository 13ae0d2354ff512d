import { Filter, FilterConditions, kvs, MetadataField, Sort, WhereConditions } from '@forge/kvs';
import { SiteClock } from '../../local/clock';
import type { Kvs } from '../../local/forge/kvs';
import { refusal, useStorage } from './storage';

interface Visit {
  readonly project: string;
  readonly at?: number;
  readonly by?: string;
  readonly note?: unknown;
}

const HOUR_MS = 3_600_000;
const visits = kvs.entity<Visit>('visit');

let storage: Kvs;
let clock: SiteClock;
beforeEach(() => {
  clock = new SiteClock();
  storage = useStorage(clock);
});

describe('a query by an index without partitions, in the order of a text', () => {
  beforeEach(async () => {
    for (const by of ['ana', 'bert', 'bertha', 'cleo', 'dora'])
      await visits.set(`visit-${by}`, { project: 'SUP', by });
  });

  it.each([
    ['lessThan', WhereConditions.lessThan('bertha'), ['bert', 'ana']],
    ['lessThanEqualTo', WhereConditions.lessThanEqualTo('bertha'), ['bertha', 'bert', 'ana']],
    ['greaterThan', WhereConditions.greaterThan('bertha'), ['dora', 'cleo']],
    ['between', WhereConditions.between('b', 'cleo'), ['cleo', 'bertha', 'bert']],
    ['beginsWith', WhereConditions.beginsWith('bert'), ['bertha', 'bert']],
    ['equalTo', WhereConditions.equalTo('bert'), ['bert']],
  ] as const)('is narrowed by %s, and given backwards', async (_name, condition, found) => {
    const { results } = await visits.query().index('by').where(condition).sort(Sort.DESC).getMany();
    expect(results.map(({ value }) => value.by)).toEqual(found);
  });
});

describe('filters', () => {
  beforeEach(async () => {
    for (let at = 0; at < 6; at += 1) await visits.set(`visit-${at}`, { project: 'SUP', at });
  });
  const late = () =>
    visits
      .query()
      .index('at')
      .limit(2)
      .filters(new Filter<Visit>().and('at', FilterConditions.greaterThanEqualTo(3)));

  it('thin out the pages: one may be empty, with a cursor to the next', async () => {
    const pages: (number | undefined)[][] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const { results, nextCursor } = await (cursor ? late().cursor(cursor) : late()).getMany();
      pages.push(results.map(({ value }) => value.at));
      cursor = nextCursor;
    }
    expect(pages).toEqual([[], [3], [4, 5]]);
  });

  it('by an attribute of any type are refused', async () => {
    const filter = new Filter<Visit>().or('note', FilterConditions.exists());
    const query = visits.query().index('at').filters(filter);
    expect(await refusal(query.getMany())).toBe('INVALID_FILTER_ATTRIBUTE');
  });
});

describe('a transaction', () => {
  type Conditions = ReturnType<Filter<Visit>['and' | 'or']>;
  const refusalOf = (conditions: Conditions, key = 'missing'): Promise<unknown> =>
    refusal(kvs.transact().check(key, { entityName: 'visit', conditions }).execute());
  const REFUSED = 'TRANSACTION_CONDITION_FAILED';

  it.each([
    ['equalTo', REFUSED, FilterConditions.equalTo('x')],
    ['notEqualTo', REFUSED, FilterConditions.notEqualTo('x')],
    ['notContains', REFUSED, FilterConditions.notContains('x')],
    ['lessThan', REFUSED, FilterConditions.lessThan('x')],
    ['exists', REFUSED, FilterConditions.exists()],
    ['notExists', 'not refused', FilterConditions.notExists()],
  ] as const)('that checks %s of a row that is not there: %s', async (_name, expected, condition) => {
    expect(await refusalOf(new Filter<Visit>().and('by', condition))).toBe(expected);
  });

  it('needs one of several conditions where they are alternatives', async () => {
    const filter = new Filter<Visit>()
      .or('at', FilterConditions.equalTo(1))
      .or('at', FilterConditions.notExists());
    expect(await refusalOf(filter)).toBe('not refused');
    await visits.set('other', { project: 'SUP', at: 2 });
    expect(await refusalOf(filter, 'other')).toBe(REFUSED);
  });

  it('refuses conditions about an attribute of any type', async () => {
    const filter = new Filter<Visit>().and('note', FilterConditions.notExists());
    expect(await refusalOf(filter)).toBe('INVALID_FILTER_ATTRIBUTE');
  });

  it('may give each value a time to live', async () => {
    await kvs
      .transact()
      .set('short', 1, undefined, { ttl: { value: 1, unit: 'HOURS' } })
      .set('long', 2)
      .execute();
    const expireTimes = await Promise.all(
      ['short', 'long'].map(
        async (key) => (await kvs.get(key, { metadataFields: [MetadataField.EXPIRE_TIME] }))?.expireTime,
      ),
    );
    expect(Date.parse(expireTimes[0] ?? '') - clock.now()).toBeCloseTo(HOUR_MS, -4);
    expect(expireTimes[1]).toBeUndefined();
  });
});

describe('batches', () => {
  it('read entities by their name, beside plain values', async () => {
    await kvs.set('key', 'plain');
    await visits.set('key', { project: 'SUP' });
    const { successfulKeys } = await kvs.batchGet([{ key: 'key' }, { key: 'key', entityName: 'visit' }]);
    expect(successfulKeys.map(({ value }) => value)).toEqual(['plain', { project: 'SUP' }]);
  });
});

describe('a storage that deletes at once', () => {
  it('gives nothing that is expired, by its key or by an index', async () => {
    storage.store.expiredKeptMs = 0;
    await visits.set('key', { project: 'SUP', at: 1 }, { ttl: { value: 1, unit: 'HOURS' } });
    expect(await visits.get('key')).toBeDefined();
    clock.advance(HOUR_MS + 1000);
    expect(await visits.get('key')).toBeUndefined();
    expect((await visits.query().index('at').getMany()).results).toEqual([]);
  });
});
