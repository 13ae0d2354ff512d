import { CLOUD_ID } from '../../local/forge/runtime';
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
beforeEach(() => {
  site.jira.log.clear();
  site.jira.faults.set([]);
});

const basic = (token: string): string => `Basic ${btoa(`agent@guestlist.example:${token}`)}`;

function ask(path: string, authorization?: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    'Content-Type': 'application/json',
    ...(authorization && { Authorization: authorization }),
  };
  return fetch(`${listening.url}${path}`, { ...init, headers });
}

const GATEWAY = `/ex/jira/${CLOUD_ID}`;
const MYSELF = '/rest/api/3/myself';

test('the site tells anybody its cloud id', async () => {
  expect(await (await ask('/_edge/tenant_info')).json()).toEqual({ cloudId: CLOUD_ID });
});

test.each([
  ['with an address', basic('local-scoped-token-agent')],
  ['as a bearer token', 'Bearer local-scoped-token-agent'],
])('a token with scopes is taken %s, and the call is made by its account', async (_, authorization) => {
  const response = await ask(`${GATEWAY}${MYSELF}?expand=groups`, authorization);
  expect(await response.json()).toHaveProperty('emailAddress', 'agent@guestlist.example');
  expect(site.jira.log.all()).toMatchObject([{ as: 'basic', path: `${MYSELF}?expand=groups`, status: 200 }]);
});

test('bodies get through', async () => {
  const response = await ask(`${GATEWAY}/rest/servicedeskapi/customer`, basic('local-scoped-token-agent'), {
    method: 'POST',
    body: JSON.stringify({ email: 'x@acme.example', displayName: 'X' }),
  });
  expect(await response.json()).toHaveProperty(
    'errorMessage',
    expect.stringContaining('JIRA Administrators') as string,
  );
});

test('a call beyond the scopes of the token is refused, and does not reach Jira', async () => {
  const response = await ask(`${GATEWAY}/rest/servicedeskapi/servicedesk`, basic('local-narrow-token-agent'));
  expect([response.status, await response.json()]).toEqual([
    401,
    { code: 401, message: 'Unauthorized; scope does not match' },
  ]);
  expect(site.jira.log.all()).toEqual([]);
});

test.each([
  ['a token without scopes', basic('local-token-agent')],
  ['another person’s token', basic('local-scoped-token-jira-admin')],
  ['no token', undefined],
  ['nonsense', 'Bearer local-scoped-token-'],
])('%s is not taken at the gateway', async (_, authorization) => {
  expect(await ask(`${GATEWAY}${MYSELF}`, authorization)).toHaveProperty('status', 401);
});

test('a token with scopes is not taken by the site itself', async () => {
  expect(await ask(MYSELF, basic('local-scoped-token-agent'))).toHaveProperty('status', 401);
});

test('another cloud id leads nowhere', async () => {
  expect(await ask(`/ex/jira/other${MYSELF}`, basic('local-scoped-token-agent'))).toHaveProperty(
    'status',
    404,
  );
});

test('a fault that breaks the connection breaks it here, too', async () => {
  site.jira.faults.set([{ status: 0, rate: 1, afterWork: false }]);
  await expect(ask(`${GATEWAY}${MYSELF}`, basic('local-scoped-token-agent'))).rejects.toThrow('fetch failed');
});
