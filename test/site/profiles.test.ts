import { LocalSite } from '../../local/server/local-site';
import { ask, callsAs, inviteAll, inviteOne, organizationNamed, stepsOf } from './inviting';

let site: LocalSite;
const start = async (profile: string): Promise<void> => {
  site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
};
const history = async () => {
  const reply = await ask(site, 'agent', 'invite.history');
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.entries;
};
afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});

describe('app-not-admin', () => {
  beforeEach(() => start('app-not-admin'));

  test('the agent reads that the app lacks the power, and who can mend it where', async () => {
    const reply = await ask(site, 'agent', 'invite.start');
    expect(reply).toMatchObject({ ok: true, data: { power: 'lacks-power' } });
    const outcome = await inviteOne(site, 'ada@acme.example');
    expect(stepsOf(outcome)).toEqual(['account failed app-lacks-admin']);
  });

  test('once refused, the app does not ask for everybody else', async () => {
    const emails = Array.from({ length: 25 }, (_, index) => `guest${index}@acme.example`);
    const { outcomes } = await inviteAll(site, emails);
    expect(new Set(outcomes.map(({ reason }) => reason?.code))).toEqual(new Set(['app-lacks-admin']));
    // Eight under way at once, and one question whether that holds for everybody.
    expect(callsAs(site, 'app').length).toBeLessThanOrEqual(8 + 1);
  });

  test('an admin consents, and the agent’s next invite is done in their name', async () => {
    expect(await ask(site, 'jira-admin', 'authority.consent')).toMatchObject({
      ok: true,
      data: { authority: { kind: 'delegate' }, selfTest: { result: 'ready' } },
    });
    site.jira.log.clear();
    const outcome = await inviteOne(site, 'ada@acme.example', {
      organizations: [{ name: 'Acme' }],
      notify: true,
    });
    expect(outcome.state).toBe('done');
    expect(callsAs(site, 'app')).toEqual([]);
    expect(
      callsAs(site, 'user').filter(({ method, status }) => method === 'POST' && status < 300),
    ).not.toEqual([]);
  });

  test('the delegate’s admin right is asked on every use, and consent does not outlive it', async () => {
    await ask(site, 'jira-admin', 'authority.consent');
    const admin = site.person('jira-admin');
    site.jira.state.people.set(admin.accountId, { ...admin, jiraAdmin: false });
    const reply = await ask(site, 'agent', 'invite.send', SEND_ADA);
    expect(reply).toMatchObject({ ok: false, error: { code: 'delegate-lost-admin' } });
    expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  });

  test('a delegate whose account is deactivated lends nothing any more', async () => {
    await ask(site, 'jira-admin', 'authority.consent');
    site.person('jira-admin').active = false;
    const reply = await ask(site, 'agent', 'invite.send', SEND_ADA);
    expect(reply).toMatchObject({ ok: false, error: { code: 'delegate-lost-admin' } });
  });

  test('withdrawn, the app has its own permission only', async () => {
    await ask(site, 'jira-admin', 'authority.consent');
    expect(await ask(site, 'jira-admin', 'authority.withdraw')).toMatchObject({
      ok: true,
      data: { authority: { kind: 'app' }, selfTest: { result: 'lacks-power' } },
    });
    expect((await inviteOne(site, 'ada@acme.example')).reason?.code).toBe('app-lacks-admin');
  });
});

describe('right after install', () => {
  test('permissions that arrive minutes later are waited for', async () => {
    site = await LocalSite.create({ profile: 'app-not-admin' });
    site.forge.kvs.store.delete('plain', 'self-test');
    const app = site.jira.app().person;
    let asked = 0;
    const granted = { ...app, jiraAdmin: true } as NonNullable<typeof app>;
    const original = site.jira.app.bind(site.jira);
    site.jira.app = () => ((asked += 1) > 4 ? { as: 'app', person: granted } : original());
    await site.forge.fire('avi:forge:installed:app');
    expect(await ask(site, 'jira-admin', 'authority.show')).toMatchObject({
      ok: true,
      data: { selfTest: { result: 'ready' } },
    });
  });
});

describe('open-desk', () => {
  beforeEach(() => start('open-desk'));

  test('a new and an existing customer are invited, though the desk keeps no list', async () => {
    expect((await inviteOne(site, 'ada@acme.example')).state).toBe('done');
    expect((await inviteOne(site, 'ada@acme.example')).state).toBe('done');
  });
});

describe('org-admins-only', () => {
  test('the app may enrol, being a Jira admin', async () => {
    await start('org-admins-only');
    expect((await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] })).state).toBe(
      'done',
    );
  });
});

