import type { LocalSite } from '../../local/server/local-site';
import { callsAs, inviteAll, inviteOne, organizationNamed } from './inviting';
import { told } from './scripting';
import {
  cameAnotherWay,
  DAY_MS,
  HOUR_MS,
  look,
  lookTomorrow,
  ruleEntries,
  ruleOf,
  rulesFor,
  show,
  siteWithRule,
  support,
  switchOn,
} from './upkeeping';

const DESK_LIST = '/rest/servicedeskapi/servicedesk/1/customer';
/** Calls of one run. */
const RUN_MAX = 500;
/** Forge storage: one value. */
const VALUE_BYTES_MAX = 240 * 1_024;
/** Rules of a site. */
const RULES_MAX = 200;
/** Customers whom a rule's preview names. */
const SHOWN_MAX = 25;

let site: LocalSite;
beforeEach(async () => {
  site = await siteWithRule();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

function fails(path: string, status: number): void {
  site.jira.faults.set([{ path, status, rate: 1, afterWork: false }]);
}

test('an organization that rejects everybody does not take more calls than a run has', async () => {
  for (let index = 0; index < 200; index += 1) cameAnotherWay(site, `guest${index}@acme.example`);
  await switchOn(site, ['acme.example'], 200);
  fails(`/organization/${organizationNamed(site, 'Acme').id}/user`, 400);
  for (let hour = 0; hour < 3; hour += 1) {
    site.jira.log.clear();
    await site.forge.runSchedule('upkeep');
    expect(callsAs(site, 'app').length).toBeLessThanOrEqual(RUN_MAX);
    site.jira.clock.advance(HOUR_MS);
  }
});

test.each([84, RULES_MAX - 1])(
  'customers to be added beside %i rules that name as many as they show fit into what is kept',
  async (count) => {
    const domains = Array.from({ length: count }, (_, index) => `company${index}.example`);
    await rulesFor(site, {
      ...Object.fromEntries(domains.map((domain) => [domain, 'Globex'])),
      'acme.example': 'Acme',
    });
    for (const domain of domains) {
      for (let index = 0; index < SHOWN_MAX; index += 1) cameAnotherWay(site, `guest${index}@${domain}`);
    }
    for (let index = 0; index < 300; index += 1) cameAnotherWay(site, `guest${index}@acme.example`);
    await switchOn(site, ['acme.example'], 250);
    let largest = 0;
    site.forge.crashes.at = ({ what }) => {
      if (what === 'jira') largest = Math.max(largest, largestValue());
      return undefined;
    };
    await look(site);
    expect((await ruleOf(site, 'acme.example')).added).toBe(250);
    expect(largest).toBeLessThanOrEqual(VALUE_BYTES_MAX);
  },
  60_000,
);

/** In bytes, of the round and what it found. */
function largestValue(): number {
  const stored = site.forge.kvs.store.all('entity:record').filter(({ key }) => key.startsWith('upkeep'));
  return Math.max(0, ...stored.map(({ value }) => Buffer.byteLength(JSON.stringify(value))));
}

test('an account that Jira does not know any more does not keep others from being told unused', async () => {
  site = await siteWithRule({ profile: 'open-desk' });
  const ids: string[] = [];
  for (let part = 0; part < 4; part += 1) {
    const emails = Array.from({ length: 25 }, (_, index) => `guest${part}-${index}@globex.example`);
    ids.push(...(await inviteAll(site, emails)).outcomes.flatMap(({ accountId }) => accountId ?? []));
  }
  site.jira.clock.advance(181 * DAY_MS);
  const [unknown = '', ...others] = ids.sort();
  site.jira.state.people.delete(unknown);
  for (let day = 0; day < 8; day += 1) await lookTomorrow(site);
  const unused = (await support(site)).found?.unused.map(({ accountId }) => accountId) ?? [];
  expect(unused.sort()).toEqual(others);
});

test('requests that Jira never tells do not keep a round from its end, and the project says why', async () => {
  await inviteOne(site, 'ada@globex.example');
  site.jira.clock.advance(181 * DAY_MS);
  fails('/rest/api/3/search/jql', 500);
  await look(site);
  const { found } = await support(site);
  expect(found).toMatchObject({ listed: 2, unusedReason: 'jira-unavailable' });
  expect(found?.reason).toBeUndefined();
});

test('where it cannot be told for an hour whether the lender is still an admin, the round goes on later', async () => {
  await told(site, 'jira-admin', 'authority.consent');
  fails(DESK_LIST, 503);
  await site.forge.runSchedule('upkeep');
  site.jira.clock.advance(HOUR_MS);
  fails('permissions', 503);
  await site.forge.runSchedule('upkeep');
  site.jira.faults.set([]);
  expect(await show(site)).toMatchObject({ round: { state: 'running' } });
  expect((await support(site)).found).toBeUndefined();
  await look(site);
  expect((await support(site)).found).toMatchObject({ listed: 1 });
});

test('what a rule added on another day is not told as of a day on which Jira refused the list', async () => {
  cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
  await look(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ added: 1 });
  fails(DESK_LIST, 403);
  await lookTomorrow(site);
  expect(await ruleOf(site, 'acme.example')).toMatchObject({ added: 0, seen: false });
});

test('a round that an admin asks for just after one that had to wait has no other share of the day', async () => {
  for (const name of ['ada', 'bob']) cameAnotherWay(site, `${name}@acme.example`);
  await switchOn(site, ['acme.example'], 1);
  fails(DESK_LIST, 503);
  for (let hour = 0; hour < 3; hour += 1) {
    await site.forge.runSchedule('upkeep');
    site.jira.clock.advance(HOUR_MS);
  }
  site.jira.faults.set([]);
  await look(site);
  expect(await ruleEntries(site)).toHaveLength(1);
  const before = (await show(site)).round.startedAt;
  await told(site, 'jira-admin', 'upkeep.start');
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  expect((await show(site)).round.startedAt).not.toBe(before);
  expect(await ruleEntries(site)).toHaveLength(1);
});
