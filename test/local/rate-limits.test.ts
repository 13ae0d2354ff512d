import { JiraSite } from '../../local/jira/site';
import { StoppedClock } from './stopped-clock';
import { as, asApp, OPT_IN } from './people';
import type { Answered, Ask } from './people';

const ON_DESK = '/rest/servicedeskapi/servicedesk/1/customer';
const ORGANIZATION = '/rest/servicedeskapi/organization';

let site: JiraSite;
beforeEach(() => {
  site = new JiraSite({ profile: 'rate-limited', clock: new StoppedClock() });
});

const listCustomers = (ask: Ask): Promise<Answered> => ask('GET', ON_DESK, { headers: OPT_IN });

async function times<T>(count: number, call: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let index = 0; index < count; index += 1) all.push(await call());
  return all;
}

describe('the burst limit', () => {
  it('lets five lists of a desk’s customers through in a second, whoever asks', async () => {
    const asked = [as(site, 'agent'), asApp(site), as(site, 'jira-admin')];
    const answers = await Promise.all([...asked, ...asked].map(listCustomers));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it('is another one for each endpoint', async () => {
    await times(6, () => listCustomers(asApp(site)));
    expect(await asApp(site)('GET', ORGANIZATION)).toHaveProperty('status', 200);
  });

  it('lets calls through again after a second', async () => {
    await times(6, () => listCustomers(asApp(site)));
    site.clock.advance(1000);
    expect(await listCustomers(asApp(site))).toHaveProperty('status', 200);
  });

  it('tells how much is left, and when little is', async () => {
    const answers = await times(5, () => listCustomers(asApp(site)));
    expect(answers.map(({ headers }) => headers.get('X-RateLimit-Remaining'))).toEqual([
      '4',
      '3',
      '2',
      '1',
      '0',
    ]);
    expect(answers.map(({ headers }) => headers.get('X-RateLimit-NearLimit'))).toEqual([
      null,
      null,
      null,
      null,
      'true',
    ]);
  });

  it('tells a call that is refused why, and when to come again', async () => {
    const refused = (await times(6, () => listCustomers(asApp(site)))).at(-1);
    expect(Object.fromEntries(refused?.headers ?? [])).toMatchObject({
      'ratelimit-reason': 'jira-burst-based',
      'retry-after': '1',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': expect.stringMatching(/^20\d\d-.*Z$/) as string,
    });
  });

  it('keeps the work of a refused call from being done', async () => {
    const create = (): Promise<Answered> =>
      asApp(site)('POST', ORGANIZATION, { body: { name: `Made ${site.state.organizations.size}` } });
    const before = site.state.organizations.size;
    await times(130, create);
    expect(site.state.organizations.size - before).toBe(100);
  });
});

describe('the hourly quota', () => {
  const MYSELF = '/rest/api/3/myself';
  /** A list of 1000 users costs 2001 points; the quota is 65,000. */
  const ENOUGH = 33;
  const spend = (ask: Ask, lists: number): Promise<Answered[]> =>
    times(lists, () => ask('GET', '/rest/api/3/users/search?maxResults=1000'));

  beforeEach(() => {
    for (let index = 0; index < 1000; index += 1) site.state.addCustomer(`${index}@x.example`, 'X');
  });

  it('refuses the app’s calls, to every endpoint, until the hour is over', async () => {
    await spend(asApp(site), ENOUGH);
    const { status, headers } = await asApp(site)('GET', MYSELF);
    expect([status, headers.get('RateLimit-Reason')]).toEqual([429, 'jira-quota-global-based']);

    site.clock.advance((Number(headers.get('Retry-After')) - 1) * 1000);
    expect(await asApp(site)('GET', MYSELF)).toHaveProperty('status', 429);
    site.clock.advance(1000);
    expect(await asApp(site)('GET', MYSELF)).toHaveProperty('status', 200);
  });

  it('is 65,000 points', async () => {
    await spend(asApp(site), ENOUGH - 1);
    expect(await asApp(site)('GET', MYSELF)).toHaveProperty('status', 200);
  });

  it('is spent by calls in the name of somebody, too', async () => {
    const user = site.user('5b10ac8d:agent');
    const ask: Ask = async (method, path) => {
      const response = await site.call(user, new Request(`http://127.0.0.1${path}`, { method }));
      return { status: response.status, headers: response.headers, body: undefined };
    };
    await spend(ask, ENOUGH);
    expect(await asApp(site)('GET', MYSELF)).toHaveProperty('status', 429);
  });

  it('does not hold for calls with an API token', async () => {
    await spend(asApp(site), ENOUGH);
    expect(await as(site, 'agent')('GET', MYSELF)).toHaveProperty('status', 200);
  });

  it('is not spent by calls with an API token', async () => {
    await spend(as(site, 'agent'), ENOUGH);
    expect(await asApp(site)('GET', MYSELF)).toHaveProperty('status', 200);
  });
});

describe('on other profiles', () => {
  it('there is no limit', async () => {
    site = new JiraSite();
    const answers = await times(8, () => listCustomers(asApp(site)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });
});

describe('the log of calls', () => {
  beforeEach(() => {
    site = new JiraSite();
  });

  it.each([
    ['a write', 'POST', ORGANIZATION, { name: 'Hooli' }, 1],
    ['a list of four organizations', 'GET', ORGANIZATION, undefined, 5],
    ['a user', 'GET', '/rest/api/3/myself', undefined, 3],
    ['a list with one user', 'GET', '/rest/api/3/user/search?query=ana', undefined, 3],
    ['what is not there', 'GET', `${ORGANIZATION}/999`, undefined, 1],
  ])('counts the points of %s', async (_what, method, path, body, points) => {
    await as(site, 'agent')(method, path, { body });
    expect(site.log.all()).toMatchObject([{ method, path, points }]);
  });

  it('tells as whom each call was made', async () => {
    const app = site.app();
    const request = (): Request => new Request('http://127.0.0.1/rest/api/3/serverInfo');
    await site.call(app, request());
    await site.call(site.user('5b10ac8d:agent'), request());
    await as(site, 'jira-admin')('GET', '/rest/api/3/serverInfo');
    await as(site, 'nobody')('GET', '/rest/api/3/serverInfo');
    expect(site.log.all().map((call) => [call.as, call.accountId])).toEqual([
      ['app', app.person?.accountId],
      ['user', '5b10ac8d:agent'],
      ['basic', '5b10ac8d:jira-admin'],
      ['anonymous', undefined],
    ]);
  });
});
