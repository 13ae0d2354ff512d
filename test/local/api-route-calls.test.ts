import type { ForgeHost } from '../../local/forge/host';
import { fixtureHost } from './fixture-app/host';
import { personWithRole } from './people';

const WRITE = 'write:visit:custom';
const READ = 'read:visit:custom';

let host: ForgeHost;
beforeEach(() => {
  host = fixtureHost();
});

interface Call {
  readonly scopes?: readonly string[];
  /** The header `Authorization`; the agent's token where none is told. */
  readonly authorization?: string;
  readonly body?: string;
}

function call(
  method: string,
  path: string,
  {
    scopes = [WRITE, READ],
    authorization = `Bearer ${host.apiRoutes.grant(personWithRole(host.site, 'agent').accountId, scopes)}`,
    body,
  }: Call = {},
): Promise<Response> {
  const request = new Request(host.apiUrl + path, {
    method,
    headers: { Authorization: authorization },
    ...(body !== undefined && { body }),
  });
  return host.callApi(request);
}

const statusOf = async (...args: Parameters<typeof call>): Promise<number> => (await call(...args)).status;

describe('the function of an API route', () => {
  it('receives the request as a web trigger does, with the path below the API’s own', async () => {
    const answer = await call('POST', '/visits?a=1&a=2', { body: 'hello' });
    expect(await answer.json()).toMatchObject({
      request: {
        method: 'POST',
        path: '/visits',
        userPath: 'visits',
        headers: { authorization: [expect.stringMatching(/^Bearer /)] },
        queryParameters: { a: ['1', '2'] },
        body: 'hello',
      },
    });
  });

  it('is told whose token it is, and acts as that person', async () => {
    const { accountId } = personWithRole(host.site, 'agent');
    const ari = expect.stringMatching(/^ari:cloud:/) as string;
    expect(await (await call('POST', '/visits')).json()).toMatchObject({
      backend: { principal: { accountId }, installContext: ari, installation: { ari } },
      displayName: 'Ana Agent',
    });
  });

  it('answers with the status and the headers that it names', async () => {
    const answer = await call('POST', '/visits');
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([201, 'application/json']);
  });

  it('that throws is told to whoever runs the host', async () => {
    await expect(call('POST', '/visits', { body: 'fail' })).rejects.toThrow('Out of paper');
  });
});

describe('an API route', () => {
  it.each([
    ['POST', '/visits', 201],
    ['GET', '/visits/one', 201],
    ['GET', '/visits/one/two', 404],
    ['GET', '/visits/', 404],
    ['GET', '/visits', 404],
    ['GET', '/visitsone', 404],
    ['POST', '/visits/one', 404],
    ['DELETE', '/visits', 404],
  ])('is found by the whole path and the method: %s %s answers %i', async (method, path, status) => {
    expect(await statusOf(method, path)).toBe(status);
  });

  it.each([
    ['a token that nobody gave', 'Bearer made-up'],
    ['a password', 'Basic YTpi'],
    ['an empty token', 'Bearer '],
  ])('answers 401 with %s, even where there is no route', async (_what, authorization) => {
    expect(await statusOf('POST', '/visits', { authorization })).toBe(401);
    expect(await statusOf('POST', '/nowhere', { authorization })).toBe(401);
  });

  it.each([
    ['POST', '/visits', [READ]],
    ['GET', '/visits/one', [WRITE]],
    ['POST', '/visits', []],
  ])('answers 403 to %s %s with only the scopes %j', async (method, path, scopes) => {
    expect(await statusOf(method, path, { scopes })).toBe(403);
  });

  it('takes no body of more than 5 MB', async () => {
    expect(await statusOf('POST', '/visits', { body: 'x'.repeat(5_000_000) })).toBe(201);
    expect(await statusOf('POST', '/visits', { body: 'x'.repeat(5_000_001) })).toBe(413);
  });
});
