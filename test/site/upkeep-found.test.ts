import { documentOf } from '../../local/jira/issues';
import { LocalSite } from '../../local/server/local-site';
import type { LocalSiteOptions } from '../../local/server/local-site';
import { ask, inviteOne, organizationNamed } from './inviting';
import { audited, changePolicy, newKey, SUP, told } from './scripting';
import { DAY_MS, deskOf, look, lookTomorrow, show, support } from './upkeeping';

let site: LocalSite;

async function start(options: LocalSiteOptions = {}): Promise<void> {
  site = await LocalSite.create(options);
  site.forge.time.hurried = true;
}
beforeEach(() => start());
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function invited(email: string, organization = 'Acme'): Promise<string> {
  const { accountId } = await inviteOne(site, email, { organizations: [{ name: organization }] });
  if (accountId === undefined) throw new Error('nobody was invited');
  return accountId;
}

const found = async () => {
  const { found: report } = await support(site);
  if (!report) throw new Error('nothing was found');
  return report;
};

/** A customer's own request. */
function opened(accountId: string, key: string): void {
  site.jira.state.addIssue({
    id: String(40_000 + Number(key.split('-')[1])),
    key,
    projectId: SUP,
    summary: 'Help',
    description: documentOf('Help'),
    reporter: accountId,
    assignee: undefined,
    comments: [],
    fields: {},
    participants: new Set(),
  });
}

describe('customers who are gone', () => {
  test('from the desk and from an organization are told, by the place that the app had put them in', async () => {
    const ada = await invited('ada@acme.example');
    const bob = await invited('bob@acme.example');
    await invited('cleo@acme.example');
    deskOf(site).customers.delete(ada);
    organizationNamed(site, 'Acme').members.delete(bob);
    await lookTomorrow(site);
    expect((await found()).gone).toEqual([
      { accountId: ada },
      { accountId: bob, organization: { id: organizationNamed(site, 'Acme').id, name: 'Acme' } },
    ]);
  });

  test('are not told on the day of their invitation: Jira’s list can be late', async () => {
    const ada = await invited('ada@acme.example');
    deskOf(site).customers.delete(ada);
    await look(site);
    expect((await found()).gone).toEqual([]);
  });

  test('are not told where the desk is open, and keeps no list', async () => {
    await start({ profile: 'open-desk' });
    await invited('ada@acme.example');
    await lookTomorrow(site);
    expect(await found()).toMatchObject({ listed: 0, gone: [] });
  });

  test('are told with an organization that is gone altogether', async () => {
    const ada = await invited('ada@acme.example');
    site.jira.state.removeOrganization(organizationNamed(site, 'Acme').id);
    await lookTomorrow(site);
    const [first, ...others] = (await found()).gone;
    expect(first).toMatchObject({ accountId: ada });
    expect(first?.organization?.name).toMatch(/^#\d+$/);
    expect(others).toEqual([]);
  });

  test('are told no more once an admin takes it to be right, which stands in the audit log', async () => {
    const ada = await invited('ada@acme.example');
    deskOf(site).customers.delete(ada);
    await lookTomorrow(site);
    await told(site, 'jira-admin', 'upkeep.accept', { projectId: SUP, accountId: ada });
    expect((await found()).gone).toEqual([]);
    await lookTomorrow(site);
    expect((await found()).gone).toEqual([]);
    expect((await audited(site)).find(({ event }) => event === 'upkeep')).toMatchObject({
      action: 'accepted',
      customer: ada,
      projectId: SUP,
    });

    const again = await ask(site, 'jira-admin', 'upkeep.accept', { projectId: SUP, accountId: ada });
    expect(again).toMatchObject({ ok: false, error: { code: 'upkeep-changed-meanwhile' } });
  });

  test('are not told of access that has ended by itself', async () => {
    await ask(site, 'agent', 'invite.send', {
      people: [{ email: 'ada@acme.example' }],
      organizations: [{ name: 'Acme' }],
      notify: false,
      endsAt: new Date(site.jira.clock.now() + DAY_MS).toISOString(),
    });
    site.jira.clock.advance(2 * DAY_MS);
    await site.forge.runSchedule('ending');
    await look(site);
    expect((await found()).gone).toEqual([]);
  });

  test('an organization with too many members is named, and nobody of it told to be gone', async () => {
    await invited('ada@acme.example');
    const { id, members } = organizationNamed(site, 'Acme');
    members.clear();
    for (let index = 0; index < 2_001; index += 1) {
      members.add(site.jira.state.addCustomer(`member${index}@acme.example`, 'Member').accountId);
    }
    await lookTomorrow(site);
    expect(await found()).toMatchObject({ gone: [], uncompared: [{ id, name: 'Acme', why: 'large' }] });
  });

  test('an organization whose members Jira does not show is told as such', async () => {
    await invited('ada@acme.example');
    const { id } = organizationNamed(site, 'Acme');
    site.jira.faults.set([
      { path: `/rest/servicedeskapi/organization/${id}/user`, status: 403, rate: 1, afterWork: false },
    ]);
    await lookTomorrow(site);
    expect(await found()).toMatchObject({ gone: [], uncompared: [{ id, name: 'Acme', why: 'refused' }] });
  });
});

describe('customers who were invited long ago', () => {
  test('and never opened a request are told, until they open one', async () => {
    const ada = await invited('ada@acme.example');
    const bob = await invited('bob@acme.example');
    opened(bob, 'SUP-50');
    site.jira.clock.advance(181 * DAY_MS);
    await look(site);
    expect((await found()).unused.map(({ accountId }) => accountId)).toEqual([ada]);

    opened(ada, 'SUP-51');
    await lookTomorrow(site);
    expect((await found()).unused).toEqual([]);
  });

  test('are not told before half a year is over, nor once they left the desk', async () => {
    const ada = await invited('ada@acme.example');
    site.jira.clock.advance(179 * DAY_MS);
    await look(site);
    expect((await found()).unused).toEqual([]);
    deskOf(site).customers.delete(ada);
    site.jira.clock.advance(3 * DAY_MS);
    await look(site);
    expect((await found()).unused).toEqual([]);
  });

  test('have their turn over several days where there are many, busy ones among them', async () => {
    const people: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const { outcomes } = await told(site, 'agent', 'invite.send', {
        people: Array.from({ length: 25 }, (_, each) => ({ email: `guest${index}-${each}@acme.example` })),
        organizations: [],
        notify: false,
      });
      people.push(...outcomes.flatMap(({ accountId }) => accountId ?? []));
    }
    expect(people).toHaveLength(300);
    people.slice(0, 30).forEach((accountId, index) => {
      for (let each = 0; each < 20; each += 1) opened(accountId, `SUP-${100 + index * 20 + each}`);
    });
    site.jira.clock.advance(181 * DAY_MS);
    for (let day = 0; day < 12; day += 1) await lookTomorrow(site);
    const { unused } = await found();
    expect(new Set(unused.map(({ accountId }) => accountId))).toEqual(new Set(people.slice(30)));
  });

  test('cannot be told where Jira does not take the question', async () => {
    await invited('ada@acme.example');
    site.jira.clock.advance(181 * DAY_MS);
    site.jira.faults.set([{ path: '/rest/api/3/search/jql', status: 400, rate: 1, afterWork: false }]);
    await look(site);
    expect(await found()).toMatchObject({ unused: [], unusedReason: 'rejected-by-jira' });
  });
});

