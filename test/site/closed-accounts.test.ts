import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll, inviteOne } from './inviting';
import { holding } from './kept';
import { audited, changePolicy, newKey, told } from './scripting';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));
const idOf = (who: string): string => site.person(who).accountId;

async function nextWeek(): Promise<void> {
  site.jira.clock.advance(WEEK);
  await site.forge.runSchedule('privacy');
}

function reported(): string[] {
  return site.forge.personalData.reports.flatMap(({ accounts }) =>
    accounts.map(({ accountId }) => accountId),
  );
}

describe('an account whose id is kept', () => {
  test('is noted with what storage took only later', async () => {
    site.forge.kvs.faults.set([{ operations: ['batch-set'], times: 1 }]);
    const { accountId = '' } = await inviteOne(site, 'ada@acme.example');
    await site.forge.runQueues();
    expect(holding(site, accountId).filter((key) => key.startsWith('person:'))).toHaveLength(1);
    expect(holding(site, idOf('agent')).filter((key) => key.startsWith('person:'))).toHaveLength(1);
  });

  test.each([
    ['lends their permission', () => told(site, 'jira-admin', 'authority.consent')],
    ['made a key that is kept', () => newKey(site, { days: 90 })],
  ])('is reported each week for as long as that person %s', async (what, doIt) => {
    await doIt();
    const weeks = what.startsWith('lends') ? 56 : 51;
    for (let week = 0; week < weeks; week += 1) await nextWeek();
    expect(reported().filter((each) => each === idOf('jira-admin'))).toHaveLength(weeks);
  });
});

describe('an account that was closed', () => {
  test('of whoever lent their permission lends it no more, and the audit log says so', async () => {
    await told(site, 'jira-admin', 'authority.consent');
    site.forge.personalData.mark(idOf('jira-admin'), 'closed');
    await nextWeek();
    const [last] = await audited(site);
    expect(last).toMatchObject({ event: 'authority', action: 'withdrawn', actor: { kind: 'erased' } });
    expect((await told(site, 'jira-admin', 'authority.show')).authority).toEqual({ kind: 'app' });
  });

  test('of an agent is erased everywhere, and what they did stays known', async () => {
    await inviteOne(site, 'ada@acme.example');
    await inviteOne(site, 'eve@denied.example');
    site.forge.personalData.mark(idOf('agent'), 'closed');
    await nextWeek();
    expect(holding(site, idOf('agent'))).toEqual([]);
    expect((await audited(site)).filter(({ event }) => event === 'invitation')).toMatchObject([
      { actor: { kind: 'erased' }, domain: 'denied.example' },
      { actor: { kind: 'erased' }, domain: 'acme.example' },
    ]);
  });

  test('of an agent who did more this week, after what is reported, is erased everywhere', async () => {
    await inviteOne(site, 'ada@acme.example');
    site.jira.clock.advance(WEEK);
    await inviteOne(site, 'bob@acme.example');
    site.forge.personalData.mark(idOf('agent'), 'closed');
    await site.forge.runSchedule('privacy');
    expect(holding(site, idOf('agent'))).toEqual([]);
  });

  test('of an agent who invited minutes ago, in the week before, is erased everywhere', async () => {
    await changePolicy(site, { dailyPerPerson: 5 });
    const now = site.jira.clock.now();
    site.jira.clock.advance(WEEK - (now % WEEK) - MINUTE);
    site.jira.state.addPerson({
      ...site.person('customer'),
      accountId: 'gone',
      email: 'gone@acme.example',
      active: false,
    });
    await inviteAll(site, ['ada@acme.example', 'gone@acme.example']);
    site.jira.clock.advance(2 * MINUTE);
    site.forge.personalData.mark(idOf('agent'), 'closed');
    await site.forge.runSchedule('privacy');
    expect(holding(site, idOf('agent'))).toEqual([]);
  });

  test('of somebody who was refused is erased everywhere', async () => {
    await ask(site, 'user', 'invite.start');
    site.forge.personalData.mark(idOf('user'), 'closed');
    await nextWeek();
    expect(holding(site, idOf('user'))).toEqual([]);
  });

  test('of whom today’s quota counts is erased everywhere, once the count is over', async () => {
    await changePolicy(site, { dailyPerPerson: 5 });
    await inviteOne(site, 'ada@acme.example');
    site.forge.personalData.mark(idOf('agent'), 'closed');
    await nextWeek();
    expect(holding(site, idOf('agent'))).toEqual([]);
  });

  test('of a customer is erased everywhere', async () => {
    const { accountId = '' } = await inviteOne(site, 'ada@acme.example', {
      organizations: [{ name: 'Acme' }],
    });
    site.forge.personalData.mark(accountId, 'closed');
    await nextWeek();
    expect(holding(site, accountId)).toEqual([]);
  });

  test('of whoever made a key is erased from it; the key goes on', async () => {
    await newKey(site);
    site.forge.personalData.mark(idOf('jira-admin'), 'closed');
    await nextWeek();
    expect(holding(site, idOf('jira-admin'))).toEqual([]);
    const [key] = (await told(site, 'jira-admin', 'keys.list')).keys;
    expect(key).toMatchObject({ state: 'active' });
    expect(key).not.toHaveProperty('createdBy');
  });

  test('of the delegate ends the authority that they lent', async () => {
    await told(site, 'jira-admin', 'authority.consent');
    site.forge.personalData.mark(idOf('jira-admin'), 'closed');
    await nextWeek();
    expect((await told(site, 'jira-admin', 'authority.show')).authority).toEqual({ kind: 'app' });
  });

  test('of one person leaves the others as they were', async () => {
    const { accountId = '' } = await inviteOne(site, 'ada@acme.example');
    site.forge.personalData.mark(accountId, 'closed');
    await nextWeek();
    const [entry] = (await audited(site)).filter(({ event }) => event === 'invitation');
    expect(entry).toMatchObject({ actor: { kind: 'person', accountId: idOf('agent') } });
    expect(entry).not.toHaveProperty('customer');
  });

  test('is not reported any more', async () => {
    const { accountId = '' } = await inviteOne(site, 'ada@acme.example');
    site.forge.personalData.mark(accountId, 'closed');
    await nextWeek();
    const before = reported().length;
    await nextWeek();
    expect(reported().slice(before)).not.toContain(accountId);
  });

  test('is erased at the next run where storage failed halfway', async () => {
    await inviteOne(site, 'ada@acme.example');
    site.forge.personalData.mark(idOf('agent'), 'closed');
    site.forge.kvs.failing = (path) => path === '/api/v1/batch/set';
    await nextWeek().catch(() => undefined);
    site.forge.kvs.failing = () => false;
    await site.forge.runSchedule('privacy');
    expect(holding(site, idOf('agent'))).toEqual([]);
  });
});

test('an account that was updated changes nothing: neither names nor addresses are kept', async () => {
  const { accountId = '' } = await inviteOne(site, 'ada@acme.example');
  site.forge.personalData.mark(accountId, 'updated');
  await nextWeek();
  expect((await audited(site)).some(({ customer }) => customer === accountId)).toBe(true);
});
