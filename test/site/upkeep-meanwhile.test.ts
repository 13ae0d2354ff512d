import type { Person } from '../../local/jira/state';
import type { LocalSite } from '../../local/server/local-site';
import { callsAs, inviteOne, organizationNamed } from './inviting';
import { changePolicy, told } from './scripting';
import {
  addsAsked,
  cameAnotherWay,
  DAY_MS,
  deskOf,
  dieAdding,
  HOUR_MS,
  inJirasPlace,
  isAdding,
  isMember,
  look,
  lookTomorrow,
  meanwhile,
  ruleEntries,
  ruleOf,
  rulesFor,
  siteWithRule,
  support,
  switchOn,
} from './upkeeping';

const DESK_LIST = '/rest/servicedeskapi/servicedesk/1/customer';

let site: LocalSite;
let ada: Person;
beforeEach(async () => {
  site = await siteWithRule();
  ada = cameAnotherWay(site, 'ada@acme.example');
  await switchOn(site, ['acme.example']);
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** The list was read, with what is known of everybody on it, and no customer is added yet: all in one run. */
const isAskingWhoIsIn = ({ method, url }: Request): boolean =>
  method === 'GET' && new URL(url).searchParams.get('accountId') === ada.accountId;

test.each<[string, () => Promise<unknown>]>([
  ['the rule is deleted', () => rulesFor(site, {})],
  ['the rule leads elsewhere', () => rulesFor(site, { 'acme.example': 'Globex' })],
  ['the domain is denied', () => changePolicy(site, { deniedDomains: ['acme.example'] })],
  ['the project is switched off', () => changePolicy(site, {}, { projects: [] })],
  ['the rule is switched off', () => switchOn(site, [])],
  [
    'the customer is invited elsewhere',
    () => inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Globex' }] }),
  ],
])('nobody is added where, while Jira is asked about the organization, %s', async (_what, change) => {
  meanwhile(site, isAskingWhoIsIn, change);
  await look(site);
  expect([isMember(site, ada), await ruleEntries(site)]).toEqual([false, []]);
});

test('whoever is invited into the organization meanwhile is known as invited, and told once they are gone', async () => {
  // Of temporary access, the app finds out beforehand who is where: it knows that it made this one.
  const endsAt = new Date(site.jira.clock.now() + 30 * DAY_MS).toISOString();
  const invitation = { people: [{ email: 'ada@acme.example' }], organizations: [{ name: 'Acme' }], endsAt };
  meanwhile(site, isAskingWhoIsIn, () =>
    told(site, 'agent', 'invite.send', { ...invitation, notify: false }),
  );
  await look(site);
  expect([isMember(site, ada), await ruleEntries(site)]).toEqual([true, []]);
  organizationNamed(site, 'Acme').members.delete(ada.accountId);
  await lookTomorrow(site);
  await lookTomorrow(site);
  expect((await support(site)).found?.gone).toMatchObject([
    { accountId: ada.accountId, organization: { name: 'Acme' } },
  ]);
});

test.each<[string, (request: Request) => boolean]>([
  ['reads the list', ({ url }) => url.includes(DESK_LIST)],
  ['asks who is in the organization', (request) => isAskingWhoIsIn(request)],
  ['adds', isAdding],
])('a run that comes while another one %s asks Jira nothing', async (_what, isCall) => {
  let asked = -1;
  meanwhile(site, isCall, async () => {
    const before = site.jira.log.all().length;
    await site.forge.runSchedule('upkeep');
    asked = site.jira.log.all().length - before;
  });
  await site.forge.runSchedule('upkeep');
  expect([asked, addsAsked(site), isMember(site, ada)]).toEqual([0, 1, true]);
  expect(callsAs(site, 'app').filter(({ path }) => path.startsWith(DESK_LIST))).toHaveLength(1);
});

test('two who were added before a death are both in the log, also where then the limit is lowered to one', async () => {
  const bob = cameAnotherWay(site, 'bob@acme.example');
  await dieAdding(site, 'after');
  expect([isMember(site, ada), isMember(site, bob)]).toEqual([true, true]);
  await switchOn(site, ['acme.example'], 1);
  site.jira.clock.advance(HOUR_MS);
  await look(site);
  await lookTomorrow(site);
  expect((await ruleEntries(site)).map(({ customer, outcome }) => [customer, outcome]).sort()).toEqual(
    [ada, bob].map(({ accountId }) => [accountId, 'done']).sort(),
  );
});

describe('one whom Jira does not take', () => {
  test('does not keep others of the same rule from their turn', async () => {
    const eve = cameAnotherWay(site, 'eve@acme.example');
    await switchOn(site, ['acme.example'], 1);
    // Whichever of the two comes first is refused, whenever they are asked for.
    let refused: string | undefined;
    inJirasPlace(site, async (request) => {
      if (!isAdding(request)) return undefined;
      const body = await request.text();
      refused ??= [ada, eve].find(({ accountId }) => body.includes(accountId))?.accountId;
      return body.includes(refused ?? '?') ? refusal(400) : undefined;
    });
    await look(site);
    expect([isMember(site, ada), isMember(site, eve)]).toEqual([false, false]);
    await lookTomorrow(site);
    const taken = [ada, eve].filter((each) => isMember(site, each));
    expect(taken).toEqual([ada, eve].filter(({ accountId }) => accountId !== refused));
  });

  test('is the only one who stays out where Jira forbids the whole call for one account', async () => {
    const [bob, cleo] = ['bob', 'cleo'].map((name) => cameAnotherWay(site, `${name}@acme.example`));
    inJirasPlace(site, async (request) =>
      isAdding(request) && (await request.text()).includes(ada.accountId) ? refusal(403) : undefined,
    );
    await look(site);
    expect([ada, bob, cleo].map((each) => each && isMember(site, each))).toEqual([false, true, true]);
    const failed = (await ruleEntries(site)).filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ customer }) => customer)).toEqual([ada.accountId]);
  });

  function refusal(status: number): Response {
    return Response.json({ errorMessage: 'no' }, { status });
  }
});

test('who joined the desk from the part of a large organization that was read is not told as added', async () => {
  for (let index = 0; index < 30; index += 1) cameAnotherWay(site, `guest${index}@acme.example`);
  const { members } = organizationNamed(site, 'Acme');
  for (let index = 0; index < 2_100; index += 1) {
    members.add(site.jira.state.addCustomer(`member${index}@acme.example`, 'Member').accountId);
  }
  await look(site);
  const [first = ''] = [...members].sort();
  deskOf(site).customers.add(first);
  await lookTomorrow(site);
  expect((await ruleOf(site, 'acme.example')).added).toBe(31);
  expect((await ruleEntries(site)).map(({ customer }) => customer)).not.toContain(first);
});
