import { connect } from 'node:net';
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

/** The address of the app's web trigger, as the app is told it. */
async function address(): Promise<URL> {
  const query = 'mutation { createWebTriggerUrl }';
  const answer = site.forge.webTriggers.graphql({ query, variables: { input: { triggerKey: 'script' } } });
  const reply = (await answer?.json()) as { data: { createWebTriggerUrl: { url: string } } } | undefined;
  return new URL(reply?.data.createWebTriggerUrl.url ?? '');
}

/** Sends lines as they are: no client comes between. @returns the answer's first line. */
function send(url: URL, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname, () => socket.write(lines.join('\r\n')));
    socket.once('data', (answer) => {
      resolve(answer.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('over HTTP, a web trigger', () => {
  it('is at the address of the site', async () => {
    expect((await address()).origin).toBe(listening.url);
  });

  it('answers whoever calls', async () => {
    const response = await fetch(await address(), { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
  });

  it('receives a header that was sent twice as two values', async () => {
    const url = await address();
    const called = jest.spyOn(site.forge, 'callWebTrigger');
    const line = await send(url, [
      `POST ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      'Authorization: Bearer one',
      'Idempotency-Key: a',
      'AUTHORIZATION: Bearer two',
      'Idempotency-Key: b',
      'Content-Length: 2',
      'Connection: close',
      '',
      '{}',
    ]);
    expect(line).toMatch(/^HTTP\/1\.1 4/);
    const [, , rawHeaders = []] = called.mock.calls[0] ?? [];
    const values = (name: string): string[] =>
      rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
    expect(values('authorization')).toEqual(['Bearer one', 'Bearer two']);
    expect(values('idempotency-key')).toEqual(['a', 'b']);
  });
});
