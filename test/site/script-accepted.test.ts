import { LocalSite } from '../../local/server/local-site';
import type { NewKey } from '../../src/contract/api-key';
import { callsAs } from './inviting';
import { prove, rowOf } from './proving';
import { ada, audited, auditedInvitations, changePolicy, newKey, told, wordOf } from './scripting';

const MINUTE = 60_000;
const DAY = 86_400_000;
const NAME = { 'Idempotency-Key': 'order-4711' };
const ADA = 'ada@acme.example';

let site: LocalSite;
let key: NewKey;
const start = async (profile: string): Promise<void> => {
  site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
  await told(site, 'jira-admin', 'authority.consent');
  key = await newKey(site, { dailyQuota: 3 });
};
/** Without a server, which would deliver the queue by itself. */
const send = async (body: unknown = ada(), headers: Record<string, string> = NAME): Promise<string> => {
  const answer = await site.forge.callWebTrigger(
    new URL(key.address).pathname.split('/')[2] ?? '',
    new Request(key.address, {
      method: 'POST',
      headers: { Authorization: `Bearer ${key.secret}`, ...headers },
      body: JSON.stringify(body),
    }),
  );
  return wordOf({ status: answer.status, body: await answer.text() });
};
const work = (): Promise<void> => site.forge.runQueues();
const stored = (): string => JSON.stringify(site.forge.kvs.store.all('entity:record'));
afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});

describe('where a web trigger may not act for whoever lent their permission', () => {
  beforeEach(() => start('no-offline-in-web-triggers'));

  test('the request is accepted, done by the queue, and its name tells the outcome', async () => {
    expect(await send()).toBe('202 accepted');
    expect(site.jira.state.withEmail(ADA)).toEqual([]);
    expect(await send()).toBe('202 accepted');
    await work();
    expect(await send()).toBe('201 created');
    expect(site.jira.state.withEmail(ADA)).toHaveLength(1);
    expect(await auditedInvitations(site)).toHaveLength(1);
  });

  test('the address is kept no longer than the job', async () => {
    await send();
    expect(stored()).toContain(ADA);
    await work();
    expect(stored()).not.toContain(ADA);
  });

  test('the first one teaches it: the next are handed over without asking in vain', async () => {
    await send();
    await work();
    site.jira.log.clear();
    expect(await send(ada({ email: 'bob@acme.example' }), { 'Idempotency-Key': 'next' })).toBe(
      '202 accepted',
    );
    expect(callsAs(site, 'user')).toEqual([]);
    await work();
    expect(await send(ada({ email: 'bob@acme.example' }), { 'Idempotency-Key': 'next' })).toBe('201 created');
  });

  test('without a name it is done all the same, and the audit log tells', async () => {
    expect(await send(ada(), {})).toBe('202 accepted');
    await work();
    expect((await auditedInvitations(site))[0]).toMatchObject({ outcome: 'done', domain: 'acme.example' });
  });

  test('another request under the same name is refused, as ever', async () => {
    await send();
    expect(await send(ada({ email: 'bob@acme.example' }))).toBe('422 unprocessable');
  });

  test('each is counted once against the quota of its key', async () => {
    for (const name of ['one', 'two', 'three']) {
      expect(await send(ada({ email: `${name}@acme.example` }), { 'Idempotency-Key': name })).toBe(
        '202 accepted',
      );
      await work();
    }
    expect(await send(ada({ email: 'four@acme.example' }), { 'Idempotency-Key': 'four' })).toBe(
      '429 throttled',
    );
    expect(await send(ada({ email: 'one@acme.example' }), { 'Idempotency-Key': 'one' })).toBe('201 created');
  });

  test.each([
    ['the key was revoked', () => told(site, 'jira-admin', 'keys.revoke', { id: key.key.id })],
    ['the policy denies the domain', () => changePolicy(site, { deniedDomains: ['acme.example'] })],
    ['the permission was withdrawn, and the app has none', () => withdrawn()],
  ])('nothing is done where meanwhile %s', async (_, meanwhile) => {
    await send();
    await meanwhile();
    await work();
    expect(site.jira.state.withEmail(ADA)).toEqual([]);
    expect(stored()).not.toContain(ADA);
  });

  test('a worker that crashes is followed by another, and the customer is made once', async () => {
    site.forge.crashes.at = ({ functionKey, path }) => {
      if (functionKey !== 'script-queue' || !path.startsWith('/rest/servicedeskapi/customer'))
        return undefined;
      site.forge.crashes.at = () => undefined;
      return 'after';
    };
    await send();
    await site.forge.passTime(2 * MINUTE);
    await site.forge.passTime(2 * MINUTE);
    expect(site.forge.crashes.count).toBe(1);
    expect(site.jira.state.withEmail(ADA)).toHaveLength(1);
    expect(await send()).toBe('200 exists');
  });

  test('events that come twice are done once', async () => {
    site.forge.queues.twice = true;
    await send();
    await work();
    expect(await send()).toBe('201 created');
    expect(await auditedInvitations(site)).toHaveLength(1);
  });

  test('what the site cannot do is asked again after a week', async () => {
    await send();
    await work();
    site.jira.clock.advance(8 * DAY);
    await send(ada({ email: 'bob@acme.example' }), { 'Idempotency-Key': 'next' });
    await work();
    expect(await send(ada({ email: 'bob@acme.example' }), { 'Idempotency-Key': 'next' })).toBe('201 created');
  });

  test('the table of the proof has the answer that no proof can ask for', async () => {
    await prove(site);
    expect(rowOf((await told(site, 'jira-admin', 'proof.show')).last ?? never(), 'offline-web-trigger')).toBe(
      'skipped not-tried',
    );
    await send();
    await work();
    expect(rowOf((await told(site, 'jira-admin', 'proof.show')).last ?? never(), 'offline-web-trigger')).toBe(
      'differs 401 refused',
    );
  });

  test('who is uninstalled keeps no request', async () => {
    await send();
    await site.forge.runPreUninstall();
    expect(stored()).not.toContain(ADA);
  });
});

test('where the delegate is no admin any more, that is told once, and a repeat tries anew', async () => {
  await start('default');
  const admin = site.person('jira-admin');
  site.jira.state.people.set(admin.accountId, { ...admin, jiraAdmin: false });
  expect(await send()).toBe('202 accepted');
  await work();
  expect(await send()).toBe('502 failed');
  site.jira.state.people.set(admin.accountId, admin);
  expect(await send()).toBe('201 created');
});

test('where it may, the answer comes at once, and that is learnt', async () => {
  await start('default');
  expect(await send()).toBe('201 created');
  await prove(site);
  expect(rowOf((await told(site, 'jira-admin', 'proof.show')).last ?? never(), 'offline-web-trigger')).toBe(
    'expected 200',
  );
});

/** On a site whose app may not create by itself. */
async function withdrawn(): Promise<void> {
  await told(site, 'jira-admin', 'authority.withdraw');
  const app = site.jira.app().person;
  if (app) site.jira.state.people.set(app.accountId, { ...app, jiraAdmin: false });
  expect((await audited(site))[0]?.event).toBe('authority');
}

function never(): never {
  throw new Error('There is no proof');
}
