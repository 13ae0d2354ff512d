import { faultSchema } from '../../local/jira/faults';
import { JiraSite } from '../../local/jira/site';
import { as } from './people';
import type { Answered } from './people';

const MYSELF = '/rest/api/3/myself';
const ORGANIZATION = '/rest/servicedeskapi/organization';

let site: JiraSite;
beforeEach(() => {
  site = new JiraSite();
});

function strike(...faults: object[]): void {
  site.faults.set(faults.map((fault) => faultSchema.parse(fault)));
}

const get = (path: string): Promise<Answered> => as(site, 'agent')('GET', path);
const make = (name: string): Promise<Answered> => as(site, 'agent')('POST', ORGANIZATION, { body: { name } });
const isThere = (name: string): boolean =>
  [...site.state.organizations.values()].some((organization) => organization.name === name);

/** What each of some calls answered. */
async function statuses(count: number, path = MYSELF): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < count; index += 1) all.push((await get(path)).status);
  return all;
}

describe('a fault', () => {
  it('answers with its status, Retry-After and reason', async () => {
    strike({ status: 429, retryAfter: 7, reason: 'jira-burst-based' });
    const { status, headers } = await get(MYSELF);
    expect([status, headers.get('Retry-After'), headers.get('RateLimit-Reason')]).toEqual([
      429,
      '7',
      'jira-burst-based',
    ]);
  });

  it('strikes for ever where no number is given, and as often as one says', async () => {
    strike({ status: 503, times: 2 });
    expect(await statuses(3)).toEqual([503, 503, 200]);
    strike({ status: 503 });
    expect(await statuses(5)).toEqual([503, 503, 503, 503, 503]);
  });

  it('strikes only paths that hold its piece', async () => {
    strike({ status: 503, path: '/organization' });
    expect((await get(ORGANIZATION)).status).toBe(503);
    expect((await get(MYSELF)).status).toBe(200);
  });

  it('can be told by the query', async () => {
    strike({ status: 503, path: 'limit=3' });
    expect((await get(`${ORGANIZATION}?limit=3`)).status).toBe(503);
    expect((await get(`${ORGANIZATION}?limit=4`)).status).toBe(200);
  });

  it('strikes only its method', async () => {
    strike({ status: 503, method: 'POST', path: ORGANIZATION });
    expect((await get(ORGANIZATION)).status).toBe(200);
    expect((await make('Hooli')).status).toBe(503);
  });

  it('strikes its share of calls, the same ones in each run', async () => {
    const struck = async (): Promise<number[]> => {
      site = new JiraSite({ seed: 3 });
      strike({ status: 503, rate: 0.25 });
      return statuses(200);
    };
    const first = await struck();
    const share = first.filter((status) => status === 503).length / 200;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.35);
    expect(await struck()).toEqual(first);
  });

  it('keeps the work from being done', async () => {
    strike({ status: 503 });
    await make('Hooli');
    expect(isThere('Hooli')).toBe(false);
  });

  it('after the work loses only the answer', async () => {
    strike({ status: 503, afterWork: true });
    expect((await make('Hooli')).status).toBe(503);
    expect(isThere('Hooli')).toBe(true);
  });

  it.each([
    [false, 0],
    [true, 201],
  ])('with status 0 gives no answer; the work is done: %s', async (afterWork, logged) => {
    strike({ status: 0, afterWork });
    await expect(make('Hooli')).rejects.toThrow('no answer');
    expect(isThere('Hooli')).toBe(afterWork);
    expect(site.log.all()).toMatchObject([{ status: logged }]);
  });

  it('gives way to the next one once it is used up', async () => {
    strike({ status: 429, times: 1 }, { status: 503, times: 1 });
    expect(await statuses(3)).toEqual([429, 503, 200]);
  });

  it.each([
    { status: 200 },
    { status: 99 },
    { status: 600 },
    { status: 503, rate: 2 },
    { status: 503, times: 0 },
    { status: 503, retryAfter: -1 },
    { status: 503, when: 'always' },
    {},
  ])('cannot be %j', (fault) => {
    expect(faultSchema.safeParse(fault).success).toBe(false);
  });
});

describe('latency', () => {
  afterEach(() => jest.useRealTimers());

  it('makes each call take that long, and no longer', async () => {
    jest.useFakeTimers();
    const slow = new JiraSite({ latencyMs: 50 });
    const answered = jest.fn();
    const asked = as(slow, 'agent')('GET', MYSELF).then(answered);
    await jest.advanceTimersByTimeAsync(49);
    expect(answered).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    expect(answered).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }));
    await asked;
  });
});
