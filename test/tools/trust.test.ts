import path from 'node:path';
import { parseApp, readApp } from '../../tools/trust/app';
import { broken, first, violationsOf, write } from './breaking';
import { parsed, smallApp } from './small-app';
import type { SmallApp } from './small-app';

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

describe('resources', () => {
  const resource = ({ manifest }: SmallApp, key: string) =>
    manifest.resources.find((each) => each.key === key) ?? { path: '' };

  test.each<[string, (app: SmallApp) => void, string]>([
    [
      'a page of none',
      (app) => (first(app, 'jira:adminPage')['resource'] = 'admim'),
      'jira:adminPage settings names the resource admim, which is not declared',
    ],
    [
      'a form of none',
      (app) => (first(app, 'action')['config'] = { resource: 'action' }),
      'action act names the resource action, which is not declared',
    ],
    [
      'an icon of none',
      (app) => (first(app, 'jira:adminPage')['icon'] = 'resource:pictures;app.svg'),
      'jira:adminPage settings names the resource pictures, which is not declared',
    ],
    [
      'an icon that is not there',
      (app) => (first(app, 'jira:adminPage')['icon'] = 'resource:icons;ap.svg'),
      'names ap.svg of the resource icons, which is not in static/icons',
    ],
    [
      'one that nothing shows',
      (app) => app.manifest.resources.push({ key: 'more', path: 'static/icons' }),
      'the resource more is declared, and no module names it',
    ],
    [
      'one that no build writes',
      (app) => (resource(app, 'admin').path = 'static/build/admim'),
      'the resource admin is static/build/admim, which is not built',
    ],
    [
      'one that is built from nothing',
      (app) => delete app.source['static/pages/admin/main.tsx'],
      'which is built from static/pages/admin/main.tsx, and that is not there',
    ],
    [
      'one without its page',
      (app) => app.assets.pop(),
      'which is built from static/pages/admin/index.html, and that is not there',
    ],
    [
      'a folder without files',
      (app) => (resource(app, 'icons').path = 'static/icon'),
      'the resource icons is static/icon, in which there is no file',
    ],
  ])('%s is found', (_what, breakIt, expected) => {
    expect(broken(breakIt)).toContainEqual(expect.stringContaining(expected));
  });
});
