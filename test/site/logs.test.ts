import type { NewKey } from '../../src/contract/api-key';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll } from './inviting';
import { ada, audited, changePolicy, invite, newKey, PAR, sendRaw, SUP, told, wordOf } from './scripting';

const ADDRESS = 'zelda.zimmermann@acme.example';
const NAME = 'Zelda Zimmermann';
const TYPED = 'Zebra Holdings';
const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;
/** What Jira and storage say when they fail: nobody can promise that they name nobody. */
const INDISCREET = { errorMessage: `${ADDRESS} (${NAME}, 5b10ac8d:agent) is not welcome at ${TYPED}` };

let site: LocalSite;
let listening: Listening;
let secrets: string[];
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  secrets = [];
});
afterEach(() => listening.close());

/** All that the log must not say. */
function personal(): string[] {
  const people = [...site.jira.state.people.values()].filter(({ accountType }) => accountType !== 'app');
  return [
    ADDRESS,
    NAME,
    TYPED,
    ...people.flatMap(({ email, displayName, accountId }) => [email, displayName, accountId]),
    // The two halves of a key; the first alone names it, and opens nothing.
    ...secrets.flatMap((secret) => [secret, secret.split('_').slice(2).join('_')]),
  ];
}

/** What of it the log says. */
function leaks(): string[] {
  const log = site.forge.logs.map(({ text }) => text.toLowerCase()).join('\n');
  return personal().filter((each) => log.includes(each.toLowerCase()));
}

/** What the log says of the app's own: the events. */
function events(): string[] {
  return site.forge.logs.flatMap(({ text }) => /"event":"([a-z-]+)"/.exec(text)?.[1] ?? []);
}

async function key(but: Parameters<typeof newKey>[1] = {}): Promise<NewKey> {
  const made = await newKey(site, but);
  secrets.push(made.secret);
  return made;
}

const inviteZelda = (who = 'agent', more: object = {}) =>
  ask(site, who, 'invite.send', {
    people: [{ email: ADDRESS, displayName: NAME }],
    organizations: [{ name: TYPED }],
    notify: false,
    ...more,
  });

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

async function screens(): Promise<void> {
  await inviteZelda();
  await inviteZelda();
  await inviteZelda('user');
  await inviteZelda('agent', { people: [{ email: 'zelda.zimmermann@denied.example' }] });
  await inviteZelda('agent', { people: [{ email: `${NAME} <${ADDRESS}>` }], more: ADDRESS });
  await inviteAll(site, [ADDRESS, 'customer@guestlist.example'], { notify: true });
  await ask(site, 'agent', 'invite.start');
  await ask(site, 'agent', 'invite.history');
  for (const name of [
    'authority.show',
    'authority.test',
    'authority.consent',
    'authority.withdraw',
  ] as const) {
    await ask(site, 'jira-admin', name);
    await ask(site, 'agent', name);
  }
  await ask(site, 'jira-admin', 'policy.try', { email: ADDRESS, projectId: SUP, organization: TYPED });
  await changePolicy(
    site,
    { deniedDomains: ['denied.example', 'zelda.example'] },
    { projectAdminsMakeKeys: true },
  );
  await ask(site, 'jira-admin', 'policy.save', { version: 1 });
  await ask(site, 'project-admin', 'project.show');
  await ask(site, 'project-admin', 'project.audit', {});
  await audited(site, { domain: 'acme' });
}

async function keys(): Promise<NewKey> {
  const made = await key({ domains: ['acme.example'], dailyQuota: 5 });
  const rotated = await told(site, 'jira-admin', 'keys.rotate', { id: made.key.id, overlapHours: 1 });
  secrets.push(rotated.secret);
  await told(site, 'jira-admin', 'keys.list');
  const own = await told(site, 'project-admin', 'project.keys.create', {
    name: 'Own',
    domains: [],
    organizations: [],
    dailyQuota: 1,
    days: 1,
  });
  secrets.push(own.secret);
  await told(site, 'project-admin', 'project.keys.revoke', { id: own.key.id });
  await invite(own);
  return rotated;
}

async function script(good: NewKey): Promise<string[]> {
  const zelda = ada({ email: ADDRESS, displayName: NAME, organization: 'Acme' });
  const wrong = { ...good, secret: `gl_abcdefghijkl_${'A'.repeat(43)}` };
  secrets.push(wrong.secret);
  const words = [
    await invite(good, zelda, { 'Idempotency-Key': 'zelda-1' }),
    await invite(good, zelda, { 'Idempotency-Key': 'zelda-1' }),
    await invite(good, { ...zelda, organization: TYPED }, { 'Idempotency-Key': 'zelda-1' }),
    await invite(good, { ...zelda, organization: TYPED }),
    await invite(good, { ...zelda, email: 'zelda.zimmermann@denied.example' }),
    await invite(good, { ...zelda, project: PAR }),
    await invite(good, `{"email":"${ADDRESS}"`),
    await invite(good, 'x'.repeat(20_000)),
    await invite(wrong, zelda),
    await invite({ ...good, secret: ADDRESS }, zelda),
    await sendRaw(good.address, ['Authorization', `Bearer ${good.secret}`, 'Authorization', ADDRESS]),
    await invite(good, zelda),
    await invite(good, zelda),
    await invite(good, zelda),
    await invite(good, zelda),
    await invite(good, zelda),
  ].map(wordOf);
  await told(site, 'jira-admin', 'keys.revoke', { id: good.key.id });
  return [...words, wordOf(await invite(good, zelda))];
}

