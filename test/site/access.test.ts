import type { AccessView } from '../../src/contract/access-expiry';
import type { Outcome } from '../../src/domain/invitation/outcome';
import { LocalSite } from '../../local/server/local-site';
import { access, accountOf, DAY_MS, HOUR_MS, inDays } from './ending';
import { ask, inviteAll, organizationNamed, stepsOf } from './inviting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
});

/** Invites into Acme as the agent, until then. */
async function inviteUntil(endsAt: string, emails: readonly string[], organization = 'Acme') {
  const reply = await ask(site, 'agent', 'invite.send', {
    people: emails.map((email) => ({ email })),
    organizations: [{ name: organization }],
    notify: false,
    endsAt,
  });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.outcomes;
}

/** The same for one person. */
async function inviteOneUntil(endsAt: string, email: string): Promise<Outcome> {
  const [outcome] = await inviteUntil(endsAt, [email]);
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

const listed = async (): Promise<readonly AccessView[]> => (await access(site, 'access.list', {})).access;

/** The hour goes by. */
async function hourly(): Promise<void> {
  await site.forge.runSchedule('ending');
}

function isMember(email: string, organization = 'Acme'): boolean {
  return organizationNamed(site, organization).members.has(accountOf(site, email));
}

function isOnDesk(email: string): boolean {
  const desk = [...site.jira.state.desks.values()].find(({ projectKey }) => projectKey === 'SUP');
  return desk?.customers.has(accountOf(site, email)) ?? false;
}

async function auditOf(event: string) {
  const reply = await ask(site, 'jira-admin', 'audit.page', { limit: 100 });
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.data.entries.filter((entry) => entry.event === event);
}

test('access ends by itself when its time has come, and the audit log says so', async () => {
  const outcome = await inviteOneUntil(inDays(site, 2), 'ada@acme.example');
  expect(stepsOf(outcome)).toEqual(['account made', 'desk made', 'organization Acme made', 'end done']);
  site.jira.clock.advance(DAY_MS);
  await hourly();
  expect([isOnDesk('ada@acme.example'), isMember('ada@acme.example')]).toEqual([true, true]);

  site.jira.clock.advance(DAY_MS);
  await hourly();
  expect([isOnDesk('ada@acme.example'), isMember('ada@acme.example')]).toEqual([false, false]);
  expect(await listed()).toEqual([]);
  expect(
    (await auditOf('access')).filter((entry) => 'action' in entry && entry.action === 'ended'),
  ).toMatchObject([
    {
      actor: { kind: 'schedule' },
      customer: accountOf(site, 'ada@acme.example'),
      domain: 'acme.example',
      outcome: 'done',
      organizations: ['Acme'],
      desk: true,
    },
  ]);
});

test('a customer who was there before loses only what this app gave', async () => {
  const member = accountOf(site, 'customer@guestlist.example');
  organizationNamed(site, 'Globex').members.add(member);
  const wasOnDesk = isOnDesk('customer@guestlist.example');
  await inviteUntil(inDays(site, 1), ['customer@guestlist.example'], 'Acme');
  const [ending] = await listed();
  expect(ending).toMatchObject({ accountId: member, desk: !wasOnDesk });

  site.jira.clock.advance(DAY_MS);
  await hourly();
  expect(isMember('customer@guestlist.example', 'Globex')).toBe(true);
  expect(isMember('customer@guestlist.example', 'Acme')).toBe(false);
  expect(isOnDesk('customer@guestlist.example')).toBe(wasOnDesk);
});

test('where nothing is new, nothing ends, and that is said', async () => {
  await inviteAll(site, ['ada@acme.example'], { organizations: [{ name: 'Acme' }] });
  const outcome = await inviteOneUntil(inDays(site, 1), 'ada@acme.example');
  expect(stepsOf(outcome)).toContain('end attention ends-nothing');
  expect(await listed()).toEqual([]);
  site.jira.clock.advance(2 * DAY_MS);
  await hourly();
  expect([isOnDesk('ada@acme.example'), isMember('ada@acme.example')]).toEqual([true, true]);
});

test('nobody is let in for good who was to be let in for a time, where Jira does not tell where they are', async () => {
  site.forge.time.hurried = true;
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/organization?', status: 503, rate: 1, afterWork: false },
    { path: '/customer?query', status: 503, rate: 1, afterWork: false },
  ]);
  const outcome = await inviteOneUntil(inDays(site, 1), 'customer@guestlist.example');
  expect(stepsOf(outcome)).toEqual(['account already', 'end failed jira-unavailable']);
  expect(isMember('customer@guestlist.example')).toBe(false);
});

test('whoever invited is told three days before, once', async () => {
  await inviteUntil(inDays(site, 10), ['ada@acme.example']);
  await hourly();
  expect(await auditOf('access')).toEqual([]);
  site.jira.clock.advance(8 * DAY_MS);
  await hourly();
  await hourly();
  expect(await auditOf('access')).toMatchObject([
    { action: 'ends-soon', actor: { kind: 'person', accountId: site.person('agent').accountId } },
  ]);
});

