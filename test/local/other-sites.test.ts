import { request } from 'node:http';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';

const MYSELF = '/rest/api/3/myself';

let listening: Listening;
beforeAll(async () => {
  listening = await listen(await LocalSite.create(), { port: 0, screens: false });
});
afterAll(() => listening.close());

describe('other web pages', () => {
  /** `fetch` sets these headers itself, so this goes below it. */
  const statusWith = (headers: Record<string, string>, path = '/__site/calls'): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(listening.url);
      request({ host: '127.0.0.1', port, path, method: 'DELETE', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('cannot call the site by a name that leads to it', async () => {
    expect(await statusWith({ Host: 'rebound.example' })).toBe(403);
  });

  it.each(['https://elsewhere.example', 'http://127.0.0.1:1', 'null'])(
    'cannot call it from %s',
    async (Origin) => {
      expect(await statusWith({ Origin })).toBe(403);
    },
  );

  it('cannot call Jira’s API either', async () => {
    expect(await statusWith({ Origin: 'https://elsewhere.example' }, MYSELF)).toBe(403);
  });

  it('are not its own', async () => {
    expect(await statusWith({ Origin: listening.url })).toBe(204);
  });

  it('are not those who name it localhost', async () => {
    const { port } = new URL(listening.url);
    expect(await statusWith({ Host: `localhost:${port}`, Origin: `http://localhost:${port}` })).toBe(204);
  });
});

it('listens on the loopback address only', () => {
  expect(new URL(listening.url).hostname).toBe('127.0.0.1');
});
