import { LocalSite } from '../../local/server/local-site';
import { begin, prove, untilOver } from './proving';
import { told } from './scripting';

const MINUTE_MS = 60_000;
let site: LocalSite;
const start = async (profile = 'default'): Promise<void> => {
  site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
};
const organizations = (): string[] => [...site.jira.state.organizations.values()].map(({ name }) => name);
const customersOf = (projectKey: string): number => site.jira.state.desk(projectKey)?.customers.size ?? 0;
afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});

describe('stopped in the middle', () => {
  beforeEach(() => start('slow-index'));

  test('the page may be closed: the checks go on', async () => {
    await begin(site);
    for (let second = 0; second < 240; second += 1) await site.forge.passTime(1_000);
    expect((await told(site, 'jira-admin', 'proof.show')).last?.end).toBe('finished');
  });

  test('a proof that nobody goes on with is taken back by the schedule, and an event that comes late does nothing', async () => {
    const before = organizations();
    await begin(site);
    await site.forge.passTime(20_000);
    expect(organizations()).not.toEqual(before);
    await site.forge.runSchedule('retry');
    expect((await told(site, 'jira-admin', 'proof.show')).run).toBeDefined();
    site.jira.clock.advance(10 * MINUTE_MS);
    await site.forge.runSchedule('retry');
    expect((await told(site, 'jira-admin', 'proof.show')).last).toMatchObject({
      end: 'broken-off',
      takenBack: ['desk', 'organization'],
      left: ['account'],
    });
    site.jira.log.clear();
    await site.forge.passTime(MINUTE_MS);
    expect(site.jira.log.all()).toEqual([]);
    expect([organizations(), customersOf('SUP')]).toEqual([before, 1]);
  });

  test.each(['/rest/servicedeskapi/customer?', '/rest/servicedeskapi/organization'])(
    'where the worker crashes at %s, the rest is asked, and what it made is taken back',
    async (path) => {
      const before = organizations();
      site.forge.crashes.at = (call) => {
        if (call.functionKey !== 'proof-queue' || !call.path.startsWith(path)) return undefined;
        site.forge.crashes.at = () => undefined;
        return 'after';
      };
      await begin(site);
      const { result } = await untilOver(site);
      expect(result.end).toBe('finished');
      expect(result.findings.filter(({ answer }) => answer === 'interrupted')).toHaveLength(1);
      expect(organizations()).toEqual(before);
      expect(result.left).toContain('account');
    },
  );

  test('cancelled, it ends and takes back what it made', async () => {
    const before = organizations();
    await begin(site);
    await site.forge.passTime(20_000);
    const view = await told(site, 'jira-admin', 'proof.cancel');
    expect(view.run).toMatchObject({ isCancelled: true });
    const { result } = await untilOver(site);
    expect(result).toMatchObject({ end: 'cancelled', takenBack: ['desk', 'organization'] });
    expect(organizations()).toEqual(before);
  });
});

test('of two admins who prove at once, the second sees the first’s run', async () => {
  await start();
  const agent = site.person('agent');
  site.jira.state.people.set(agent.accountId, { ...agent, jiraAdmin: true });
  const first = await begin(site);
  const second = await begin(site, { email: 'agent+proof@guestlist.example' }, 'agent');
  expect(second.run).toMatchObject({ by: first.run?.by, startedAt: first.run?.startedAt });
  await untilOver(site);
  expect(site.jira.state.withEmail('agent+proof@guestlist.example')).toEqual([]);
});

test('events that come twice ask nothing twice', async () => {
  await start();
  site.forge.queues.twice = true;
  const { result } = await prove(site);
  expect(new Set(result.findings.map(({ check }) => check)).size).toBe(result.findings.length);
  expect(
    site.jira.log
      .all()
      .filter(
        ({ method, status, path }) => method === 'POST' && status === 201 && path.includes('/customer?'),
      ),
  ).toHaveLength(1);
});