test('a later end takes the place of the earlier one', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example']);
  const accountId = accountOf(site, 'ada@acme.example');
  await access(site, 'access.move', { accountId, endsAt: inDays(site, 30) });
  site.jira.clock.advance(2 * DAY_MS);
  await hourly();
  expect(isMember('ada@acme.example')).toBe(true);
  site.jira.clock.advance(29 * DAY_MS);
  await hourly();
  expect(isMember('ada@acme.example')).toBe(false);
});

test('access that is kept does not end any more', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example']);
  const accountId = accountOf(site, 'ada@acme.example');
  await access(site, 'access.keep', { accountId });
  site.jira.clock.advance(2 * DAY_MS);
  await hourly();
  expect(isMember('ada@acme.example')).toBe(true);
  expect(await auditOf('access')).toMatchObject([{ action: 'kept' }]);
});

test('access can be ended at once, and invited anew', async () => {
  await inviteUntil(inDays(site, 9), ['ada@acme.example']);
  const accountId = accountOf(site, 'ada@acme.example');
  expect(await access(site, 'access.end', { accountId })).toEqual({ accountId });
  expect([isOnDesk('ada@acme.example'), isMember('ada@acme.example')]).toEqual([false, false]);
  const again = await inviteOneUntil(inDays(site, 9), 'ada@acme.example');
  expect(stepsOf(again)).toEqual(['account already', 'desk made', 'organization Acme made', 'end done']);
});

test('an open desk keeps its customers; the organizations are left, and that is said', async () => {
  site = await LocalSite.create({ profile: 'open-desk' });
  await inviteUntil(inDays(site, 1), ['ada@acme.example', 'bob@acme.example']);
  site.jira.clock.advance(2 * DAY_MS);
  await hourly();
  expect(isMember('ada@acme.example')).toBe(false);
  const ended = await auditOf('access');
  expect(ended.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['done', 'desk-open'],
    ['done', 'desk-open'],
  ]);
  expect(await listed()).toEqual([]);
});

test('what Jira refuses is tried again, and told once', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example']);
  site.forge.time.hurried = true;
  site.jira.clock.advance(2 * DAY_MS);
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/organization', status: 503, rate: 1, afterWork: false },
  ]);
  await hourly();
  site.jira.clock.advance(HOUR_MS);
  await hourly();
  expect(await auditOf('access')).toMatchObject([
    { action: 'ended', outcome: 'failed', reason: 'jira-unavailable' },
  ]);
  expect(await listed()).toHaveLength(1);
  site.jira.faults.set([]);
  site.jira.clock.advance(HOUR_MS);
  await hourly();
  expect(isMember('ada@acme.example')).toBe(false);
  expect(await auditOf('access')).toMatchObject([{ action: 'ended', outcome: 'done' }]);
});

test('two schedules at once end each access once', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example', 'bob@acme.example']);
  site.jira.clock.advance(2 * DAY_MS);
  site.jira.log.clear();
  await Promise.all([hourly(), hourly()]);
  const removals = site.jira.log.all().filter(({ method }) => method === 'DELETE');
  expect(removals.map(({ path }) => path)).toHaveLength(2);
  expect(await auditOf('access')).toHaveLength(2);
});

test('a customer who left already, or whose organization is gone, is no trouble', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example', 'bob@acme.example']);
  organizationNamed(site, 'Acme').members.delete(accountOf(site, 'ada@acme.example'));
  site.jira.state.removeOrganization(organizationNamed(site, 'Acme').id);
  site.jira.state.people.delete(accountOf(site, 'bob@acme.example'));
  site.jira.clock.advance(2 * DAY_MS);
  await hourly();
  expect(isOnDesk('ada@acme.example')).toBe(false);
  expect(await listed()).toEqual([]);
});

test('nobody sees or ends the access of another project', async () => {
  await inviteUntil(inDays(site, 1), ['ada@acme.example']);
  const accountId = accountOf(site, 'ada@acme.example');
  await site.savePolicy({}, ['SUP', 'PAR']);
  const input = {
    'access.end': { accountId },
    'access.keep': { accountId },
    'access.move': { accountId, endsAt: inDays(site, 5) },
  };
  for (const [name, payload] of Object.entries(input)) {
    const reply = await ask(site, 'other-agent', name as 'access.end', payload, 'PAR');
    expect(reply).toMatchObject({ ok: false, error: { code: 'access-unknown' } });
  }
  const others = await ask(site, 'other-agent', 'access.list', {}, 'PAR');
  expect(others).toMatchObject({ ok: true, data: { access: [] } });
  expect(await listed()).toHaveLength(1);
});
