import type { ApiKeyView, NewKey } from '../../src/contract/api-key';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ada, audited, changePolicy, invite, newKey, SUP, told, wordOf } from './scripting';

const RECORDS = 'entity:record';
const HOUR = 3_600_000;
const INPUT = { name: 'Nightly', domains: [], organizations: [], dailyQuota: 5, days: 30 };

let site: LocalSite;
let listening: Listening;
let key: NewKey;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  await mayMakeKeys(true);
  key = await told(site, 'project-admin', 'project.keys.create', INPUT);
});
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

const mayMakeKeys = (projectAdminsMakeKeys: boolean): Promise<void> =>
  changePolicy(site, {}, { projectAdminsMakeKeys });
const send = async (email = 'ada@acme.example'): Promise<string> => wordOf(await invite(key, ada({ email })));
const listed = async (): Promise<ApiKeyView | undefined> =>
  (await told(site, 'jira-admin', 'keys.list')).keys.find(({ id }) => id === key.key.id);
const anHourLater = async (): Promise<void> => {
  site.jira.clock.advance(HOUR);
  await site.forge.runSchedule('privacy');
};

/** Changes what Jira knows of the project admin. */
function changeAdmin(but: object): void {
  const admin = site.person('project-admin');
  site.jira.state.people.set(admin.accountId, { ...admin, ...but });
}

describe('the key of a project admin, once the policy lets them make none,', () => {
  test('opens nothing, and the list says why', async () => {
    expect(await send()).toBe('201 created');
    await mayMakeKeys(false);
    expect(await send()).toBe('401 unauthorized');
    expect(await listed()).toMatchObject({ state: 'ended', endedBy: 'rule' });
    expect((await audited(site))[0]).toMatchObject({ reason: 'key-rule', actor: { kind: 'key' } });
  });

  test('never opens anything again, though they may make keys again', async () => {
    await mayMakeKeys(false);
    await mayMakeKeys(true);
    expect(await send()).toBe('401 unauthorized');
    expect(await listed()).toMatchObject({ state: 'ended', endedBy: 'rule' });
    key = await told(site, 'project-admin', 'project.keys.create', INPUT);
    expect(await send()).toBe('201 created');
  });

  test('is not revived by a new secret', async () => {
    await mayMakeKeys(false);
    await mayMakeKeys(true);
    await expect(
      told(site, 'project-admin', 'project.keys.rotate', { id: key.key.id, overlapHours: 1 }),
    ).rejects.toThrow('key-gone');
  });

  test('stays as it is where something else is saved', async () => {
    await changePolicy(site, { email: 'never' });
    expect(await send()).toBe('201 created');
  });

  test('made before keys were counted so, while none may be made, stays ended', async () => {
    await mayMakeKeys(false);
    // As an older version stored both.
    for (const place of ['policy:site', `api-key:${key.key.id}`]) {
      const row = site.forge.kvs.store.get(RECORDS, place)?.value as { value: Record<string, unknown> };
      const { keysGeneration: _policy, generation: _key, ...value } = row.value;
      site.forge.kvs.store.set(RECORDS, place, { ...row, value }, undefined);
    }
    expect(await send()).toBe('401 unauthorized');
    await mayMakeKeys(true);
    expect(await send()).toBe('401 unauthorized');
  });

  test('made before keys were counted so, while they may be made, still opens', async () => {
    for (const place of ['policy:site', `api-key:${key.key.id}`]) {
      const row = site.forge.kvs.store.get(RECORDS, place)?.value as { value: Record<string, unknown> };
      const { keysGeneration: _policy, generation: _key, ...value } = row.value;
      site.forge.kvs.store.set(RECORDS, place, { ...row, value }, undefined);
    }
    expect(await send()).toBe('201 created');
  });
});

describe('the key of somebody who is no project admin any more', () => {
  test('opens nothing within an hour, and never again', async () => {
    changeAdmin({ adminOf: [] });
    await anHourLater();
    expect(await send()).toBe('401 unauthorized');
    expect(await listed()).toMatchObject({ state: 'ended', endedBy: 'maker' });
    changeAdmin({ adminOf: [SUP] });
    await anHourLater();
    expect(await send()).toBe('401 unauthorized');
  });

  test('ends with a trace', async () => {
    changeAdmin({ adminOf: [] });
    await anHourLater();
    expect((await audited(site))[0]).toMatchObject({
      event: 'key',
      actor: { kind: 'schedule' },
      reason: 'key-maker',
      keyId: key.key.id,
    });
  });

  test('ends where the account was deactivated, once Jira said so twice', async () => {
    changeAdmin({ active: false });
    await anHourLater();
    await anHourLater();
    expect(await listed()).toMatchObject({ state: 'ended', endedBy: 'maker' });
  });

  test('is asked about once, however many keys they made, and no Jira admin’s key is', async () => {
    await told(site, 'project-admin', 'project.keys.create', INPUT);
    await newKey(site);
    site.jira.log.clear();
    await anHourLater();
    const asked = site.jira.log.all().filter(({ path }) => path.includes('permissions/check'));
    expect(asked).toMatchObject([{ as: 'user', accountId: site.person('project-admin').accountId }]);
  });

  test.each([429, 500, 0])('does not end because Jira answers %d', async (status) => {
    changeAdmin({ adminOf: [] });
    site.jira.faults.set([{ path: '/permissions/check', status, rate: 1, afterWork: false }]);
    await anHourLater();
    await anHourLater();
    expect(await listed()).toMatchObject({ state: 'active' });
  });

  test('is a Jira admin’s key: it stays, as they made it for the site', async () => {
    key = await newKey(site);
    const admin = site.person('jira-admin');
    site.jira.state.people.set(admin.accountId, { ...admin, jiraAdmin: false });
    await anHourLater();
    expect(await send()).toBe('201 created');
  });
});

test('a key that cannot be read keeps no other from the list, and opens nothing', async () => {
  const place = `api-key:${key.key.id}`;
  const row = site.forge.kvs.store.get(RECORDS, place)?.value as object;
  site.forge.kvs.store.set(RECORDS, place, { ...row, value: { id: key.key.id } }, undefined);
  const other = await newKey(site);
  const { keys } = await told(site, 'jira-admin', 'keys.list');
  expect(keys.map(({ id }) => id)).toEqual([other.key.id]);
  expect(await send()).not.toBe('201 created');
  await anHourLater();
});

test('a key that is revoked keeps no secret that overlaps', async () => {
  await told(site, 'jira-admin', 'keys.rotate', { id: key.key.id, overlapHours: 24 });
  expect(await listed()).toHaveProperty('overlapUntil');
  await told(site, 'jira-admin', 'keys.revoke', { id: key.key.id });
  expect(await listed()).not.toHaveProperty('overlapUntil');
  expect(JSON.stringify(site.forge.kvs.store.get(RECORDS, `api-key:${key.key.id}`))).not.toContain(
    'previous',
  );
});
