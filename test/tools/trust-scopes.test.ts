import { CALLS_WITHOUT_SCOPE, SCOPE_CALLS } from '../../tools/trust/scope-table';
import { isSpecificationHere, readSpecification } from '../local/specification';
import { broken, rewrite, write } from './breaking';
import type { SmallApp } from './small-app';

describe('scopes', () => {
  const USERS = 'src/platform/jira/users.ts';
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
      (app) => (app.source['src/features/stores.ts'] = ''),
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
      'impersonation that nobody gave a reason for',
      (app) => (scopes(app)['read:email-address:jira'] = { allowImpersonation: true }),
      'says no reason for it',
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
      app.source['src/platform/jira/client.ts'] = 'export const json = (body) => ({ body });';
      rewrite(app, USERS, 'import { asUser', "import { json } from './client';\nimport { asUser");
      rewrite(app, USERS, '{ headers: {} }', '{ ...json() }');
    });
    expect(found).toEqual([]);
  });

  test('a wrapper that hands its own arguments on is no call', () => {
    const found = broken(({ source }) => {
      source['src/platform/jira/retry.ts'] = `
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
