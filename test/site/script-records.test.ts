import type { NewKey } from '../../src/contract/api-key';
import type { ScriptInvitation } from '../../src/contract/script-api';
import { listen } from '../../local/server/http';
import type { Listening } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { callsOf } from './inviting';
import { refuseEntries } from './refusing';
import { ada, audited, auditedInvitations, invite, newKey, SUP, told, wordOf } from './scripting';

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

describe('the audit log', () => {
  test('tells what a key did, with the customer’s account and domain', async () => {
    await send({ organization: 'Acme' });
    const [account] = site.jira.state.withEmail('ada@acme.example');
    expect(await auditedInvitations(site)).toMatchObject([
      {
        actor: { kind: 'key', keyId: key.key.id, name: 'Onboarding' },
        projectId: SUP,
        customer: account?.accountId,
        domain: 'acme.example',
        outcome: 'done',
        account: 'made',
        organizations: ['Acme'],
        emailed: false,
      },
    ]);
  });

  test('tells created, existing and denied apart, all by the key', async () => {
    await send();
    await send();
    await send({ email: 'eve@denied.example' });
    const entries = await auditedInvitations(site);
    expect(
      entries.map((entry) => [entry.outcome, 'account' in entry ? entry.account : undefined, entry.reason]),
    ).toEqual([
      ['refused', undefined, 'domain-denied'],
      ['done', 'already', undefined],
      ['done', 'made', undefined],
    ]);
    expect(entries.every(({ actor }) => actor.kind === 'key')).toBe(true);
  });

  test('tells that a revoked key was used, and by which', async () => {
    await told(site, 'jira-admin', 'keys.revoke', { id: key.key.id });
    await send();
    expect((await audited(site))[0]).toMatchObject({
      event: 'refusal',
      reason: 'key-revoked',
      actor: { kind: 'key', keyId: key.key.id },
    });
  });

  test('holds no address and no name', async () => {
    await send({ displayName: 'Ada Lovelace' });
    const stored = JSON.stringify(site.forge.kvs.store.snapshot());
    expect(stored).not.toMatch(/ada@|Lovelace/i);
  });

  test('shows when a key was used last', async () => {
    await send();
    expect((await told(site, 'jira-admin', 'keys.list')).keys[0]?.lastUsedAt).toBeDefined();
  });
});

describe('where storage fails', () => {
  test('from the start, nothing happens in Jira', async () => {
    site.forge.kvs.failing = () => true;
    expect(await send()).toBe('502 failed');
    expect(site.jira.log.all()).toEqual([]);
  });

  test.each([
    ['counting', '/api/v1/entity/set'],
    ['reading', '/api/v1/batch/get'],
  ])('in %s, nothing happens in Jira', async (_, path) => {
    site.forge.kvs.failing = (asked) => asked === path;
    expect(await send({}, { 'Idempotency-Key': 'a' })).toBe('502 failed');
    expect(changesInJira()).toEqual([]);
  });

  test('after Jira was changed, the entry is queued and written later', async () => {
    const mend = refuseEntries(site);
    expect(await send()).toBe('201 created');
    mend();
    expect(await auditedInvitations(site)).toEqual([]);
    await site.forge.runQueues();
    expect(await auditedInvitations(site)).toMatchObject([{ outcome: 'done', actor: { kind: 'key' } }]);
  });

  test('in the queue, too, the entry is tried again until it is in, once', async () => {
    site.forge.queues.twice = true;
    const mend = refuseEntries(site);
    await send();
    for (const seconds of [10, 60, 300]) {
      await site.forge.runQueues();
      site.jira.clock.advance(seconds * 1000);
    }
    mend();
    await site.forge.runQueues();
    expect(await auditedInvitations(site)).toHaveLength(1);
  });

  test('the page says that it is written down later', async () => {
    const mend = refuseEntries(site);
    const { recorded } = await told(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [],
      notify: false,
    });
    expect(recorded).toBe('later');
    mend();
    await site.forge.runQueues();
    expect(await auditedInvitations(site)).toHaveLength(1);
  });

  test('what is queued holds no address', async () => {
    const pushed: unknown[] = [];
    const publish = site.forge.queues.publish.bind(site.forge.queues);
    site.forge.queues.publish = (push) => {
      pushed.push(push);
      return publish(push);
    };
    refuseEntries(site);
    await send({ displayName: 'Ada Lovelace' });
    expect(pushed).toHaveLength(1);
    expect(JSON.stringify(pushed)).not.toMatch(/ada@|Lovelace/i);
  });

  test('and the queue, too, the customer is in all the same', async () => {
    refuseEntries(site);
    site.forge.queues.publish = () => Response.json({}, { status: 500 });
    expect(await send()).toBe('201 created');
    expect(JSON.stringify(site.forge.logs)).not.toContain('ada@');
  });
});

describe('Jira', () => {
  test.each([
    ['refuses the app', { path: '/customer', status: 403 }, '502 failed'],
    ['is down', { path: '/customer', status: 503 }, '502 failed'],
    ['gives no answer', { path: '/customer', status: 0 }, '502 failed'],
    ['is busy for long', { path: '/customer', status: 429, retryAfter: 120 }, '429 throttled'],
  ] as const)('%s: %3$s', async (_, fault, answer) => {
    site.jira.faults.set([{ rate: 1, afterWork: false, ...fault }]);
    expect(await send()).toBe(answer);
  });

  test('lost the answer to a create: the customer is there once, and is enrolled', async () => {
    site.jira.faults.set([
      { method: 'POST', path: '/servicedeskapi/customer', status: 0, rate: 1, times: 1, afterWork: true },
    ]);
    expect(['200 exists', '201 created']).toContain(await send());
    expect(accountsOf('ada@acme.example')).toHaveLength(1);
  });

  test('refuses only the enrolment: a person has to look', async () => {
    site.jira.faults.set([
      { method: 'POST', path: '/servicedesk/1/customer', status: 403, rate: 1, afterWork: false },
    ]);
    expect(await send()).toBe('202 attention');
  });
});
