import { projectIdSchema } from '../../src/domain/ids';
import type { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from './inviting';
import { changePolicy, PAR, SUP, told } from './scripting';
import {
  cameAnotherWay,
  DAY_MS,
  deskOf,
  HOUR_MS,
  look,
  lookTomorrow,
  show,
  siteWithRule,
  support,
} from './upkeeping';

let site: LocalSite;
beforeEach(async () => {
  site = await siteWithRule();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

test('a round that stood still until its sheets were gone begins the project again', async () => {
  for (let index = 0; index < 6_500; index += 1) cameAnotherWay(site, `guest${index}@elsewhere.example`);
  await site.forge.runSchedule('upkeep');
  expect((await show(site)).round.state).toBe('running');
  site.jira.clock.advance(20 * DAY_MS);
  await look(site);
  expect((await support(site)).found?.listed).toBe(6_501);
});

test('a project that Jira does not answer for gives way to the next, and says so', async () => {
  const projects = [SUP, PAR].map((id) => ({ projectId: projectIdSchema.parse(id), overrides: {} }));
  await changePolicy(site, {}, { projects });
  const path = '/rest/servicedeskapi/servicedesk/1/customer';
  site.jira.faults.set([{ path, status: 500, rate: 1, afterWork: false }]);
  await look(site);
  expect((await show(site)).projects).toMatchObject([
    { projectId: SUP, found: { reason: 'jira-unavailable' } },
    { projectId: PAR, found: { listed: 0 } },
  ]);
});

test('addresses with long domains fit into what is kept', async () => {
  const label = 'x'.repeat(60);
  for (let index = 0; index < 1_000; index += 1) {
    const own = String(index).padStart(40, 'y');
    cameAnotherWay(site, `a@${label}.${label}.${label}.${own}.acme.example`);
  }
  await look(site);
  expect((await support(site)).rules).toMatchObject([{ outside: 1_000 }]);
});

test('whoever was invited while a long look went on is not told gone', async () => {
  cameAnotherWay(site, 'ada@acme.example');
  const path = '/rest/servicedeskapi/organization';
  site.jira.faults.set([{ path, method: 'GET', status: 503, rate: 1, afterWork: false }]);
  await site.forge.runSchedule('upkeep');
  site.jira.faults.set([]);
  await inviteOne(site, 'bob@globex.example');
  site.jira.clock.advance(26 * HOUR_MS);
  await look(site);
  expect((await support(site)).found?.gone).toEqual([]);
});

test('what is accepted while a look is under way is not told again', async () => {
  const { accountId = '' } = await inviteOne(site, 'ada@globex.example', {
    organizations: [{ name: 'Globex' }],
  });
  deskOf(site).customers.delete(accountId);
  await lookTomorrow(site);
  site.jira.clock.advance(DAY_MS);
  site.forge.crashes.once('keep-up', 12);
  await site.forge.runSchedule('upkeep').catch(() => undefined);
  await told(site, 'jira-admin', 'upkeep.accept', { projectId: SUP, accountId });
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect((await support(site)).found?.gone).toEqual([]);
});

test('two accepted at once are both accepted', async () => {
  const people: string[] = [];
  for (const name of ['ada', 'bob']) {
    const { accountId = '' } = await inviteOne(site, `${name}@globex.example`);
    deskOf(site).customers.delete(accountId);
    people.push(accountId);
  }
  await lookTomorrow(site);
  await Promise.all(
    people.map((accountId) => told(site, 'jira-admin', 'upkeep.accept', { projectId: SUP, accountId })),
  );
  expect((await support(site)).found).toMatchObject({ gone: [], goneCount: 0 });
});

test('a large organization that became small is read from its beginning', async () => {
  const { members } = organizationNamed(site, 'Acme');
  for (let index = 0; index < 30; index += 1) {
    members.add(cameAnotherWay(site, `guest${index}@acme.example`).accountId);
  }
  for (let index = 0; index < 2_100; index += 1) {
    members.add(site.jira.state.addCustomer(`member${index}@acme.example`, 'Member').accountId);
  }
  await look(site);
  const desk = deskOf(site).customers;
  for (const accountId of [...members]) if (!desk.has(accountId)) members.delete(accountId);
  await lookTomorrow(site);
  await lookTomorrow(site);
  expect((await support(site)).rules).toMatchObject([{ outside: 0 }]);
});