test('API keys that nobody used for 60 days are told, and no others', async () => {
  const forgotten = await newKey(site, { name: 'Forgotten', days: 90 });
  const gone = await newKey(site, { name: 'Gone', days: 90 });
  await told(site, 'jira-admin', 'keys.revoke', { id: gone.key.id });
  site.jira.clock.advance(61 * DAY_MS);
  await newKey(site, { name: 'New', days: 90 });
  expect((await show(site)).staleKeys).toEqual([
    expect.objectContaining({ id: forgotten.key.id, name: 'Forgotten' }),
  ]);
});

describe('portal accounts to revoke', () => {
  const endingAfterADay = async (email: string): Promise<string> => {
    const reply = await told(site, 'agent', 'invite.send', {
      people: [{ email }],
      organizations: [{ name: 'Acme' }],
      notify: false,
      endsAt: new Date(site.jira.clock.now() + DAY_MS).toISOString(),
    });
    return reply.outcomes[0]?.accountId ?? '';
  };

  test('are those of customers whose access ended, unless they were invited again', async () => {
    const ada = await endingAfterADay('ada@acme.example');
    await endingAfterADay('bob@acme.example');
    expect(await told(site, 'jira-admin', 'upkeep.ended')).toEqual({ ended: [] });
    site.jira.clock.advance(2 * DAY_MS);
    await site.forge.runSchedule('ending');
    await invited('bob@acme.example');
    expect((await told(site, 'jira-admin', 'upkeep.ended')).ended).toEqual([
      expect.objectContaining({ accountId: ada, domain: 'acme.example', projectId: SUP }),
    ]);
  });

  test('come a page at a time', async () => {
    for (let index = 0; index < 60; index += 1) await endingAfterADay(`guest${index}@acme.example`);
    site.jira.clock.advance(2 * DAY_MS);
    await site.forge.runSchedule('ending');
    const all: string[] = [];
    let before: string | undefined;
    do {
      const page = await told(site, 'jira-admin', 'upkeep.ended', before === undefined ? {} : { before });
      all.push(...page.ended.map(({ accountId }) => accountId));
      ({ before } = page);
    } while (before !== undefined);
    expect(new Set(all).size).toBe(60);
  });
});

test('a project that was switched off is looked at no more', async () => {
  await look(site);
  await changePolicy(site, {}, { projects: [] });
  await lookTomorrow(site);
  expect((await show(site)).projects).toEqual([]);
});
