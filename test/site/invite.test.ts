import { LocalSite } from '../../local/server/local-site';
import { ask, callsAs, callsOf, inviteAll, inviteOne, organizationNamed, stepsOf } from './inviting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

describe('a new customer', () => {
  test('is created, added to the desk and to the organization, by the app, with five calls', async () => {
    const acme = organizationNamed(site, 'Acme');
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] });
    expect(outcome.state).toBe('done');
    expect(stepsOf(outcome)).toEqual(['account made', 'desk made', 'organization Acme made']);
    expect(callsOf(site)).toEqual([
      'user POST /rest/api/3/permissions/check 200',
      'user GET /rest/servicedeskapi/servicedesk/1/organization?start=0&limit=100 200',
      'app POST /rest/servicedeskapi/customer?strictConflictStatusCode=true 201',
      'app POST /rest/servicedeskapi/servicedesk/1/customer 204',
      `app POST /rest/servicedeskapi/organization/${acme.id}/user 204`,
    ]);
    expect(site.jira.state.desk('SUP')?.customers).toContain(outcome.accountId);
    expect(acme.members).toContain(outcome.accountId);
  });

  test('gets an e-mail with four calls', async () => {
    const outcome = await inviteOne(site, 'ada@acme.example', {
      organizations: [{ name: 'Acme' }],
      notify: true,
    });
    expect(stepsOf(outcome)).toEqual(['account made', 'email made', 'desk made', 'organization Acme made']);
    expect(site.jira.log.all()).toHaveLength(4);
    expect(site.jira.state.mailsSent).toHaveLength(1);
  });

  test('is invited without an e-mail where the site has no such endpoint', async () => {
    site.jira.faults.set([{ path: '/customer/invite', status: 404, rate: 1, afterWork: false }]);
    const outcome = await inviteOne(site, 'ada@acme.example', { notify: true });
    expect(stepsOf(outcome)).toEqual(['account made', 'email attention email-not-available', 'desk made']);
    expect(outcome.state).toBe('attention');
  });
});

test('repeating an invitation any number of times changes nothing and says so', async () => {
  const options = { organizations: [{ name: 'Acme' }] };
  const first = await inviteOne(site, 'ada@acme.example', options);
  const before = JSON.stringify(site.jira.state.snapshot());
  for (let count = 0; count < 3; count += 1) {
    site.jira.log.clear();
    const again = await inviteOne(site, 'ada@acme.example', options);
    expect(again.accountId).toBe(first.accountId);
    expect(stepsOf(again)).toEqual(['account already', 'desk already', 'organization Acme already']);
    expect(site.jira.log.all().length).toBeLessThanOrEqual(6);
  }
  expect(JSON.stringify(site.jira.state.snapshot())).toBe(before);
});

test('an existing customer whom the app never saw costs seven calls, and is told what was added', async () => {
  const outcome = await inviteOne(site, 'customer@guestlist.example', {
    organizations: [{ name: 'Globex' }],
  });
  expect(stepsOf(outcome)).toEqual(['account already', 'desk already', 'organization Globex made']);
  expect(site.jira.log.all().length).toBeLessThanOrEqual(7);
});

test('twenty-five at once share the guard and the enrolments', async () => {
  const emails = Array.from({ length: 25 }, (_, index) => `guest${index}@acme.example`);
  const { outcomes } = await inviteAll(site, emails, { organizations: [{ name: 'Acme' }] });
  expect(outcomes.map(({ email, state }) => `${email} ${state}`)).toEqual(
    emails.map((email) => `${email} done`),
  );
  expect(site.jira.log.all()).toHaveLength(25 + 4);
});

describe('organizations that agents may create', () => {
  beforeEach(() => site.savePolicy({ createOrganizations: true }, ['SUP']));

  test('are created and linked to the project', async () => {
    const outcome = await inviteOne(site, 'ada@newco.example', { organizations: [{ name: 'Newco' }] });
    const newco = organizationNamed(site, 'Newco');
    expect(outcome.state).toBe('done');
    expect(newco.members).toContain(outcome.accountId);
    expect(site.jira.state.desk('SUP')?.organizations).toContain(newco.id);
  });

  test('never give access to one that exists elsewhere on the site', async () => {
    const outcome = await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'INITECH' }] });
    expect(outcome.reason?.code).toBe('organization-elsewhere');
    expect(organizationNamed(site, 'Initech').members.size).toBe(0);
    expect(site.jira.state.desk('SUP')?.organizations).not.toContain(organizationNamed(site, 'Initech').id);
  });
});

test.each<[object, Parameters<typeof inviteOne>[2], string]>([
  [{ email: 'never' }, { notify: true }, 'notify-not-allowed'],
  [{ organizations: 'none' }, { organizations: [{ name: 'Acme' }] }, 'organizations-not-allowed'],
])('the rule %j holds', async (rules, options, code) => {
  await site.savePolicy({ ...rules }, ['SUP']);
  site.jira.log.clear();
  expect((await inviteOne(site, 'ada@acme.example', options)).reason?.code).toBe(code);
  expect(callsAs(site, 'app')).toEqual([]);
});

