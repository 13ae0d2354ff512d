import type { NewKey } from '../../src/contract/api-key';
import type { ScriptInvitation } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { callsOf, organizationNamed } from './inviting';
import { ada, audited, changePolicy, invite, newKey, sendRaw, told, wordOf } from './scripting';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let site: LocalSite;
let listening: Listening;
let key: NewKey;

beforeEach(() => start());
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

async function start(profile?: string): Promise<void> {
  site = await LocalSite.create(profile === undefined ? {} : { profile });
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  key = await newKey(site);
  site.jira.log.clear();
  site.forge.kvs.requests.length = 0;
}

async function send(
  body: Partial<ScriptInvitation> & Record<string, unknown> = {},
  headers = {},
): Promise<string> {
  return wordOf(await invite(key, ada(body), headers));
}

/** The writes that reached Jira. */
function changesInJira(): string[] {
  return callsOf(site).filter((call) => !/ GET | POST \/rest\/api\/3\/permissions/.test(call));
}

function accountsOf(email: string): readonly unknown[] {
  return site.jira.state.withEmail(email);
}

describe('is invalid', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{email: ada@acme.example}'],
    ['an array', [ada()]],
    ['null', 'null'],
    ['an address that is a number', ada({ email: 7 as never })],
    ['a field that nobody knows', ada({ admin: true })],
    ['no project', { email: 'ada@acme.example' }],
  ])('%s', async (_, body) => {
    expect(wordOf(await invite(key, body))).toBe('400 invalid');
    expect(site.jira.log.all()).toEqual([]);
  });

  test.each(['GET', 'PUT', 'DELETE'])('a %s', async (method) => {
    const answer = await fetch(key.address, { method, headers: { Authorization: `Bearer ${key.secret}` } });
    expect(answer.status).toBe(400);
  });

  test('an Idempotency-Key with spaces', async () => {
    expect(await send({}, { 'Idempotency-Key': 'two words' })).toBe('400 invalid');
  });
});

