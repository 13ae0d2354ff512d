import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';

let site: LocalSite;
let listening: Listening;
beforeAll(async () => {
  site = await LocalSite.create();
  listening = await listen(site, { port: 0, screens: false });
});
afterAll(() => listening.close());

async function control(method: string, path: string, body?: unknown): Promise<readonly [number, unknown]> {
  const response = await fetch(`${listening.url}/__site${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return [response.status, text === '' ? undefined : JSON.parse(text)];
}

const idOf = (role: string): string => site.person(role).accountId;
const error = { error: expect.any(String) as string };

describe('tokens', () => {
  const api = async (token: string, base: string): Promise<number> => {
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${base}/organizations?project=SUP`, { headers })).status;
  };

  it('open the API, at the address that comes with them, within their scopes', async () => {
    const made = async (...scopes: string[]): Promise<{ token: string; base: string }> =>
      (await control('POST', '/tokens', { accountId: 'agent', scopes }))[1] as never;
    const full = await made('read:organization:custom');
    const lacking = await made('read:invitation:custom');
    expect(full.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/gateway\/api\/svc\/jira\/apps\/[\w-]+$/);
    expect(await api(full.token, full.base)).toBe(200);
    expect(await api(lacking.token, full.base)).toBe(403);
    expect(await api('made-up', full.base)).toBe(401);
  });

  it.each([
    ['somebody who is not there', { accountId: 'stranger', scopes: [] }],
    ['no scopes', { accountId: 'agent' }],
    ['nothing', undefined],
  ])('are not made for %s', async (_what, body) => {
    expect(await control('POST', '/tokens', body)).toEqual([400, error]);
  });
});

describe('grants', () => {
  const permission = 'invite-customers';

  it('say who holds the app’s permission', async () => {
    const put = await control('PUT', '/grants', {
      permission,
      projectId: '10001',
      accountIds: [idOf('user')],
    });
    expect(put).toEqual([204, undefined]);
    const held = site.jira.state.appPermissions.get(site.forge.permissionKey(permission));
    expect([...(held ?? [])]).toEqual([`10001 ${idOf('user')}`]);
  });

  it.each([
    ['a permission that the app has not', { permission: 'other', projectId: '10001', accountIds: [] }],
    ['a project that there is not', { permission, projectId: '9', accountIds: [] }],
    ['somebody who is not there', { permission, projectId: '10001', accountIds: ['stranger'] }],
    ['nobody named', { permission, projectId: '10001' }],
  ])('are refused with %s', async (_what, body) => {
    expect(await control('PUT', '/grants', body)).toEqual([400, error]);
  });
});

describe('faults of storage', () => {
  afterEach(() => control('PUT', '/storage-faults', []));
  const start = async (): Promise<unknown> =>
    (await control('POST', '/invoke', { project: 'SUP', functionKey: 'invite.start' }))[1];

  it('strike the app once they are put, and are listed', async () => {
    const faults = [{ status: 503, code: 'BUSY', afterWork: false }];
    expect(await control('PUT', '/storage-faults', faults)).toEqual([200, faults]);
    expect(await control('GET', '/storage-faults')).toEqual([200, faults]);
    expect(await start()).toMatchObject({ value: { ok: false } });
    await control('PUT', '/storage-faults', []);
    expect(await start()).toMatchObject({ value: { ok: true } });
  });

  it.each([
    ['an operation that there is not', [{ operations: ['write'] }]],
    ['a status that is no fault', [{ status: 200 }]],
    ['no list', {}],
  ])('are refused with %s', async (_what, body) => {
    expect(await control('PUT', '/storage-faults', body)).toEqual([400, error]);
    expect(await control('GET', '/storage-faults')).toEqual([200, []]);
  });
});

describe('accounts', () => {
  afterEach(() => control('PUT', '/accounts', { accounts: [], refuse: { status: 429, times: 0 } }));
  const report = (): Response =>
    site.forge.personalData.answer({ accounts: [{ accountId: 'gone', updatedAt: '2026-01-01' }] });

  it('that are marked are told to the next report, which is kept', async () => {
    const accounts = [{ accountId: 'gone', status: 'closed' }];
    await control('PUT', '/accounts', { accounts });
    expect(await report().json()).toEqual({ accounts });
    const [, kept] = await control('GET', '/accounts');
    expect(kept).toEqual({ accounts, reports: site.forge.personalData.reports });
  });

  it('take the place of those before', async () => {
    await control('PUT', '/accounts', { accounts: [{ accountId: 'gone', status: 'closed' }] });
    await control('PUT', '/accounts', { accounts: [{ accountId: 'other', status: 'updated' }] });
    expect(report().status).toBe(204);
  });

  it('may refuse reports, and stay marked', async () => {
    await control('PUT', '/accounts', { accounts: [{ accountId: 'gone', status: 'closed' }] });
    await control('PUT', '/accounts', { refuse: { status: 429, times: 1 } });
    expect([report().status, report().status]).toEqual([429, 200]);
  });

  it.each([
    ['a word that Forge does not use', { accounts: [{ accountId: 'gone', status: 'deleted' }] }],
    ['a refusal that is none', { refuse: { status: 200 } }],
    ['a list', []],
  ])('are refused with %s', async (_what, body) => {
    expect(await control('PUT', '/accounts', body)).toEqual([400, error]);
  });
});

describe('queues', () => {
  /** Queues what the app would write. */
  const publish = ({ forge }: LocalSite): void => {
    const item = { key: 'api-key-use:test', value: 1, ttl: { unit: 'DAYS', value: 1 } };
    forge.queues.publish({ queueName: 'audit', jobId: 'job', payload: [{ body: { items: [item] } }] });
  };
  const stats = ({ forge }: LocalSite): Promise<unknown> => forge.queues.stats('job').json();
  const LEFT = { success: 0, inProgress: 1, failed: 0 };
  const DONE = { success: 1, inProgress: 0, failed: 0 };
  /** More than the time between two deliveries. */
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1500));

  it('are delivered when one asks', async () => {
    publish(site);
    expect(await control('POST', '/queues')).toEqual([204, undefined]);
    expect(await stats(site)).toEqual(DONE);
  });

  it('are delivered by themselves while the site listens', async () => {
    publish(site);
    expect(await stats(site)).toEqual(LEFT);
    await wait();
    expect(await stats(site)).toEqual(DONE);
  });

  it('wait where the site does not listen', async () => {
    const quiet = await LocalSite.create();
    publish(quiet);
    await wait();
    expect(await stats(quiet)).toEqual(LEFT);
  });
});
