import type { Death } from '../../local/forge/crashes';
import type { Person } from '../../local/jira/state';
import type { LocalSite } from '../../local/server/local-site';
import { inviteOne } from '../site/inviting';
import { holding } from '../site/kept';
import { audited, told } from '../site/scripting';
import {
  addsAsked,
  cameAnotherWay,
  DAY_MS,
  deskOf,
  HOUR_MS,
  isMember,
  look,
  lookTomorrow,
  ruleOf,
  show,
  siteWithRule,
  support,
  switchOn,
} from '../site/upkeeping';

/** The function in the manifest. */
const KEEP_UP = 'keep-up';

let site: LocalSite;
let guests: readonly Person[];

/** A day with something of everything: two to be added by a rule, one who is gone, one who was in already. */
async function start(): Promise<void> {
  site = await siteWithRule();
  const { accountId = '' } = await inviteOne(site, 'cleo@globex.example', {
    organizations: [{ name: 'Globex' }],
  });
  deskOf(site).customers.delete(accountId);
  guests = ['ada', 'bob'].map((name) => cameAnotherWay(site, `${name}@acme.example`));
  await switchOn(site, ['acme.example']);
  site.jira.clock.advance(2 * DAY_MS);
}
beforeEach(start);
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** What has to be true in the end, whatever happened on the way. */
async function expectAllDone(): Promise<void> {
  expect(guests.map((guest) => isMember(site, guest))).toEqual([true, true]);
  const entries = (await audited(site)).filter(({ event }) => event === 'domain-rule');
  expect(entries.map(({ customer }) => customer).sort()).toEqual(
    guests.map(({ accountId }) => accountId).sort(),
  );
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ added: 2, outside: 0 });
  expect((await support(site)).found?.gone).toHaveLength(1);
}

test.each<Death>(['before', 'after'])(
  'whichever call it dies at (%s the work is done), the round is ended later, and nobody is added unseen',
  async (death) => {
    let calls = 0;
    site.forge.crashes.at = ({ functionKey }) => {
      if (functionKey === KEEP_UP) calls += 1;
      return undefined;
    };
    await look(site);
    await expectAllDone();
    expect(calls).toBeGreaterThan(10);

    for (let number = 1; number <= calls; number += 1) {
      await start();
      site.forge.crashes.once(KEEP_UP, number, death);
      await site.forge.runSchedule('upkeep').catch(() => undefined);
      site.jira.clock.advance(HOUR_MS);
      await look(site);
      await expectAllDone();
    }
  },
  60_000,
);

test('two schedules at once do it once', async () => {
  const before = addsAsked(site);
  await Promise.all([site.forge.runSchedule('upkeep'), site.forge.runSchedule('upkeep')]);
  await look(site);
  await expectAllDone();
  expect(addsAsked(site) - before).toBe(1);
});

test.each(['query', 'batch-get', 'batch-set', 'batch-delete', 'transaction'] as const)(
  'storage that refuses a %s keeps it for the next hour',
  async (operation) => {
    for (let times = 1; times <= 3; times += 1) {
      await start();
      site.forge.kvs.faults.set([{ operations: [operation], times }]);
      await site.forge.runSchedule('upkeep').catch(() => undefined);
      site.jira.clock.advance(HOUR_MS);
      site.forge.kvs.faults.set([]);
      await look(site);
      await site.forge.runQueues();
      await expectAllDone();
    }
  },
);

test('a desk whose list Jira does not give for hours is looked at once it does', async () => {
  const path = '/rest/servicedeskapi/servicedesk/1/customer';
  site.jira.faults.set([{ path, status: 503, rate: 1, afterWork: false }]);
  for (let hour = 0; hour < 3; hour += 1) {
    await site.forge.runSchedule('upkeep');
    site.jira.clock.advance(HOUR_MS);
  }
  expect((await show(site)).round.state).toBe('running');
  site.jira.faults.set([]);
  await look(site);
  await expectAllDone();
});

test('a desk whose list Jira refuses is told, and looked at again the next day', async () => {
  const path = '/rest/servicedeskapi/servicedesk/1/customer';
  site.jira.faults.set([{ path, status: 403, rate: 1, afterWork: false }]);
  await look(site);
  expect((await support(site)).found).toMatchObject({ reason: 'app-lacks-admin', listed: 0 });
  site.jira.faults.set([]);
  await lookTomorrow(site);
  expect((await support(site)).found?.reason).toBeUndefined();
  await expectAllDone();
});

test('members that Jira refuses to tell leave the rule waiting, with the reason', async () => {
  const path = '/rest/servicedeskapi/organization';
  site.jira.faults.set([{ path, method: 'GET', status: 403, rate: 1, afterWork: false }]);
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ waiting: 2, reason: 'app-lacks-admin' });
  expect(guests.map((guest) => isMember(site, guest))).toEqual([false, false]);
});

test('without the permission of whoever lent it, each project says so', async () => {
  await told(site, 'jira-admin', 'authority.consent');
  const admin = site.person('jira-admin');
  site.jira.state.people.set(admin.accountId, { ...admin, jiraAdmin: false });
  await site.forge.runSchedule('upkeep');
  site.jira.state.people.set(admin.accountId, admin);
  expect(await show(site)).toMatchObject({
    round: { state: 'done' },
    projects: [{ found: { reason: 'delegate-lost-admin' } }],
  });
});

test('a closed account is erased from what was found, and from what is being looked at', async () => {
  await switchOn(site, []);
  await look(site);
  const [ada] = guests;
  const accountId = ada?.accountId ?? '';
  expect(holding(site, accountId)).toContain('upkeep-report:10001');
  // Another round is under way, with a sheet that names her.
  for (let index = 0; index < 6_500; index += 1) cameAnotherWay(site, `guest${index}@elsewhere.example`);
  site.forge.kvs.store.expiredKeptMs = 0;
  site.jira.clock.advance(7 * DAY_MS);
  await site.forge.runSchedule('upkeep');
  expect(holding(site, accountId)).toContain('upkeep-sheet:10001:0');
  site.forge.personalData.mark(accountId, 'closed');
  await site.forge.runSchedule('privacy');
  expect(holding(site, accountId)).toEqual([]);
});