describe('an account without a single match', () => {
  test('two accounts for one address are a choice, and the chosen one is enrolled', async () => {
    const portalOnly = site.jira.state.addCustomer('twin@acme.example', 'Tess');
    site.jira.state.addPerson({ ...portalOnly, accountId: '5b10ac8d:twin', accountType: 'atlassian' });
    const outcome = await inviteOne(site, 'twin@acme.example');
    expect(outcome).toMatchObject({ state: 'attention', reason: { code: 'account-choice' } });
    expect(outcome.candidates).toHaveLength(2);

    const chosen = {
      people: [{ email: 'twin@acme.example', accountId: '5b10ac8d:twin' }],
      organizations: [],
      notify: false,
    };
    expect(await ask(site, 'agent', 'invite.send', chosen)).toMatchObject({
      data: { outcomes: [{ state: 'done' }] },
    });
    expect(site.jira.state.desk('SUP')?.customers).toContain('5b10ac8d:twin');
  });

  test('an account named beside an address that nobody has is never the one that comes in', async () => {
    const { accountId } = site.person('jira-admin');
    const named = { people: [{ email: 'new@acme.example', accountId }], organizations: [], notify: false };
    expect(await ask(site, 'agent', 'invite.send', named)).toMatchObject({
      data: { outcomes: [{ state: 'done' }] },
    });
    expect(site.jira.state.desk('SUP')?.customers).not.toContain(accountId);
  });

  test('a bad id does not keep the others out of the desk', async () => {
    const emails = [
      'a@acme.example',
      'b@acme.example',
      'c@acme.example',
      'no-customer-role@guestlist.example',
    ];
    const { outcomes } = await inviteAll(site, emails);
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'failed']);
    expect(outcomes[3]?.reason?.code).toBe('lacks-customer-role');
  });

  test('whom the desk refuses is put into no organization', async () => {
    const organizations = [{ name: 'Acme' }];
    const outcome = await inviteOne(site, 'no-customer-role@guestlist.example', { organizations });
    expect(stepsOf(outcome)).toEqual(['account already', 'desk failed lacks-customer-role']);
    const { accountId } = site.person('no-customer-role');
    expect(organizationNamed(site, 'Acme').members).not.toContain(accountId);
  });
});

describe('when something breaks', () => {
  test('a create that was done but never answered is not done twice', async () => {
    site.forge.time.hurried = true;
    site.jira.faults.set([
      { path: '/servicedeskapi/customer?', status: 0, rate: 1, times: 1, afterWork: true },
    ]);
    const outcome = await inviteOne(site, 'ada@acme.example');
    expect(stepsOf(outcome)).toEqual(['account confirmed', 'desk confirmed']);
    expect(site.jira.state.withEmail('ada@acme.example')).toHaveLength(1);
  });

  test('where storage is down, nothing is done', async () => {
    site.forge.kvs.failing = () => true;
    const reply = await ask(site, 'agent', 'invite.send', SEND_ADA);
    expect(reply).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
    expect(callsAs(site, 'app')).toEqual([]);
  });

  test('where only writing down fails, the agent is told that it happened all the same', async () => {
    site.forge.kvs.failing = (path) => path === '/api/v1/transaction';
    const reply = await ask(site, 'agent', 'invite.send', SEND_ADA);
    expect(reply).toMatchObject({ ok: true, data: { recorded: 'later', outcomes: [{ state: 'done' }] } });
  });

  test('a quota that is used up is told with the time to wait', async () => {
    const quota = { status: 429, retryAfter: 1800, reason: 'jira-quota-global-based' };
    site.jira.faults.set([{ path: '/servicedeskapi/customer?', ...quota, rate: 1, afterWork: false }]);
    const outcome = await inviteOne(site, 'ada@acme.example');
    expect(outcome.reason?.code).toBe('jira-busy');
    expect(Number(outcome.reason?.params?.['seconds'])).toBeGreaterThanOrEqual(1799);
  });
});

test('History keeps who, when, whom by account id, and the outcome: newest first, a page at a time', async () => {
  for (let count = 1; count <= 25; count += 1) {
    await inviteOne(site, `guest${count}@acme.example`, { organizations: [{ name: 'Acme' }] });
    site.jira.clock.advance(1000);
  }
  const first = await ask(site, 'agent', 'invite.history');
  if (!first.ok) throw new Error('refused');
  expect(first.data.entries).toHaveLength(20);
  expect(first.data.entries[0]).toEqual({
    id: expect.any(String) as string,
    at: expect.any(String) as string,
    actor: { kind: 'person', accountId: site.person('agent').accountId },
    projectId: '10001',
    event: 'invitation',
    customer: site.jira.state.withEmail('guest25@acme.example')[0]?.accountId,
    domain: 'acme.example',
    outcome: 'done',
    account: 'made',
    organizations: ['Acme'],
    organizationIds: [organizationNamed(site, 'Acme').id],
    added: ['desk', organizationNamed(site, 'Acme').id],
    emailed: false,
  });
  const second = await ask(site, 'agent', 'invite.history', { before: first.data.before });
  expect(second.ok && second.data.entries).toHaveLength(5);
  const told = second.ok ? [...first.data.entries, ...second.data.entries].map(({ at }) => at) : [];
  expect(told).toEqual([...told].sort().reverse());
  expect(second.ok && second.data.before).toBe(undefined);
});

test('no address and no name is written to the log or kept in storage', async () => {
  site.forge.kvs.failing = (path) => path.endsWith('/set') && site.forge.kvs.requests.length > 3;
  for (const email of [
    'ada@secret.example',
    'ada@secret.example',
    'bob@@secret.example',
    'eve@denied.example',
  ]) {
    await ask(site, 'agent', 'invite.send', {
      people: [{ email, displayName: 'Ada Lovelace' }],
      organizations: [{ name: 'Acme' }],
      notify: true,
    });
  }
  expect(site.forge.logs.length).toBeGreaterThan(0);
  for (const kept of [JSON.stringify(site.forge.logs), JSON.stringify(site.forge.kvs.store.snapshot())]) {
    expect(kept).not.toMatch(/ada@|bob@|eve@|Lovelace/);
  }
});

const SEND_ADA = { people: [{ email: 'ada@acme.example' }], organizations: [], notify: false };

afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});
