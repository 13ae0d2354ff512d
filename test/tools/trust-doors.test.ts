import { ACTION, broken, first, rewrite } from './breaking';
import type { SmallApp } from './small-app';

describe('doors', () => {
  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'a function without its guard',
      (app) => rewrite(app, 'src/entry/pages/admin.ts', 'procedure({', '({'),
      'show is not made by procedure()',
    ],
    [
      'a guard of somebody’s own',
      (app) =>
        rewrite(
          app,
          'src/entry/pages/admin.ts',
          "import { procedure } from '../../features/authorization/guard';",
          'const procedure = (x) => x;',
        ),
      'show is not made by procedure()',
    ],
    [
      'a list that is put together',
      (app) => rewrite(app, 'src/entry/pages/admin.ts', '[show]', 'all()'),
      'not given a list that is written out',
    ],
    [
      'one more spread into the list',
      (app) => rewrite(app, 'src/entry/pages/admin.ts', '[show]', '[show, ...others]'),
      '...others is not made by procedure()',
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
      (app) => rewrite(app, 'src/entry/pages/resolver.ts', 'procedure.run(request)', 'request'),
      'something else than what the guard runs',
    ],
    [
      'another web trigger',
      (app) => rewrite(app, 'src/entry/web-trigger/script.ts', 'await handleRequest(request)', '"created"'),
      "is not the script's door",
    ],
    [
      'an API route without its wrapper',
      (app) =>
        rewrite(
          app,
          'src/entry/rest-api/api.ts',
          'apiRoute(async (call) => run(shown, call))',
          'async (call) => call',
        ),
      'is not made by apiRoute()',
    ],
    [
      'an API route past the guard',
      (app) => rewrite(app, 'src/entry/rest-api/api.ts', 'run(shown, call)', 'call'),
      'does not run what procedure() made',
    ],
    [
      'an API route that runs what no guard made',
      (app) => rewrite(app, 'src/entry/rest-api/api.ts', "procedure({ name: 'api' })", '{}'),
      'does not run what procedure() made',
    ],
    [
      'an action that is made otherwise',
      (app) => rewrite(app, ACTION, "action('rule', (call) => run(invited, call))", 'async () => 1'),
      'is not made by action()',
    ],
    [
      'an action that passes by the guard',
      (app) => rewrite(app, ACTION, '(call) => run(invited, call)', '(call) => call'),
      'does not run what procedure() made',
    ],
    [
      'an action whose run() answers by itself',
      (app) => rewrite(app, ACTION, 'return procedure.run(call)', 'return call'),
      'run() in src/entry/automation/action.ts answers without the guard',
    ],
    [
      'an API route whose run() answers by itself',
      (app) =>
        rewrite(
          app,
          'src/entry/rest-api/api.ts',
          'return procedure.run(call)',
          'if (call) return call; return procedure.run(call)',
        ),
      'run() in src/entry/rest-api/api.ts answers without the guard',
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
      'an unattended handler behind the form of an action',
      (app) => (first(app, 'action')['resolver'] = { function: 'schedule' }),
      'action act: src/entry/alone.ts',
    ],
    [
      'an action behind its own form',
      (app) => (first(app, 'action')['resolver'] = { function: 'act' }),
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
