import type { ForgeHost } from '../../local/forge/host';
import { fixtureHost, invoke } from './fixture-app/host';

let host: ForgeHost;
beforeEach(() => {
  host = fixtureHost();
});

interface Addresses {
  readonly url: string;
  readonly again: string;
  readonly other: string;
  readonly all: readonly { readonly moduleKey: string; readonly url: string }[];
}

const addressesOf = async (key: string): Promise<Addresses> =>
  (await invoke(host, 'webTriggers', { key })) as Addresses;
const idOf = (url: string): string => new URL(url).pathname.split('/')[2] ?? '';

/** A request to a web trigger, at its address. */
async function call(key: string, body: string, more = ''): Promise<Response> {
  const { url } = await addressesOf(key);
  return host.callWebTrigger(idOf(url), new Request(url + more, { method: 'POST', body }));
}

describe('the address of a web trigger', () => {
  it('stays the same, unless a new one is asked for', async () => {
    const { url, again, other } = await addressesOf('dynamic');
    expect(again).toBe(url);
    expect(other).not.toBe(url);
  });

  it('is listed for the app', async () => {
    const { url, other, all } = await addressesOf('dynamic');
    expect(all).toEqual([url, other].map((each) => ({ moduleKey: 'dynamic', url: each })));
  });

  it('is refused to an app that has no such web trigger', async () => {
    await expect(addressesOf('other')).rejects.toThrow('Failed to get web trigger URL');
  });

  it('answers 404 once it is deleted', async () => {
    const { url } = await addressesOf('dynamic');
    await invoke(host, 'dropWebTrigger', url);
    expect(await host.callWebTrigger(idOf(url), new Request(url))).toHaveProperty('status', 404);
  });

  it('answers 404 where there never was one', async () => {
    const request = new Request('http://127.0.0.1/public/made-up');
    expect(await host.callWebTrigger('made-up', request)).toHaveProperty('status', 404);
  });
});

describe('a dynamic web trigger', () => {
  it('receives the whole request', async () => {
    const response = await call('dynamic', 'hello', '/some/where?a=1&a=2&b=3');
    expect(await response.json()).toMatchObject({
      method: 'POST',
      userPath: '/some/where',
      queryParameters: { a: ['1', '2'], b: ['3'] },
      headers: { 'content-type': ['text/plain;charset=UTF-8'] },
      body: 'hello',
    });
  });

  it('receives both values of a header that stands twice, under its name in small letters', async () => {
    const { url } = await addressesOf('dynamic');
    const raw = [
      'Authorization',
      'Bearer one',
      'IDEMPOTENCY-Key',
      'a',
      'authorization',
      'Bearer two',
      'X',
      'y',
    ];
    const twice = [...raw, 'Idempotency-Key', 'b'];
    const request = new Request(url, { method: 'POST', body: 'hello' });
    const { headers } = (await (await host.callWebTrigger(idOf(url), request, twice)).json()) as {
      headers: unknown;
    };
    expect(headers).toEqual({
      authorization: ['Bearer one', 'Bearer two'],
      'idempotency-key': ['a', 'b'],
      x: ['y'],
    });
  });

  it.each([
    [5_000_000, 201],
    [5_000_001, 413],
  ])('with a body of %i bytes answers %i', async (bytes, status) => {
    expect(await call('dynamic', 'x'.repeat(bytes))).toHaveProperty('status', status);
  });

  it('answers with the status and the headers that the function names', async () => {
    const response = await call('dynamic', 'hello');
    expect(response.status).toBe(201);
    expect(response.headers.get('X-Twice')).toBe('one, two');
  });

  it('that throws is told to whoever runs the host', async () => {
    await expect(call('dynamic', 'fail')).rejects.toThrow('Out of paper');
  });
});

describe('a static web trigger', () => {
  it('answers with the output that the function names, and nothing of the function’s own', async () => {
    const response = await call('static', 'taken');
    expect(response.status).toBe(202);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.json()).toEqual({ taken: true });
  });

  it('can answer with an empty body', async () => {
    const response = await call('static', 'refused');
    expect([response.status, await response.text()]).toEqual([403, '']);
  });

  it('answers 500 for an output that the manifest does not name', async () => {
    expect(await call('static', 'made-up')).toHaveProperty('status', 500);
  });
});
