import type { NewKey } from '../../src/contract/api-key';
import type { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll } from './inviting';
import { ada, audited, changePolicy, invite, PAR, sendRaw, SUP, told, wordOf } from './scripting';
import { ADDRESS, NAME, TYPED, WatchedSite } from './watched-site';

let watched: WatchedSite;
let site: LocalSite;
beforeEach(async () => {
  watched = await WatchedSite.create();
  ({ site } = watched);
});
afterEach(() => watched.close());

async function screens(): Promise<void> {
  await watched.inviteZelda();
  await watched.inviteZelda();
  await watched.inviteZelda('user');
  await watched.inviteZelda('agent', { people: [{ email: 'zelda.zimmermann@denied.example' }] });
  await watched.inviteZelda('agent', { people: [{ email: `${NAME} <${ADDRESS}>` }], more: ADDRESS });
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
  const made = await watched.key({ domains: ['acme.example'], dailyQuota: 5 });
  const rotated = await told(site, 'jira-admin', 'keys.rotate', { id: made.key.id, overlapHours: 1 });
  watched.hide(rotated);
  await told(site, 'jira-admin', 'keys.list');
  const own = await told(site, 'project-admin', 'project.keys.create', {
    name: 'Own',
    domains: [],
    organizations: [],
    dailyQuota: 1,
    days: 1,
  });
  watched.hide(own);
  await told(site, 'project-admin', 'project.keys.revoke', { id: own.key.id });
  await invite(own);
  return rotated;
}

async function script(good: NewKey): Promise<string[]> {
  const zelda = ada({ email: ADDRESS, displayName: NAME, organization: 'Acme' });
  const wrong = { ...good, secret: `gl_abcdefghijkl_${'A'.repeat(43)}` };
  watched.hide(wrong);
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

async function everything(): Promise<void> {
  await screens();
  await script(await keys());
  await watched.restApi();
  await watched.schedules();
}

test('a planted address, name, account, organization and key is found, however it is written', async () => {
  const { secret } = await watched.key();
  for (const each of [ADDRESS.toUpperCase(), NAME, site.person('user').accountId, TYPED, secret]) {
    site.forge.logs.length = 0;
    expect(watched.leaks()).toEqual([]);
    site.forge.logs.push({ level: 'info', text: `{"event":"test","of":"${each}"}` });
    expect(watched.leaks()).not.toEqual([]);
  }
});

test('the log names nobody when all goes well', async () => {
  await everything();
  expect(watched.leaks()).toEqual([]);
  // All of it happened: each leaves its own kind of entry.
  const kinds = new Set((await audited(site)).map(({ event }) => event));
  expect([...kinds].sort()).toEqual(['authority', 'invitation', 'key', 'policy', 'refusal']);
  expect(site.forge.personalData.reports).not.toEqual([]);
  await site.forge.runPreUninstall();
  expect(watched.leaks()).toEqual([]);
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
