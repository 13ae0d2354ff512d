import { Filter, FilterConditions, kvs, Sort, WhereConditions } from '@forge/kvs';
import { SiteClock } from '../../local/clock';
import { useStorage } from './storage';

interface Visit {
  readonly project: string;
  readonly at: number;
  readonly by?: string;
}

const visits = kvs.entity<Visit>('visit');

beforeEach(async () => {
  useStorage(new SiteClock());
  const all: readonly [string, Visit][] = [
    ['a', { project: 'SUP', at: 3, by: 'ana' }],
    ['b', { project: 'SUP', at: 1, by: 'otto' }],
    ['c', { project: 'PAR', at: 2, by: 'ana' }],
    ['d', { project: 'SUP', at: 2 }],
    ['e', { project: 'SUP', at: 2, by: 'anabel' }],
  ];
  for (const [key, visit] of all) await visits.set(key, visit);
});

/** A query of the visits to SUP, by their time. */
const toSupport = () => visits.query().index('by-project', { partition: ['SUP'] });

async function keysOf(query: {
  getMany(): Promise<{ results: readonly { key: string }[] }>;
}): Promise<string> {
  return (await query.getMany()).results.map(({ key }) => key).join('');
}

describe('a query by an index', () => {
  it('finds one partition, in the order of the range and then of the keys', async () => {
    expect(await keysOf(toSupport())).toBe('bdea');
  });

  it('turns round', async () => {
    expect(await keysOf(toSupport().sort(Sort.DESC))).toBe('aedb');
  });

  it.each([
    ['equalTo', WhereConditions.equalTo(2), 'de'],
    ['greaterThan', WhereConditions.greaterThan(2), 'a'],
    ['greaterThanEqualTo', WhereConditions.greaterThanEqualTo(2), 'dea'],
    ['lessThan', WhereConditions.lessThan(2), 'b'],
    ['lessThanEqualTo', WhereConditions.lessThanEqualTo(2), 'bde'],
    ['between', WhereConditions.between(1, 2), 'bde'],
  ] as const)('narrows the range with %s', async (_name, condition, found) => {
    expect(await keysOf(toSupport().where(condition))).toBe(found);
  });

  it.each([
    ['equalTo', new Filter<Visit>().and('by', FilterConditions.equalTo('ana')), 'a'],
    ['beginsWith', new Filter<Visit>().and('by', FilterConditions.beginsWith('ana')), 'ea'],
    ['contains', new Filter<Visit>().and('by', FilterConditions.contains('to')), 'b'],
    ['exists', new Filter<Visit>().and('by', FilterConditions.exists()), 'bea'],
    ['notExists', new Filter<Visit>().and('by', FilterConditions.notExists()), 'd'],
    [
      'greaterThan, for what is missing',
      new Filter<Visit>().and('by', FilterConditions.greaterThan('a')),
      'bea',
    ],
    [
      'two conditions',
      new Filter<Visit>()
        .and('by', FilterConditions.beginsWith('ana'))
        .and('at', FilterConditions.greaterThan(2)),
      'a',
    ],
    [
      'either of two conditions',
      new Filter<Visit>().or('at', FilterConditions.equalTo(1)).or('by', FilterConditions.equalTo('ana')),
      'ba',
    ],
  ] as const)('filters by %s', async (_name, filter, found) => {
    expect(await keysOf(toSupport().filters(filter))).toBe(found);
  });

  it('gives page after page, each value once', async () => {
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query = toSupport().sort(Sort.DESC).limit(3);
      const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
      seen.push(...results.map(({ key }) => key));
      cursor = nextCursor;
    }
    expect(seen.join('')).toBe('aedb');
  });

  it('goes on behind a value that was deleted since', async () => {
    const { nextCursor = '' } = await toSupport().limit(2).getMany();
    await visits.delete('d');
    expect(await keysOf(toSupport().cursor(nextCursor))).toBe('ea');
  });

  it('gives no cursor with the last page', async () => {
    expect((await toSupport().limit(4).getMany()).nextCursor).toBeUndefined();
  });

  it('leaves out what has no value for the range', async () => {
    await kvs.entity('visit').set('f', { project: 'SUP' });
    expect(await keysOf(toSupport())).toBe('bdea');
  });

  it.each([
    ['an index that is not declared', () => visits.query().index('by-mood'), 'INVALID_INDEX'],
    ['no partition', () => visits.query().index('by-project'), 'INVALID_PARTITION'],
    ['more than 100', () => toSupport().limit(101), 'LIST_QUERY_LIMIT_EXCEEDED'],
    ['a cursor of its own making', () => toSupport().cursor('made-up'), 'INVALID_CURSOR'],
  ])('is refused with %s', async (_what, query, code) => {
    await expect(query().getMany()).rejects.toMatchObject({ code });
  });

  it('works on an index that is an attribute', async () => {
    expect(await keysOf(visits.query().index('at'))).toBe('bcdea');
  });
});

describe('a query by keys', () => {
  beforeEach(async () => {
    for (let index = 0; index < 12; index += 1)
      await kvs.set(`item:${String(index).padStart(2, '0')}`, index);
    await kvs.set('other', 1);
  });
  const items = (): ReturnType<typeof kvs.query> =>
    kvs.query().where('key', WhereConditions.beginsWith('item:'));

  it('finds by the beginning of the key, ten where no limit is given', async () => {
    const { results } = await items().getMany();
    expect(results.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('goes on from its cursor', async () => {
    const { nextCursor = '' } = await items().getMany();
    const { results } = await items().cursor(nextCursor).getMany();
    expect(results.map(({ value }) => value)).toEqual([10, 11]);
  });

  it('does not find entities', async () => {
    const { results } = await kvs.query().limit(100).getMany();
    expect(results).toHaveLength(13);
  });
});
