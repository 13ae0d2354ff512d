import path from 'node:path';
import { parseApp, readApp } from '../../tools/trust/app';
import type { App } from '../../tools/trust/app';
import { CHECKS } from '../../tools/trust/checks';
import { CALLS_WITHOUT_SCOPE, SCOPE_CALLS } from '../../tools/trust/scope-table';
import { isSpecificationHere, readSpecification } from '../local/specification';
import { parsed, smallApp } from './small-app';
import type { SmallApp } from './small-app';

const violationsOf = (app: App): string[] =>
  CHECKS.flatMap(({ name, violations }) => violations(app).map((violation) => `${name}: ${violation}`));

/** What the checks say of the least app once it is broken. */
function broken(breakIt: (app: SmallApp) => void): string[] {
  const app = smallApp();
  breakIt(app);
  return violationsOf(parsed(app));
}

/** Writes another text in a file; what is replaced must be there. */
function rewrite({ source }: SmallApp, file: string, before: string, after: string): void {
  const text = source[file] ?? '';
  if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
  source[file] = text.replace(before, after);
}

/** Adds a file. */
function write(text: string): (app: SmallApp) => void {
  return ({ source }) => (source['src/a.ts'] = text);
}

/** Where actions come in. */
const ACTION = 'src/entry/action.ts';

const first = ({ manifest }: SmallApp, type: string): Record<string, unknown> =>
  manifest.modules[type]?.[0] ?? {};

describe('nothing is found', () => {
  test('in this app', () => {
    expect(violationsOf(parseApp(readApp(path.resolve(__dirname, '../..'))))).toEqual([]);
  });

  test('in the least app', () => {
    expect(violationsOf(parsed(smallApp()))).toEqual([]);
  });
});

test('a manifest that cannot be read is told in words', () => {
  const app = smallApp();
  Object.assign(app.manifest.permissions, { scopes: ['storage:app'] });
  expect(() => parsed(app)).toThrow(/^manifest\.yml: .*permissions\.scopes/s);
});

test.each<[string, (app: SmallApp) => void, RegExp]>([
  ['addresses outside', ({ manifest }) => (manifest.permissions['external'] = {}), /permissions\.external/],
  [
    'unsafe content',
    ({ manifest }) => (manifest.permissions['content'] = { scripts: ['unsafe-eval'] }),
    /unsafe-eval/,
  ],
  ['a remote', ({ manifest }) => (manifest['remotes'] = [{ key: 'r' }]), /egress: the manifest has remotes/],
  ['an endpoint', ({ manifest }) => (manifest.modules['endpoint'] = [{ key: 'e' }]), /the module endpoint/],
  [
    'a page served by an endpoint',
    (app) => (first(app, 'jira:adminPage')['resolver'] = { endpoint: 'e' }),
    /served by an endpoint/,
  ],
  [
    'a part of the manifest that nobody judged',
    ({ manifest }) => (manifest['connectModules'] = {}),
    /connectModules, which may/,
  ],
  [
    'a permission that nobody judged',
    ({ manifest }) => (manifest.permissions['optional'] = {}),
    /permissions\.optional/,
  ],
  ['a fetch', write(`fetch('https://example.com');`), /src\/a\.ts:1 calls fetch\(\)/],
  ['a fetch of the global object', write(`globalThis.fetch('https://example.com');`), /calls fetch\(\)/],
  ['a socket', write(`new WebSocket('wss://example.com');`), /makes a WebSocket/],
  ['a module of Node’s', write(`import { request } from 'node:https';`), /imports node:https/],
  ['a module of Node’s by its old name', write(`import { request } from 'https';`), /imports https/],
  ['a package that is passed on', write(`export { sql } from '@forge/sql';`), /passes on what is not/],
  ['a package at run time', write(`export const load = () => import('@forge/sql');`), /imports at run time/],
  ['a route that is only trusted', write(`assumeTrustedRoute(path);`), /calls assumeTrustedRoute\(\)/],
])('egress: %s is found', (_what, breakIt, expected) => {
  expect(broken(breakIt)).toContainEqual(expect.stringMatching(expected));
});