describe('a header that stands twice', () => {
  test.each([
    ['the key, the same', () => [key.secret, key.secret]],
    ['the right key first', () => [key.secret, `gl_aaaaaaaaaaaa_${'A'.repeat(43)}`]],
    ['the right key second', () => [`gl_aaaaaaaaaaaa_${'A'.repeat(43)}`, key.secret]],
  ])('%s: is invalid, and nothing is done', async (_, secrets) => {
    const headers = secrets().flatMap((secret) => ['Authorization', `Bearer ${secret}`]);
    expect(wordOf(await sendRaw(key.address, headers))).toBe('400 invalid');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('the Idempotency-Key: is invalid', async () => {
    const headers = ['Authorization', `Bearer ${key.secret}`, 'Idempotency-Key', 'a', 'Idempotency-Key', 'b'];
    expect(wordOf(await sendRaw(key.address, headers))).toBe('400 invalid');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('once, the same request goes through', async () => {
    expect(wordOf(await sendRaw(key.address, ['authorization', `Bearer ${key.secret}`]))).toBe('201 created');
  });
});

describe('is too large', () => {
  test('a body of 16 KB and a byte', async () => {
    const body = JSON.stringify(ada()).padEnd(16_385);
    expect(wordOf(await invite(key, body))).toBe('413 too-large');
  });

  test('a body of 1 MB', async () => {
    expect(wordOf(await invite(key, 'a'.repeat(1_000_000)))).toBe('413 too-large');
    expect(site.forge.kvs.requests).toEqual([]);
  });

  test('not: a body of 16 KB exactly', async () => {
    expect(wordOf(await invite(key, JSON.stringify(ada()).padEnd(16_384)))).toBe('201 created');
  });
});

describe('is not let in', () => {
  test.each([
    ['no key', undefined],
    ['another site’s token', `Bearer ATATT3xFfGF0${'a'.repeat(180)}`],
    ['a GitHub token', `Bearer ghp_${'a'.repeat(36)}`],
    [
      'an admin’s password',
      `Basic ${Buffer.from('jira-admin@guestlist.example:local-token-jira-admin').toString('base64')}`,
    ],
    ['a key that there is not', `Bearer gl_nosuchkey000_${'A'.repeat(43)}`],
  ])('%s', async (_, authorization) => {
    const answer = await fetch(key.address, {
      method: 'POST',
      headers: authorization === undefined ? {} : { Authorization: authorization },
      body: JSON.stringify(ada()),
    });
    expect(answer.status).toBe(401);
    expect(site.jira.log.all()).toEqual([]);
  });

  test('a key with one character changed', async () => {
    const secret = key.secret.slice(0, -1) + (key.secret.endsWith('A') ? 'B' : 'A');
    expect(wordOf(await invite({ ...key, secret }))).toBe('401 unauthorized');
  });

  test('a key whose days are over', async () => {
    site.jira.clock.advance(30 * DAY);
    expect(await send()).toBe('401 unauthorized');
    expect(changesInJira()).toEqual([]);
  });

  test('a key that was revoked, at the very next request', async () => {
    await send();
    await told(site, 'jira-admin', 'keys.revoke', { id: key.key.id });
    expect(await send()).toBe('401 unauthorized');
  });

  test('the secret before a rotation, once the overlap is over', async () => {
    const { secret } = await told(site, 'jira-admin', 'keys.rotate', { id: key.key.id, overlapHours: 1 });
    expect(await send()).toBe('201 created');
    site.jira.clock.advance(HOUR);
    expect(await send()).toBe('401 unauthorized');
    expect(wordOf(await invite({ ...key, secret }))).toBe('200 exists');
  });
});

test('what a key’s own limits refuse is noted once an hour for each reason: nobody floods the log', async () => {
  key = await newKey(site, { dailyQuota: 1, domains: ['acme.example'] });
  const before = (await audited(site)).length;
  for (const email of ['a@x.example', 'b@y.example', 'c@acme.example', 'd@acme.example', 'e@acme.example']) {
    await send({ email });
  }
  const noted = (await audited(site)).slice(0, -before);
  expect(noted.map(({ event, reason }) => [event, reason])).toEqual([
    ['refusal', 'quota-key'],
    ['invitation', undefined],
    ['refusal', 'key-domain'],
  ]);
  site.jira.clock.advance(HOUR);
  await send({ email: 'f@z.example' });
  expect((await audited(site))[0]).toMatchObject({ reason: 'key-domain', domain: 'z.example' });
});

describe('is forbidden', () => {
  test.each([
    ['a denied domain', {}, { email: 'eve@denied.example' }, 'domain-denied'],
    ['a sub-domain of a denied one', {}, { email: 'eve@mail.denied.example' }, 'domain-denied'],
    [
      'a domain that the key does not open',
      { domains: ['acme.example'] },
      { email: 'eve@globex.example' },
      'key-domain',
    ],
    ['a project that the key does not open', {}, { project: 'PAR' }, 'key-project'],
    ['a project that there is not', {}, { project: 'NOPE' }, 'key-project'],
    [
      'an organization that an identity provider fills',
      {},
      { organization: 'Umbrella (directory)' },
      'organization-scim',
    ],
  ])('%s', async (_, limits, body, code) => {
    key = await newKey(site, limits);
    site.jira.log.clear();
    expect(await send(body)).toBe('403 forbidden');
    expect((await audited(site))[0]).toMatchObject({ outcome: 'refused', reason: code });
    expect(changesInJira()).toEqual([]);
  });

  test('an organization that the key does not open', async () => {
    const acme = organizationNamed(site, 'Acme');
    key = await newKey(site, { organizations: [{ id: acme.id, name: 'Acme' }] });
    expect(await send({ organization: 'Globex' })).toBe('403 forbidden');
    expect(await send({ organization: 'Acme' })).toBe('201 created');
  });

  test('an e-mail where the policy sends none', async () => {
    await changePolicy(site, { email: 'never' });
    expect(await send({ notify: true })).toBe('403 forbidden');
  });

  test('somebody new where the policy makes no accounts', async () => {
    await changePolicy(site, { accounts: 'existing' });
    expect(await send()).toBe('403 forbidden');
    expect(accountsOf('ada@acme.example')).toEqual([]);
  });

  test('a project that was switched off after the key was made', async () => {
    await changePolicy(site, {}, { projects: [] });
    expect(await send()).toBe('403 forbidden');
  });
});

describe('is unprocessable', () => {
  test.each([
    ['what is no address', { email: 'ada@@acme.example' }],
    ['an address without a domain', { email: 'ada' }],
    ['a name with HTML', { displayName: '<b>Ada</b>' }],
    ['an organization that there is not', { organization: 'Newco' }],
    // The answer does not tell whether it is there.
    ['an organization of another project', { organization: 'Initech' }],
    ['an end that is no date', { endsAt: 'tomorrow' }],
    ['an end in the past', { endsAt: '2020-06-01T00:00:00Z' }],
    ['an end in ten years', { endsAt: '2036-06-01' }],
  ])('%s', async (_, body) => {
    expect(await send(body)).toBe('422 unprocessable');
    expect(changesInJira()).toEqual([]);
  });
});

test('a delegate who lost the right opens the door to nobody', async () => {
  await told(site, 'jira-admin', 'authority.consent');
  const admin = site.person('jira-admin');
  site.jira.state.people.set(admin.accountId, { ...admin, jiraAdmin: false });
  // It looks like a door that may not act for them: the queue knows the difference.
  expect(await send()).toBe('202 accepted');
  await site.forge.runQueues();
  expect(changesInJira()).toEqual([]);
});
