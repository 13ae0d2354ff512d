import type { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';
import { ada, invite, SUP } from './scripting';
import { ADDRESS, NAME, TYPED, WatchedSite } from './watched-site';

/** What Jira and storage say when they fail: their words may name people. */
const INDISCREET = { errorMessage: `${ADDRESS} (${NAME}, 5b10ac8d:agent) is not welcome at ${TYPED}` };

let watched: WatchedSite;
let site: LocalSite;
beforeEach(async () => {
  watched = await WatchedSite.create();
  ({ site } = watched);
});
afterEach(() => watched.close());

/** Makes Jira answer calls in an indiscreet way, or break off. */
function failJira(status: number, isMeant: (path: string) => boolean = () => true): void {
  const call = site.jira.call.bind(site.jira);
  site.jira.call = (caller, request) =>
    isMeant(new URL(request.url).pathname)
      ? status === 0
        ? Promise.reject(new Error(INDISCREET.errorMessage))
        : Promise.resolve(Response.json(INDISCREET, { status }))
      : call(caller, request);
}

/** Makes storage answer in an indiscreet way. */
function failStorage(isMeant: (path: string, body: string) => boolean = () => true): void {
  const { kvs } = site.forge;
  const handle = kvs.handle.bind(kvs);
  const message = INDISCREET.errorMessage;
  kvs.handle = (path, body) =>
    isMeant(path, JSON.stringify(body))
      ? Response.json({ code: message, message }, { status: 500 })
      : handle(path, body);
}

describe.each([400, 403, 409, 500, 0])('where Jira answers %i, and its words name people', (status) => {
  const CALLS: readonly (readonly [string, (path: string) => boolean])[] = [
    ['every call', () => true],
    ['what changes anything', (path) => path.startsWith('/rest/servicedeskapi')],
    ['the search', (path) => path.includes('/user/')],
  ];

  test.each(CALLS)('to %s, the log names nobody', async (_what, isMeant) => {
    const made = await watched.key();
    failJira(status, isMeant);
    await watched.inviteZelda();
    await ask(site, 'jira-admin', 'authority.test');
    await ask(site, 'jira-admin', 'policy.try', { email: ADDRESS, projectId: SUP });
    await invite(made, ada({ email: ADDRESS, displayName: NAME, organization: 'Acme' }));
    await watched.restApi();
    await watched.schedules();
    expect(watched.leaks()).toEqual([]);
  });
});

describe('where storage fails, and its words name people', () => {
  test('the log says that it fails, and names nobody', async () => {
    const made = await watched.key();
    failStorage();
    await watched.inviteZelda();
    await ask(site, 'jira-admin', 'audit.page');
    await ask(site, 'jira-admin', 'keys.list');
    await invite(made, ada({ email: ADDRESS, displayName: NAME }));
    await watched.restApi();
    expect(watched.events()).toContain('error');
    expect(watched.leaks()).toEqual([]);
  });

  test('in what runs unattended, too', async () => {
    await watched.inviteZelda();
    failStorage();
    await watched.schedules();
    await site.forge.runPreUninstall();
    expect(site.forge.logs).not.toEqual([]);
    expect(watched.leaks()).toEqual([]);
  });

  test('and an audit entry is written later, the log names nobody', async () => {
    const made = await watched.key();
    failStorage((path, body) => path !== '/api/v1/batch/get' && body.includes('"entityName":"audit"'));
    await watched.inviteZelda();
    await invite(made, ada({ email: ADDRESS, displayName: NAME }));
    await watched.schedules();
    expect(watched.events()).toContain('audit-postponed');
    expect(watched.leaks()).toEqual([]);
  });
});