describe('web triggers', () => {
  interface Response {
    type: string;
    outputs: Record<string, unknown>[];
  }
  const respond = (app: SmallApp): Response => first(app, 'webtrigger')['response'] as Response;

  test.each<[string, (app: SmallApp) => void, string]>([
    ['a dynamic one', (app) => (respond(app).type = 'dynamic'), 'webtrigger script is not static'],
    [
      'one that says nothing',
      (app) => delete first(app, 'webtrigger')['response'],
      'webtrigger script is not static',
    ],
    ['a missing output', (app) => respond(app).outputs.shift(), 'the output created must be 201'],
    [
      'another status',
      (app) => (respond(app).outputs[0] = { ...respond(app).outputs[0], statusCode: 200 }),
      'the output created must be 201',
    ],
    [
      'another body',
      (app) => (respond(app).outputs[1] = { ...respond(app).outputs[1], body: '{}' }),
      'the output exists must be 200',
    ],
    [
      'an output that says more',
      (app) => (respond(app).outputs[0] = { ...respond(app).outputs[0], headers: {} }),
      'the output created must be 201',
    ],
    [
      'an output that stands twice',
      (app) => respond(app).outputs.push({ key: 'created', statusCode: 500 }),
      'the output created must be 201',
    ],
    [
      'an unknown output',
      (app) => respond(app).outputs.push({ key: 'more', statusCode: 200 }),
      'the output more is none',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toEqual([expect.stringContaining(expected)]);
  });
});

describe('scopes', () => {
  const USERS = 'src/jira/users.ts';
  const scopes = ({ manifest }: SmallApp) => manifest.permissions.scopes;

  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'an unused one',
      (app) => (scopes(app)['manage:jira-project'] = {}),
      'manage:jira-project is asked for, and nothing uses it',
    ],
    [
      'a missing one',
      (app) => delete scopes(app)['read:jira-user'],
      `${USERS}:4 needs the scope read:jira-user`,
    ],
    ['a missing one of storage', (app) => delete scopes(app)['storage:app'], 'needs the scope storage:app'],
    [
      'storage that nobody uses',
      (app) => (app.source['src/store/store.ts'] = ''),
      'storage:app is asked for, and nothing uses it',
    ],
    [
      'accounts reported without leave',
      (app) => (app.source['src/a.ts'] = `import { privacy } from '@forge/api'; privacy.x();`),
      'needs the scope report:personal-data',
    ],
    [
      'an unknown call',
      (app) => rewrite(app, USERS, '/rest/api/3/user/email/bulk', '/rest/api/3/groups'),
      'GET /rest/api/3/groups, which tools/trust',
    ],
    [
      'a known path with another method',
      (app) => rewrite(app, USERS, 'headers: {}', "method: 'DELETE'"),
      'calls DELETE /rest/api/3/user/email/bulk',
    ],
    [
      'an unknown package of Forge',
      (app) => (app.source['src/a.ts'] = `import { sql } from '@forge/sql';`),
      'imports @forge/sql',
    ],
    [
      'impersonation in vain',
      (app) => (scopes(app)['read:email-address:jira'] = { allowImpersonation: true }),
      'read:email-address:jira may impersonate, and nothing',
    ],
    [
      'impersonation where nobody is absent',
      (app) => rewrite(app, USERS, 'asUser(accountId)', 'asUser()'),
      'read:jira-user may impersonate, and nothing',
    ],
    [
      'impersonation where the person is at the screen',
      (app) => rewrite(app, USERS, '(jira, query) => jira.', '(user, query) => user.'),
      'read:jira-user may impersonate, and nothing',
    ],
    [
      'impersonation that is missing',
      (app) => (scopes(app)['read:jira-user'] = {}),
      'read:jira-user is used as somebody who is absent',
    ],
    [
      'a path that is not written out',
      (app) =>
        rewrite(
          app,
          USERS,
          'app.requestJira(route`/rest/api/3/user/email/bulk`',
          'app.requestJira(somewhere',
        ),
      'is not written out',
    ],
    [
      'a method that is not written out',
      (app) => rewrite(app, USERS, '{ headers: {} }', 'options'),
      'is not written out',
    ],
    [
      'a method that is spread in',
      (app) => rewrite(app, USERS, '{ headers: {} }', '{ ...options }'),
      'is not written out',
    ],
    [
      'a method that is spread in by a json() of another file',
      (app) => rewrite(app, USERS, '{ headers: {} }', '{ ...json() }'),
      'is not written out',
    ],
    [
      'a method under a quoted name',
      (app) => rewrite(app, USERS, 'headers: {}', "'method': 'DELETE'"),
      'calls DELETE /rest/api/3/user/email/bulk',
    ],
    [
      'a method under a computed name',
      (app) => rewrite(app, USERS, 'headers: {}', '[name]: value'),
      'is not written out',
    ],
    ['a call by its name in quotes', write(`jira['requestJira'](path);`), 'src/a.ts:1 uses requestJira'],
    [
      'a call under another name',
      write(`const go = jira.requestJira; go(path);`),
      'src/a.ts:1 uses requestJira',
    ],
    [
      'a call that is imported under another name',
      write(`import { requestJira as go } from '@forge/bridge'; go(path);`),
      'src/a.ts:1 uses requestJira',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });

  test('calls of a screen are followed to where their path is written', () => {
    const found = broken(({ source }) => {
      source['static/jira.ts'] = `
        export const groups = () => page('/rest/api/3/groups');
        const page = 1;
        function list(path) { return requestJira(\`\${path}?start=0\`); }
        export const desks = () => list('/rest/servicedeskapi/servicedesk');
        export const others = (id) => list(\`/rest/servicedeskapi/servicedesk/\${id}/queue\`);`;
    });
    expect(found).toEqual([
      expect.stringContaining('GET /rest/servicedeskapi/servicedesk/{}/queue, which'),
      expect.stringContaining('needs the scope read:servicedesk-request'),
    ]);
  });

  test('what json() makes has no method of its own', () => {
    const found = broken((app) => {
      app.source['src/jira/caller.ts'] = 'export const json = (body) => ({ body });';
      rewrite(app, USERS, 'import { asUser', "import { json } from './caller';\nimport { asUser");
      rewrite(app, USERS, '{ headers: {} }', '{ ...json() }');
    });
    expect(found).toEqual([]);
  });

  test('a wrapper that hands its own arguments on is no call', () => {
    const found = broken(({ source }) => {
      source['src/jira/retry.ts'] = `
        export const retry = (caller) => ({ async requestJira(path, init) { return caller.requestJira(path, init); } });`;
    });
    expect(found).toEqual([]);
  });

  const describeWhereHere = isSpecificationHere ? describe : describe.skip;
  describeWhereHere(
    `the table, held against Atlassian's files${isSpecificationHere ? '' : ' (skipped: ../shared/openapi is not here)'}`,
    () => {
      const specification = isSpecificationHere ? readSpecification() : new Map<string, never>();
      const listed = Object.entries(SCOPE_CALLS).flatMap(([scope, calls]) =>
        calls.map((call) => [scope, call] as const),
      );

      test.each(listed)('%s is enough for %s', (scope, call) => {
        expect(specification.get(call)?.scopes).toContainEqual([scope]);
      });

      test.each(CALLS_WITHOUT_SCOPE)('nothing is needed for %s', (call) => {
        expect(specification.get(call)).toMatchObject({ anonymous: true });
        expect(specification.get(call)?.scopes).toContainEqual([]);
      });
    },
  );
});

