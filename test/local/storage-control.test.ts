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

function control(method: string, path: string, body?: unknown): Promise<Response> {
  const url = `${listening.url}/__site${path}`;
  return fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
const start = (): Promise<Response> =>
  control('POST', '/invoke', { project: 'SUP', functionKey: 'invite.start' });

describe('the calls to storage', () => {
  it('are listed, and forgotten by DELETE', async () => {
    await start();
    const calls = (await (await control('GET', '/storage-calls')).json()) as string[];
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.every((path) => path.startsWith('/api/v1/'))).toBe(true);
    expect(await control('DELETE', '/storage-calls')).toHaveProperty('status', 204);
    expect(await (await control('GET', '/storage-calls')).json()).toEqual([]);
  });
});

describe('storage', () => {
  it('can be slow: each call waits that long', async () => {
    expect(await control('PUT', '/storage', { latencyMs: 61 })).toHaveProperty('status', 204);
    await control('DELETE', '/storage-calls');
    const waits = jest.spyOn(globalThis, 'setTimeout');
    await start();
    const waited = waits.mock.calls.filter(([, ms]) => ms === 61);
    waits.mockRestore();
    const calls = (await (await control('GET', '/storage-calls')).json()) as string[];
    expect(calls.length).toBeGreaterThan(0);
    expect(waited).toHaveLength(calls.length);
    await control('PUT', '/storage', { latencyMs: 0 });
  });

  it('keeps what it is not told', async () => {
    const { expiredKeptMs } = site.forge.kvs.store;
    await control('PUT', '/storage', { latencyMs: 5 });
    await control('PUT', '/storage', { expiredKeptMs: 0 });
    expect([site.forge.kvs.latencyMs, site.forge.kvs.store.expiredKeptMs]).toEqual([5, 0]);
    await control('PUT', '/storage', { latencyMs: 0, expiredKeptMs });
  });

  it.each([{ latencyMs: -1 }, { latencyMs: 'slow' }, { speed: 1 }])('cannot be told %j', async (body) => {
    expect(await control('PUT', '/storage', body)).toHaveProperty('status', 400);
  });
});
