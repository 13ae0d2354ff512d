import { createHash } from 'node:crypto';
import type { NewKey } from '../../src/contract/api-key';
import type { Policy } from '../../src/domain/policy/policy';
import type { StoredKey } from '../../src/features/api-keys/store/key-store';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ada, audited, invite, newKey, SUP, told, wordOf } from './scripting';

const RECORDS = 'entity:record';
const BATCH_GET = '/api/v1/batch/get';
const ENTITY_SET = '/api/v1/entity/set';
const NAME = { 'Idempotency-Key': 'import-7/ada' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let site: LocalSite;
let listening: Listening;
let key: NewKey;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  listening = await listen(site, { port: 0, screens: false });
  key = await newKey(site);
  site.forge.kvs.requests.length = 0;
});
afterEach(async () => {
  await listening.close();
  expect(site.jira.log.unmodelled()).toEqual([]);
});

const send = async (body: object = {}, headers = {}): Promise<string> =>
  wordOf(await invite(key, ada(body as never), headers));
const accounts = (): number => site.jira.state.withEmail('ada@acme.example').length;
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const onceKey = (): string => `once:${key.key.id}:${sha(NAME['Idempotency-Key'])}`;
const onceRows = (): string[] =>
  site.forge.kvs.store.all(RECORDS).flatMap((row) => (row.key.startsWith('once:') ? [row.key] : []));

/** Changes what is stored, as a save by another admin does. */
function change(place: string, by: (value: unknown) => void): void {
  const { store } = site.forge.kvs;
  const row = structuredClone(store.get(RECORDS, place)?.value) as { version: number; value: unknown };
  by(row.value);
  store.set(RECORDS, place, { ...row, version: row.version + 1 }, undefined);
}
const changePolicy = (by: (policy: Policy) => void): void =>
  change('policy:site', (value) => by(value as Policy));

/** Does something right before the app asks storage so for the n-th time. */
function before(nth: number, path: string, act: () => void): void {
  let asked = 0;
  site.forge.kvs.failing = (each) => {
    if (each === path && (asked += 1) === nth) act();
    return false;
  };
}

/** Another request of the same name is under way: it died, and that is not known yet. */
function underWay(startedAt = site.jira.clock.now()): void {
  const value = { request: sha(JSON.stringify(ada())), startedAt, until: startedAt + DAY };
  const row = { kind: 'once', sort: onceKey().slice(5), version: 1, write: 'another', value };
  site.forge.kvs.store.set(RECORDS, onceKey(), row, undefined);
}

/** What an admin saves while a request waits, and how the request is answered then. */
const OF_THE_KEY: [string, () => void, string][] = [
  [
    'the key is revoked',
    () =>
      change(`api-key:${key.key.id}`, (value) => {
        (value as StoredKey).revokedAt = '2026-01-01T00:00:00.000Z';
      }),
    '401 unauthorized',
  ],
  [
    'the key is limited to another domain',
    () =>
      change(`api-key:${key.key.id}`, (value) => {
        (value as StoredKey).domains = ['globex.example'];
      }),
    '403 forbidden',
  ],
];
const OF_THE_POLICY: [string, () => void, string][] = [
  ['the project is switched off', () => changePolicy((policy) => (policy.projects = {})), '403 forbidden'],
  [
    'the domain is denied',
    () => changePolicy(({ rules }) => rules.deniedDomains.push('acme.example')),
    '403 forbidden',
  ],
  ['nobody may invite any more', () => changePolicy(({ rules }) => (rules.mayInvite = [])), '403 forbidden'],
];
const WITHDRAWALS = [...OF_THE_KEY, ...OF_THE_POLICY];

describe('a request that waited for another of its name makes no account once', () => {
  test.each(WITHDRAWALS)('%s', async (_, withdraw, answer) => {
    underWay();
    // It tries to take the name, waits, and tries again.
    before(2, ENTITY_SET, () => {
      withdraw();
      site.forge.kvs.store.delete(RECORDS, onceKey());
    });
    expect(await send({}, NAME)).toBe(answer);
    expect(accounts()).toBe(0);
  });

  test('nothing of it is withdrawn: then it does', async () => {
    underWay();
    before(2, ENTITY_SET, () => void site.forge.kvs.store.delete(RECORDS, onceKey()));
    expect(await send({}, NAME)).toBe('201 created');
  });
});

