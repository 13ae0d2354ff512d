import type { Death } from '../../local/forge/crashes';
import type { Person } from '../../local/jira/state';
import type { LocalSite } from '../../local/server/local-site';
import { inviteOne, organizationNamed } from './inviting';
import { changePolicy, told } from './scripting';
import {
  addsAsked,
  cameAnotherWay,
  dieAdding,
  HOUR_MS,
  isMember,
  look,
  lookTomorrow,
  meanwhile,
  ruleEntries,
  ruleOf,
  rulesFor,
  show,
  siteWithRule,
  switchOn,
} from './upkeeping';

let site: LocalSite;
let ada: Person;
beforeEach(async () => {
  site = await siteWithRule();
  ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const outcomes = async () => (await ruleEntries(site)).map(({ outcome }) => outcome);

/** Runs the schedule, which dies where it asks Jira to add customers; an hour goes by. */
async function dies(death: Death): Promise<void> {
  await dieAdding(site, death);
  expect(isMember(site, ada)).toBe(death === 'after');
  site.jira.clock.advance(HOUR_MS);
}

test.each<[string, () => Promise<unknown>]>([
  ['the rule is deleted', () => rulesFor(site, {})],
  ['the domain is denied', () => changePolicy(site, { deniedDomains: ['acme.example'] })],
  ['the rule is switched off', () => switchOn(site, [])],
  ['nobody may invite any more', () => changePolicy(site, { mayInvite: [] })],
  [
    'the customer is invited elsewhere',
    () => inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Globex' }] }),
  ],
])('nobody is added where, just before, %s', async (_what, change) => {
  await dies('before');
  await change();
  await look(site);
  expect([isMember(site, ada), await outcomes()]).toEqual([false, []]);
});

test('nobody is added in another name than that in which Jira may be asked just then', async () => {
  // It changes while Jira is asked who is in the organization; who is to be added is proven after that.
  meanwhile(
    site,
    (request) => new URL(request.url).pathname === '/rest/servicedeskapi/organization',
    () => told(site, 'jira-admin', 'authority.consent'),
  );
  await site.forge.runSchedule('upkeep');
  expect([isMember(site, ada), addsAsked(site)]).toEqual([false, 0]);
  await told(site, 'jira-admin', 'authority.withdraw');
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect([isMember(site, ada), addsAsked(site)]).toEqual([true, 1]);
});

test('nobody is added whose domain was denied after the list was read', async () => {
  for (let index = 0; index < 6_500; index += 1) cameAnotherWay(site, `guest${index}@elsewhere.example`);
  await site.forge.runSchedule('upkeep');
  expect((await show(site)).round.state).toBe('running');
  await changePolicy(site, { deniedDomains: ['acme.example'] });
  await look(site);
  expect([isMember(site, ada), await outcomes()]).toEqual([false, []]);
});

test.each<[string, () => Promise<unknown>, string]>([
  ['the rule is switched off', () => switchOn(site, []), 'done'],
  ['the limit is lowered', () => switchOn(site, ['acme.example'], 1), 'done'],
  ['the project is switched off', () => changePolicy(site, {}, { projects: [] }), 'attention'],
])('whoever was added before a death is in the log, also where then %s', async (_what, change, outcome) => {
  await dies('after');
  await change();
  await look(site);
  await lookTomorrow(site);
  expect(await outcomes()).toEqual([outcome]);
});

test('an answer that gets lost after the work was done leaves one entry, that it was', async () => {
  const path = `/organization/${organizationNamed(site, 'Acme').id}/user`;
  site.jira.faults.set([{ path, method: 'POST', status: 503, rate: 1, afterWork: true }]);
  await site.forge.runSchedule('upkeep');
  site.jira.faults.set([]);
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect([isMember(site, ada), await outcomes()]).toEqual([true, ['done']]);
});

test('whom Jira refuses does not keep others from their turn', async () => {
  const umbrella = organizationNamed(site, 'Umbrella (directory)').name;
  await rulesFor(site, { 'umbrella.example': umbrella, 'acme.example': 'Acme' });
  cameAnotherWay(site, 'eve@umbrella.example');
  await switchOn(site, ['umbrella.example', 'acme.example'], 1);
  for (let day = 0; day < 5 && !isMember(site, ada); day += 1) await lookTomorrow(site);
  expect(isMember(site, ada)).toBe(true);
});

test('an account that is not active is led nowhere', async () => {
  ada.active = false;
  await look(site);
  expect(isMember(site, ada)).toBe(false);
});

test('a rule that is deleted and put back is off', async () => {
  await rulesFor(site, {});
  await rulesFor(site, { 'acme.example': 'Acme' });
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ on: false });
});

test('switches of many rules that are gone do not keep an admin from saving', async () => {
  const many = Array.from({ length: 25 }, (_, index) => `company${index}.example`);
  const all = [...many, 'acme.example'];
  await rulesFor(site, Object.fromEntries(all.map((domain) => [domain, 'Acme'])));
  await switchOn(site, all.slice(0, 15));
  await switchOn(site, all);
  await rulesFor(site, { 'acme.example': 'Acme' });
  await switchOn(site, []);
  await site.forge.runSchedule('upkeep');
  expect((await told(site, 'jira-admin', 'upkeep.show')).on).toEqual([]);
});

test('one account that Jira refuses does not keep those asked for with it out', async () => {
  const bob = cameAnotherWay(site, 'bob@acme.example');
  const path = `/organization/${organizationNamed(site, 'Acme').id}/user`;
  // Asked for together, Jira refuses; then one by one.
  site.jira.faults.set([{ path, method: 'POST', status: 403, rate: 1, afterWork: false, times: 1 }]);
  await look(site);
  expect([isMember(site, ada), isMember(site, bob)]).toEqual([true, true]);
});

test('the limit of a day holds from when somebody was added, however long the look had waited', async () => {
  cameAnotherWay(site, 'bob@acme.example');
  await switchOn(site, ['acme.example'], 1);
  const path = '/rest/servicedeskapi/servicedesk/1/customer';
  site.jira.faults.set([{ path, status: 503, rate: 1, afterWork: false }]);
  for (let hour = 0; hour < 3; hour += 1) {
    await site.forge.runSchedule('upkeep');
    site.jira.clock.advance(HOUR_MS);
  }
  site.jira.faults.set([]);
  await look(site);
  expect(await outcomes()).toEqual(['done']);
  site.jira.clock.advance(21 * HOUR_MS);
  await look(site);
  expect(await outcomes()).toEqual(['done']);
});
