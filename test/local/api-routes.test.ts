import { ApiRoutes } from '../../local/forge/api-routes';
import { readManifest } from '../../local/forge/manifest';

const routes = new ApiRoutes(readManifest('manifest.yml'));
const READ = 'read:organization:custom';

function request(path: string, { token, method = 'GET' }: { token?: string; method?: string } = {}): Request {
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return new Request(`http://127.0.0.1${routes.base}${path}`, { method, headers });
}

test('a request reaches the route of its path and method, as whoever granted the token', () => {
  const token = routes.grant('5b10:ana', [READ]);
  expect(routes.admit(request('/organizations?project=SUP', { token }))).toMatchObject({
    ok: true,
    accountId: '5b10:ana',
    path: '/organizations',
    route: { key: 'api-organizations' },
  });
});

test('what stands for the star at the end of a route is the app’s to read', () => {
  const token = routes.grant('5b10:ana', ['read:invitation:custom']);
  expect(routes.admit(request('/invitations/one', { token }))).toMatchObject({ path: '/invitations/one' });
});

test.each<[string, string, { token?: string; method?: string }, number]>([
  ['without a token', '/organizations', {}, 401],
  ['with a token that nobody gave', '/organizations', { token: 'made-up' }, 401],
  [
    'with a token for something else',
    '/organizations',
    { token: routes.grant('a', ['read:invitation:custom']) },
    403,
  ],
  ['to a path that is no route', '/customers', { token: routes.grant('a', [READ]) }, 404],
  [
    'to a route with another method',
    '/organizations',
    { token: routes.grant('a', [READ]), method: 'POST' },
    404,
  ],
  ['with nothing in place of the star', '/invitations/', { token: routes.grant('a', [READ]) }, 404],
])('a request %s does not reach the app', (_, path, options, status) => {
  expect(routes.admit(request(path, options))).toEqual({ ok: false, status });
});