describe('a request that waits because Jira is busy makes no account once', () => {
  beforeEach(() =>
    site.jira.faults.set([
      { path: '/customer', status: 429, retryAfter: 5, rate: 1, times: 1, afterWork: false },
    ]),
  );

  test.each(WITHDRAWALS)('%s', async (_, withdraw) => {
    // Key, then key and policy; after the wait both again.
    before(3, BATCH_GET, withdraw);
    expect(await send()).toBe('502 failed');
    expect(accounts()).toBe(0);
    expect((await audited(site))[0]).toMatchObject({ outcome: 'failed', reason: 'changed-meanwhile' });
  });

  test('nothing of it is withdrawn: then it does', async () => {
    expect(await send()).toBe('201 created');
  });
});

describe('people whom somebody invites at a screen get no account once', () => {
  const people = Array.from({ length: 25 }, (_, index) => ({ email: `p${index}@acme.example` }));
  const made = (): number => people.filter(({ email }) => site.jira.state.withEmail(email).length > 0).length;
  const invitePeople = () => told(site, 'agent', 'invite.send', { people, organizations: [], notify: false });

  test.each(OF_THE_POLICY)('%s: at most those whom Jira is asked about just then', async (_, withdraw) => {
    site.jira.faults.set([
      { path: '/customer', status: 429, retryAfter: 5, rate: 1, times: 1, afterWork: false },
    ]);
    before(2, BATCH_GET, withdraw);
    const { outcomes } = await invitePeople();
    expect(made()).toBeLessThan(8);
    expect(outcomes.filter(({ reason }) => reason?.code === 'changed-meanwhile')).toHaveLength(25 - made());
  });
});

describe('an Idempotency-Key', () => {
  test('over the quota leaves nothing in storage, however many are sent', async () => {
    key = await newKey(site, { dailyQuota: 1 });
    expect(await send({}, { 'Idempotency-Key': 'first' })).toBe('201 created');
    for (let time = 0; time < 30; time += 1) {
      expect(await send({}, { 'Idempotency-Key': `more-${time}` })).toBe('429 throttled');
    }
    expect(onceRows()).toHaveLength(1);
    site.forge.kvs.requests.length = 0;
    await send({}, { 'Idempotency-Key': 'another' });
    // Two reads, and the note of it: the name is not even taken.
    expect(site.forge.kvs.requests).toHaveLength(3);
  });

  test('of what was done is answered though the quota is used up', async () => {
    key = await newKey(site, { dailyQuota: 1 });
    expect([await send({}, NAME), await send({}, NAME)]).toEqual(['201 created', '201 created']);
    expect(await send({ email: 'eve@acme.example' }, NAME)).toBe('422 unprocessable');
  });

  test('of what failed for the moment leaves nothing in storage', async () => {
    site.jira.faults.set([{ path: '/customer', status: 503, rate: 1, afterWork: false }]);
    expect(await send({}, NAME)).toBe('502 failed');
    expect(onceRows()).toEqual([]);
  });

  test('whose first request died is free after a minute, not before', async () => {
    underWay(site.jira.clock.now() - MINUTE / 2);
    expect(await send({}, NAME)).toBe('429 throttled');
    site.jira.clock.advance(MINUTE / 2 + 1);
    expect(await send({}, NAME)).toBe('201 created');
  });
});

test('a wrong key never makes the app read the policy', async () => {
  const read: string[] = [];
  const handle = site.forge.kvs.handle.bind(site.forge.kvs);
  site.forge.kvs.handle = (path, body) => {
    read.push(JSON.stringify(body));
    return handle(path, body);
  };
  const { secret } = key;
  for (const wrong of [`${secret.slice(0, -6)}AAAAAA`, `gl_aaaaaaaaaaaa_${'a'.repeat(43)}`]) {
    key = { ...key, secret: wrong };
    read.length = 0;
    expect(await send()).toBe('401 unauthorized');
    // One small read, and the note of it.
    expect(read).toHaveLength(2);
    expect(read.join(' ')).not.toContain('policy:site');
  }
});

test('nobody may invite, says the policy: nor may a key', async () => {
  changePolicy(({ rules }) => (rules.mayInvite = []));
  expect(await send()).toBe('403 forbidden');
  expect(accounts()).toBe(0);
  expect((await audited(site))[0]).toMatchObject({ reason: 'nobody-invites', projectId: SUP });
});