describe('doors', () => {
  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'a function without its guard',
      (app) => rewrite(app, 'src/entry/admin.ts', 'guarded({', '({'),
      'show is not made by guarded()',
    ],
    [
      'a guard of somebody’s own',
      (app) =>
        rewrite(
          app,
          'src/entry/admin.ts',
          "import { guarded } from '../guard/guard';",
          'const guarded = (x) => x;',
        ),
      'show is not made by guarded()',
    ],
    [
      'a list that is put together',
      (app) => rewrite(app, 'src/entry/admin.ts', '[show]', 'all()'),
      'not given a list that is written out',
    ],
    [
      'one more spread into the list',
      (app) => rewrite(app, 'src/entry/admin.ts', '[show]', '[show, ...others]'),
      '...others is not made by guarded()',
    ],
    [
      'a resolver that is made otherwise',
      (app) => rewrite(app, 'src/index.ts', 'resolverOf(adminFunctions)', 'adminFunctions'),
      'is not made by resolverOf()',
    ],
    [
      'a resolver besides',
      (app) => (app.source['src/b.ts'] = `import Resolver from '@forge/resolver';`),
      'src/b.ts:1 makes a resolver of its own',
    ],
    [
      'a resolver that runs something else',
      (app) => rewrite(app, 'src/entry/resolver.ts', 'guarded.run(request)', 'request'),
      'something else than what the guard runs',
    ],
    [
      'another web trigger',
      (app) => rewrite(app, 'src/entry/script.ts', 'await serveScript(request)', '"created"'),
      "is not the script's door",
    ],
    [
      'an API route without its wrapper',
      (app) =>
        rewrite(
          app,
          'src/entry/api.ts',
          'apiRoute(async (call) => run(shown, call))',
          'async (call) => call',
        ),
      'is not made by apiRoute()',
    ],
    [
      'an API route past the guard',
      (app) => rewrite(app, 'src/entry/api.ts', 'run(shown, call)', 'call'),
      'does not run what guarded() made',
    ],
    [
      'an API route that runs what no guard made',
      (app) => rewrite(app, 'src/entry/api.ts', "guarded({ name: 'api' })", '{}'),
      'does not run what guarded() made',
    ],
    [
      'an action that is made otherwise',
      (app) => rewrite(app, ACTION, "action('rule', (call) => run(invited, call))", 'async () => 1'),
      'is not made by action()',
    ],
    [
      'an action that passes by the guard',
      (app) => rewrite(app, ACTION, '(call) => run(invited, call)', '(call) => call'),
      'does not run what guarded() made',
    ],
    [
      'an action whose run() answers by itself',
      (app) => rewrite(app, ACTION, 'return guarded.run(call)', 'return call'),
      'run() in src/entry/action.ts answers without the guard',
    ],
    [
      'an API route whose run() answers by itself',
      (app) =>
        rewrite(
          app,
          'src/entry/api.ts',
          'return guarded.run(call)',
          'if (call) return call; return guarded.run(call)',
        ),
      'run() in src/entry/api.ts answers without the guard',
    ],
    [
      'a schedule that is not on the list',
      (app) => {
        rewrite(app, 'src/index.ts', 'onSchedule', 'onOther');
        rewrite(app, 'src/entry/alone.ts', 'onSchedule', 'onOther');
        (app.manifest.modules['function'] ?? [])[4] = { key: 'schedule', handler: 'index.onOther' };
      },
      'onOther is not listed',
    ],
    [
      'a schedule whose errors would reach the log as they are',
      (app) =>
        rewrite(app, 'src/entry/alone.ts', "unattended('onSchedule', async () => {})", 'async () => {}'),
      'src/entry/alone.ts:3 is not made by unattended()',
    ],
    [
      'a name on the list that nothing runs',
      (app) => delete app.manifest.modules['preUninstall'],
      'onUninstall is listed as unattended, and nothing',
    ],
    [
      'an unattended handler behind a screen',
      (app) => (first(app, 'jira:adminPage')['resolver'] = { function: 'schedule' }),
      'is not made by resolverOf()',
    ],
    [
      'a kind of module that nobody thought of',
      (app) => (app.manifest.modules['jira:globalPage'] = [{ key: 'a', function: 'admin' }]),
      'nobody has said who may call the module jira:globalPage',
    ],
    [
      'a kind of module that nobody thought of, though it names no function',
      (app) => (app.manifest.modules['llm'] = [{ key: 'a' }]),
      'nobody has said who may call the module llm',
    ],
    [
      'a kind of page that nobody thought of, though it is guarded',
      (app) => (app.manifest.modules['jira:issuePanel'] = [{ key: 'a', resolver: { function: 'admin' } }]),
      'nobody has said who may call the module jira:issuePanel',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('functions', () => {
  const functions = ({ manifest }: SmallApp) => manifest.modules['function'] ?? [];

  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'one that nothing uses',
      (app) => functions(app).push({ key: 'more', handler: 'index.admin' }),
      'more is declared, and no module uses it',
    ],
    [
      'one that is not declared',
      (app) => (first(app, 'consumer')['function'] = 'none'),
      'consumer audit names the function none',
    ],
    [
      'a handler that is not there',
      (app) => (functions(app)[0] = { key: 'admin', handler: 'index.adminn' }),
      'admin is not exported by src/index.ts',
    ],
    [
      'an export that is no handler',
      (app) =>
        rewrite(app, 'src/index.ts', 'export const admin', 'export const extra = 1; export const admin'),
      'exports extra, which is no handler',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('custom scopes', () => {
  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'a route that asks for none',
      (app) => delete first(app, 'apiRoute')['scopes'],
      'apiRoute api asks for no scope',
    ],
    [
      'one that is not declared',
      (app) => (first(app, 'apiRoute')['scopes'] = ['read:x:custom', 'read:y:custom']),
      'read:y:custom of an apiRoute is not in custom-scopes.yaml',
    ],
    [
      'one that no route asks for',
      (app) => app.customScopes.push('read:z:custom'),
      'read:z:custom in custom-scopes.yaml is asked for by no',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });
});

describe('actions', () => {
  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'one that is offered and not there',
      (app) => (first(app, 'automation:actionProvider')['actions'] = ['act', 'other']),
      'automation:actionProvider provider offers other, which is not declared',
    ],
    [
      'one that nobody offers',
      ({ manifest }) => delete manifest.modules['automation:actionProvider'],
      'the action act is offered by 0 modules',
    ],
    [
      'one that two offer',
      ({ manifest }) => (manifest.modules['rovo:agent'] = [{ key: 'agent', actions: ['act'] }]),
      'the action act is offered by 2 modules',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });
});