describe('hidden-emails', () => {
  beforeEach(() => start('hidden-emails'));

  test('the account that has exactly this address is found all the same', async () => {
    const outcome = await inviteOne(site, 'customer@guestlist.example');
    expect(outcome).toMatchObject({ state: 'done', accountId: site.person('customer').accountId });
  });

  test('an account whose address only begins like it is never taken', async () => {
    const near = site.jira.state.addCustomer('customer@guestlist.example.org', 'Near miss');
    const outcome = await inviteOne(site, 'customer@guestlist.example');
    expect(outcome.accountId).toBe(site.person('customer').accountId);
    expect(site.jira.state.desk('SUP')?.customers).not.toContain(near.accountId);
  });

  describe('where Jira does not tell the address even to the app', () => {
    beforeEach(() => {
      site.jira.faults.set([{ path: '/user/email', status: 401, rate: 1, afterWork: false }]);
    });
    const openPolicy = () => site.savePolicy({ deniedDomains: [] }, ['SUP']);

    test('the agent chooses, where the policy has no rule for domains', async () => {
      await openPolicy();
      const outcome = await inviteOne(site, 'customer@guestlist.example');
      expect(outcome).toMatchObject({ state: 'attention', candidates: [{ hidden: true }] });
    });

    test('nobody is offered, where it has: a hidden address could get around it', async () => {
      const outcome = await inviteOne(site, 'customer@guestlist.example');
      expect(outcome).toMatchObject({ state: 'attention', reason: { code: 'account-hidden' } });
      expect(outcome.candidates).toBeUndefined();
    });

    test('an account of a denied domain does not come in under an address of another', async () => {
      const denied = site.jira.state.addCustomer('bob@denied.example', 'Bob');
      site.jira.state.addCustomer('bob@denied.exam', 'Other Bob');
      const reply = await ask(site, 'agent', 'invite.send', {
        people: [{ email: 'bob@denied.exam', accountId: denied.accountId }],
        organizations: [{ name: 'Acme' }],
        notify: false,
      });
      expect(reply).toMatchObject({ data: { outcomes: [{ state: 'failed' }] } });
      expect(site.jira.state.desk('SUP')?.customers).not.toContain(denied.accountId);
      expect(organizationNamed(site, 'Acme').members).not.toContain(denied.accountId);
    });
  });
});

describe('slow-index', () => {
  const MINUTE = 60_000;
  beforeEach(() => start('slow-index'));

  test('an account that the app itself just made is known without a search', async () => {
    await inviteOne(site, 'ada@acme.example');
    const again = await inviteOne(site, 'ada@acme.example');
    // Jira's list of the desk does not show them yet, so it is unknown that they were on it.
    expect(stepsOf(again)).toEqual(['account already', 'desk confirmed']);
  });

  test('one that somebody else just made is invited by the schedule once Jira finds it', async () => {
    const made = site.jira.state.addCustomer('new@acme.example', 'Made elsewhere');
    const outcome = await inviteOne(site, 'new@acme.example', { organizations: [{ name: 'Acme' }] });
    expect(outcome).toMatchObject({ state: 'attention', reason: { code: 'account-not-findable' } });

    await site.forge.runSchedule('retry');
    expect(site.jira.state.desk('SUP')?.customers).not.toContain(made.accountId);
    site.jira.clock.advance(6 * MINUTE);
    await site.forge.runSchedule('retry');
    expect(site.jira.state.desk('SUP')?.customers).toContain(made.accountId);
    expect(organizationNamed(site, 'Acme').members).toContain(made.accountId);
    expect((await history()).map(({ outcome }) => outcome)).toEqual(['done', 'attention']);
    expect(JSON.stringify(site.forge.kvs.store.snapshot())).not.toContain('new@acme.example');
  });

  test('the schedule invites nobody for an agent who is none any more', async () => {
    const made = site.jira.state.addCustomer('new@acme.example', 'Made elsewhere');
    await inviteOne(site, 'new@acme.example');
    const agent = site.person('agent');
    site.jira.state.people.set(agent.accountId, { ...agent, agentOf: [] });
    site.jira.clock.advance(6 * MINUTE);
    await site.forge.runSchedule('retry');
    expect(site.jira.state.desk('SUP')?.customers).not.toContain(made.accountId);
    expect(JSON.stringify(site.forge.kvs.store.snapshot())).not.toContain('new@acme.example');
  });

  test('one that Jira never finds is given up, and History says so', async () => {
    site.jira.state.addPerson({
      ...site.person('customer'),
      accountId: 'gone',
      email: 'gone@acme.example',
      active: false,
    });
    await inviteOne(site, 'gone@acme.example');
    for (let hour = 0; hour < 6; hour += 1) {
      site.jira.clock.advance(90 * MINUTE);
      await site.forge.runSchedule('retry');
    }
    expect((await history())[0]).toMatchObject({ outcome: 'failed', reason: 'account-given-up' });
    expect(JSON.stringify(site.forge.kvs.store.snapshot())).not.toContain('gone@acme.example');
  });
});

describe.each(['rate-limited', 'flaky'])('%s', (profile) => {
  test('twenty-five are invited exactly once each, twice over', async () => {
    await start(profile);
    const emails = Array.from({ length: 25 }, (_, index) => `guest${index}@acme.example`);
    for (let round = 0; round < 2; round += 1) {
      const { outcomes } = await inviteAll(site, emails, { organizations: [{ name: 'Acme' }] });
      expect(outcomes.map(({ email, state }) => [email, state])).toEqual(
        emails.map((email) => [email, 'done']),
      );
    }
    const acme = organizationNamed(site, 'Acme');
    for (const email of emails) {
      const people = site.jira.state.withEmail(email);
      expect(people).toHaveLength(1);
      expect(acme.members).toContain(people[0]?.accountId);
    }
  });
});

const SEND_ADA = { people: [{ email: 'ada@acme.example' }], organizations: [], notify: false };
