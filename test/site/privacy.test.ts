import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { ask, inviteAll, inviteOne } from './inviting';
import { ada, changePolicy, invite, newKey, told, wordOf } from './scripting';

const WEEK = 7 * 86_400_000;
const MINUTE = 60_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));
const idOf = (who: string): string => site.person(who).accountId;

/** Everything that the app keeps and could still read. */
function stored(): string {
  const { store } = site.forge.kvs;
  return JSON.stringify(
    ['plain', 'entity:record', 'entity:audit', 'entity:audit-lookup'].map((space) => store.all(space)),
  );
}

async function nextWeek(): Promise<void> {
  site.jira.clock.advance(WEEK);
  await site.forge.runSchedule('privacy');
}

function reported(): string[] {
  return site.forge.personalData.reports.flatMap(({ accounts }) =>
    accounts.map(({ accountId }) => accountId),
  );
}

describe('the weekly report', () => {
  test('names everybody whose account id is stored, once', async () => {
    const { accountId } = await inviteOne(site, 'ada@acme.example');
    await nextWeek();
    expect(reported().sort()).toEqual([accountId, idOf('agent'), idOf('jira-admin')].sort());
  });

  test('names nobody twice in a week, however often the schedule runs', async () => {
    await inviteOne(site, 'ada@acme.example');
    await nextWeek();
    const once = reported();
    await site.forge.runSchedule('privacy');
    await site.forge.runSchedule('privacy');
    expect(reported()).toEqual(once);
  });

  test('names them again the week after', async () => {
    await inviteOne(site, 'ada@acme.example');
    await nextWeek();
    const once = reported().sort();
    await nextWeek();
    expect(reported().slice(once.length).sort()).toEqual(once);
  });

  test('names more than a report can hold in several', async () => {
    for (let round = 0; round < 8; round += 1) {
      await inviteAll(
        site,
        Array.from({ length: 25 }, (_, place) => `g${round}x${place}@acme.example`),
      );
    }
    await nextWeek();
    expect(new Set(reported()).size).toBe(202);
    expect(site.forge.personalData.reports.every(({ accounts }) => accounts.length <= 90)).toBe(true);
  });

  test('that Atlassian does not take is sent again at the next run', async () => {
    await inviteOne(site, 'ada@acme.example');
    const answer = site.forge.personalData.answer.bind(site.forge.personalData);
    site.forge.personalData.answer = () => new Response(null, { status: 503 });
    await nextWeek().catch(() => undefined);
    site.forge.personalData.answer = answer;
    await site.forge.runSchedule('privacy');
    expect(reported()).toHaveLength(3);
  });

  test('stops halfway and goes on with the rest', async () => {
    for (let round = 0; round < 5; round += 1) {
      await inviteAll(
        site,
        Array.from({ length: 25 }, (_, place) => `g${round}x${place}@acme.example`),
      );
    }
    const answer = site.forge.personalData.answer.bind(site.forge.personalData);
    let taken = 0;
    site.forge.personalData.answer = (body) =>
      taken++ === 0 ? answer(body) : new Response(null, { status: 503 });
    await nextWeek().catch(() => undefined);
    site.forge.personalData.answer = answer;
    await site.forge.runSchedule('privacy');
    expect(reported()).toHaveLength(127);
    expect(new Set(reported()).size).toBe(127);
  });

  test('names a project admin who made a key, and whoever was refused', async () => {
    await changePolicy(site, {}, { projectAdminsMakeKeys: true });
    const input = { name: 'Ours', domains: [], organizations: [], dailyQuota: 10, days: 7 };
    await told(site, 'project-admin', 'project.keys.create', input);
    await ask(site, 'user', 'policy.show');
    await nextWeek();
    expect(reported()).toEqual(expect.arrayContaining([idOf('project-admin'), idOf('user')]));
  });
});

test('what is stored about an invitation holds no address', async () => {
  await inviteOne(site, 'ada@acme.example', { organizations: [{ name: 'Acme' }] });
  expect(stored()).not.toContain('ada@');
});

describe('before the app is uninstalled', () => {
  test('no key opens any more, and no address is kept', async () => {
    const listening = await listen(site, { port: 0, screens: false });
    const key = await newKey(site);
    site.jira.state.addPerson({
      ...site.person('customer'),
      accountId: 'gone',
      email: 'gone@acme.example',
      active: false,
    });
    await inviteOne(site, 'gone@acme.example');
    expect(stored()).toContain('gone@acme.example');
    await site.forge.runPreUninstall();
    const answer = wordOf(await invite(key, ada()));
    await listening.close();
    expect(answer).toBe('401 unauthorized');
    expect(stored()).not.toContain('gone@acme.example');
  });

  test('what an admin lent is given back: a restore does not revive it', async () => {
    await told(site, 'jira-admin', 'authority.consent');
    await site.forge.runPreUninstall();
    expect((await told(site, 'jira-admin', 'authority.show')).authority).toEqual({ kind: 'app' });
  });

  test('what storage refuses to erase does not keep the rest', async () => {
    await told(site, 'jira-admin', 'authority.consent');
    await newKey(site);
    site.forge.kvs.faults.set([{ operations: ['batch-delete'] }]);
    await site.forge.runPreUninstall();
    site.forge.kvs.faults.set([]);
    expect((await told(site, 'jira-admin', 'authority.show')).authority).toEqual({ kind: 'app' });
  });
});

test('an address is kept only while its account is not found, and for a day at most', async () => {
  site.jira.state.addPerson({
    ...site.person('customer'),
    accountId: 'gone',
    email: 'gone@acme.example',
    active: false,
  });
  await inviteOne(site, 'gone@acme.example');
  expect(stored()).toContain('gone@acme.example');
  for (let hour = 0; hour < 6; hour += 1) {
    site.jira.clock.advance(90 * MINUTE);
    await site.forge.runSchedule('retry');
  }
  expect(stored()).not.toContain('gone@acme.example');
});
