import type { NewKey } from '../../src/contract/api-key';
import type { ScriptInvitation } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { inviteOne } from './inviting';
import { ada, audited, auditedInvitations, changePolicy, invite, newKey, told, wordOf } from './scripting';
import { refuseEntries } from './refusing';

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

function accountsOf(email: string): readonly unknown[] {
  return site.jira.state.withEmail(email);
}

describe('an Idempotency-Key', () => {
  const NAME = { 'Idempotency-Key': 'import-7/ada' };

  test('answers the same for 24 hours, without doing it again', async () => {
    expect(await send({}, NAME)).toBe('201 created');
    site.jira.log.clear();
    site.jira.clock.advance(DAY - MINUTE);
    expect(await send({}, NAME)).toBe('201 created');
    expect(site.jira.log.all()).toEqual([]);
  });

  test('is over then', async () => {
    await send({}, NAME);
    site.jira.clock.advance(DAY);
    expect(await send({}, NAME)).toBe('200 exists');
  });

  test('two at once make one account, and both hear that it was made', async () => {
    expect(await Promise.all([send({}, NAME), send({}, NAME)])).toEqual(['201 created', '201 created']);
    expect(accountsOf('ada@acme.example')).toHaveLength(1);
    expect(await auditedInvitations(site)).toHaveLength(1);
  });

  test('is for one request', async () => {
    await send({}, NAME);
    expect(await send({ email: 'eve@acme.example' }, NAME)).toBe('422 unprocessable');
    expect(accountsOf('eve@acme.example')).toEqual([]);
  });

  test('is counted once against the quota', async () => {
    key = await newKey(site, { dailyQuota: 1 });
    expect([await send({}, NAME), await send({}, NAME)]).toEqual(['201 created', '201 created']);
  });

  test('does not remember what failed for the moment', async () => {
    site.jira.faults.set([{ path: '/customer', status: 503, rate: 1, afterWork: false }]);
    expect(await send({}, NAME)).toBe('502 failed');
    site.jira.faults.set([]);
    expect(await send({}, NAME)).toBe('201 created');
  });

  test('may be sent again at once where storage failed after it was taken', async () => {
    await send({ email: 'first@acme.example' });
    site.forge.kvs.failing = (path) => path === '/api/v1/transaction';
    expect(await send({}, NAME)).toBe('502 failed');
    site.forge.kvs.failing = () => false;
    expect(await send({}, NAME)).toBe('201 created');
  });

  test('makes one account though its answer could not be written down', async () => {
    const mend = refuseEntries(site);
    expect(await send({}, NAME)).toBe('201 created');
    mend();
    site.jira.clock.advance(2 * MINUTE);
    await send({}, NAME);
    expect(accountsOf('ada@acme.example')).toHaveLength(1);
  });

  test('of one key says nothing to another', async () => {
    await send({}, NAME);
    key = await newKey(site, { name: 'Second' });
    expect(await send({}, NAME)).toBe('200 exists');
  });
});

test('two requests at once without one make one account', async () => {
  expect((await Promise.all([send(), send()])).sort()).toEqual(['200 exists', '201 created']);
  expect(accountsOf('ada@acme.example')).toHaveLength(1);
});

describe('quotas', () => {
  test('of a key', async () => {
    key = await newKey(site, { dailyQuota: 2 });
    const all = [
      await send({ email: 'a@acme.example' }),
      await send({ email: 'b@acme.example' }),
      await send({ email: 'c@acme.example' }),
    ];
    expect(all).toEqual(['201 created', '201 created', '429 throttled']);
    expect((await audited(site))[0]).toMatchObject({ outcome: 'refused', reason: 'quota-key' });
  });

  test('of a key hold for requests at once', async () => {
    key = await newKey(site, { dailyQuota: 3 });
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, place) => send({ email: `g${place}@acme.example` })),
    );
    expect(all.filter((answer) => answer === '201 created')).toHaveLength(3);
    expect(all.filter((answer) => answer === '429 throttled')).toHaveLength(5);
  });

  test('begin anew at midnight UTC', async () => {
    key = await newKey(site, { dailyQuota: 1 });
    await send();
    site.jira.clock.advance(DAY);
    expect(await send()).toBe('200 exists');
  });

  test('of the project are shared by keys and people', async () => {
    await changePolicy(site, { dailyPerProject: 2 });
    await inviteOne(site, 'a@acme.example');
    expect([await send({ email: 'b@acme.example' }), await send({ email: 'c@acme.example' })]).toEqual([
      '201 created',
      '429 throttled',
    ]);
  });

  test('of a person do not hold for keys', async () => {
    await changePolicy(site, { dailyPerPerson: 1 });
    await inviteOne(site, 'a@acme.example');
    expect(await inviteOne(site, 'b@acme.example')).toMatchObject({
      state: 'failed',
      reason: { code: 'quota-person' },
    });
    expect([await send({ email: 'c@acme.example' }), await send({ email: 'd@acme.example' })]).toEqual([
      '201 created',
      '201 created',
    ]);
  });
});

describe('wrong keys', () => {
  const guess = (): Promise<string> =>
    invite({ ...key, secret: `gl_${key.key.id}_${'A'.repeat(43)}` }).then(wordOf);

  test('are throttled after thirty a minute, while the right one still opens', async () => {
    const answers: string[] = [];
    for (let count = 0; count < 32; count += 1) answers.push(await guess());
    expect(answers.filter((answer) => answer === '401 unauthorized')).toHaveLength(30);
    expect(answers.at(-1)).toBe('429 throttled');
    expect(await send()).toBe('201 created');
  });

  test('are answered again a minute later', async () => {
    for (let count = 0; count < 31; count += 1) await guess();
    site.jira.clock.advance(MINUTE);
    expect(await guess()).toBe('401 unauthorized');
  });

  test('fill the audit log with one entry an hour', async () => {
    for (let count = 0; count < 10; count += 1) await guess();
    const entries = (await audited(site)).filter(({ event }) => event === 'refusal');
    expect(entries).toMatchObject([
      { actor: { kind: 'nobody' }, outcome: 'refused', reason: 'key-wrong', asked: 'script' },
    ]);
  });

  test('do not touch the key’s last use', async () => {
    await guess();
    expect((await told(site, 'jira-admin', 'keys.list')).keys[0]).not.toHaveProperty('lastUsedAt');
  });
});