async function restApi(): Promise<void> {
  const scopes = ['write:invitation:custom', 'read:invitation:custom', 'read:organization:custom'];
  const token = site.forge.apiRoutes.grant(site.person('agent').accountId, scopes);
  const call = (path: string, body?: string): Promise<Response> =>
    fetch(`${listening.url}${site.forge.apiRoutes.base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${token}` },
      ...(body !== undefined && { body }),
    });
  const zelda = ada({ email: ADDRESS, displayName: NAME, organization: TYPED });
  await call('/invitations', JSON.stringify(zelda));
  await call('/invitations', `{"email":"${ADDRESS}"`);
  await call(`/invitations/${encodeURIComponent(ADDRESS)}?project=SUP`);
  await call('/organizations?project=SUP');
}

/** Whatever runs unattended; what fails there, Forge itself notes. */
async function schedules(): Promise<void> {
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    site.jira.clock.advance(6 * MINUTE_MS);
    await work().catch(() => undefined);
  };
  await run(() => site.forge.runSchedule('retry'));
  await run(() => site.forge.runQueues());
  await run(() => site.forge.fire('avi:forge:upgraded:app', { id: ADDRESS }));
  site.jira.clock.advance(WEEK_MS);
  await run(() => site.forge.runSchedule('privacy'));
}

async function everything(): Promise<void> {
  await screens();
  await script(await keys());
  await restApi();
  await schedules();
}

test('a planted address, name, account, organization and key is found, however it is written', async () => {
  const { secret } = await key();
  for (const each of [ADDRESS.toUpperCase(), NAME, site.person('user').accountId, TYPED, secret]) {
    site.forge.logs.length = 0;
    expect(leaks()).toEqual([]);
    site.forge.logs.push({ level: 'info', text: `{"event":"test","of":"${each}"}` });
    expect(leaks()).not.toEqual([]);
  }
});

test('the log names nobody when all goes well', async () => {
  await everything();
  expect(leaks()).toEqual([]);
  // All of it happened: each leaves its own kind of entry.
  const kinds = new Set((await audited(site)).map(({ event }) => event));
  expect([...kinds].sort()).toEqual(['authority', 'invitation', 'key', 'policy', 'refusal']);
  expect(site.forge.personalData.reports).not.toEqual([]);
  await site.forge.runPreUninstall();
  expect(leaks()).toEqual([]);
});

test('the script endpoint was seen to give every answer on the way, but those of failures', async () => {
  await changePolicy(site, {}, { projectAdminsMakeKeys: true });
  const words = new Set(await script(await keys()));
  expect([...words].sort()).toEqual([
    '200 exists',
    '201 created',
    '400 invalid',
    '401 unauthorized',
    '403 forbidden',
    '413 too-large',
    '422 unprocessable',
    '429 throttled',
  ]);
});

describe.each([400, 403, 409, 500, 0])('where Jira answers %i, and its words name people', (status) => {
  const CALLS: readonly (readonly [string, (path: string) => boolean])[] = [
    ['every call', () => true],
    ['what changes anything', (path) => path.startsWith('/rest/servicedeskapi')],
    ['the search', (path) => path.includes('/user/')],
  ];

  test.each(CALLS)('to %s, the log names nobody', async (_what, isMeant) => {
    const made = await key();
    failJira(status, isMeant);
    await inviteZelda();
    await ask(site, 'jira-admin', 'authority.test');
    await ask(site, 'jira-admin', 'policy.try', { email: ADDRESS, projectId: SUP });
    await invite(made, ada({ email: ADDRESS, displayName: NAME, organization: 'Acme' }));
    await restApi();
    await schedules();
    expect(leaks()).toEqual([]);
  });
});

describe('where storage fails, and its words name people', () => {
  test('the log says that it fails, and names nobody', async () => {
    const made = await key();
    failStorage();
    await inviteZelda();
    await ask(site, 'jira-admin', 'audit.page');
    await ask(site, 'jira-admin', 'keys.list');
    await invite(made, ada({ email: ADDRESS, displayName: NAME }));
    await restApi();
    expect(events()).toContain('error');
    expect(leaks()).toEqual([]);
  });

  test('in what runs unattended, too', async () => {
    await inviteZelda();
    failStorage();
    await schedules();
    await site.forge.runPreUninstall();
    expect(site.forge.logs).not.toEqual([]);
    expect(leaks()).toEqual([]);
  });

  test('and an audit entry is written later, the log names nobody', async () => {
    const made = await key();
    failStorage((path, body) => path !== '/api/v1/batch/get' && body.includes('"entityName":"audit"'));
    await inviteZelda();
    await invite(made, ada({ email: ADDRESS, displayName: NAME }));
    await schedules();
    expect(events()).toContain('audit-postponed');
    expect(leaks()).toEqual([]);
  });
});
