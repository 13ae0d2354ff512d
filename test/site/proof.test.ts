import { LocalSite } from '../../local/server/local-site';
import { PROOF_CHECK_NAMES } from '../../src/contract/proof-checks';
import { ADDRESS, begin, differing, prove, rowOf, untilOver } from './proving';
import { ask } from './inviting';
import { audited, changePolicy, PAR, SUP, told } from './scripting';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let site: LocalSite;
const start = async (profile = 'default', scopes: readonly string[] = []): Promise<void> => {
  site = await LocalSite.create({ profile, scopes });
  site.forge.time.hurried = true;
};
const organizations = (): string[] => [...site.jira.state.organizations.values()].map(({ name }) => name);
const customersOf = (projectKey: string): number => site.jira.state.desk(projectKey)?.customers.size ?? 0;
afterEach(() => {
  expect(site.jira.log.unmodelled()).toEqual([]);
});

/** Rows that no site answers: the app may not call itself; where the app may create, no admin is needed. */
const ANYWHERE = { 'offline-web-trigger': 'skipped not-tried', 'invite-email': 'skipped' };
const APP_CREATES = { ...ANYWHERE, 'create-as-admin': 'skipped' };
const REFUSED = {
  ...ANYWHERE,
  'own-permission': 'differs no',
  create: 'differs refused',
};

test.each<[string, Record<string, string>]>([
  ['default', APP_CREATES],
  ['app-not-admin', REFUSED],
  ['app-needs-admin-scope', REFUSED],
  ['not-shared', { ...APP_CREATES, 'offline-others': 'differs refused' }],
  // Only a script's request can tell.
  ['no-offline-in-web-triggers', APP_CREATES],
  ['no-invite-endpoint', { ...APP_CREATES, invite: 'differs missing' }],
  ['open-desk', { ...APP_CREATES, 'desk-list': 'differs open' }],
  ['org-admins-only', APP_CREATES],
  ['hidden-emails', { ...APP_CREATES, 'desk-list': 'differs hidden' }],
  ['slow-index', { ...APP_CREATES, 'search-delay': 'differs late' }],
  ['rate-limited', APP_CREATES],
  ['flaky', APP_CREATES],
])('on %s, the table says what is other than expected, in under four minutes', async (profile, rows) => {
  await start(profile);
  const { result, seconds } = await prove(site);
  expect(differing(result)).toEqual(rows);
  expect(result.findings.map(({ check }) => check).sort()).toEqual([...PROOF_CHECK_NAMES].sort());
  expect(result.end).toBe('finished');
  expect(seconds).toBeLessThan(4 * 60);
});

test('where the scope of an admin was granted, the app may create', async () => {
  await start('app-needs-admin-scope', ['manage:jira-configuration']);
  expect(differing((await prove(site)).result)).toEqual(APP_CREATES);
});

test('where the scope was granted and does not help, the table says so', async () => {
  await start('app-not-admin', ['manage:jira-configuration']);
  const { result } = await prove(site);
  expect(rowOf(result, 'create')).toBe('differs 403 refused-with-scope');
  expect(rowOf(result, 'create-as-admin')).toBe('expected 201 lend');
});

test('nothing stays but the account, and the file names nobody', async () => {
  await start();
  const [before, customers] = [organizations(), customersOf('SUP')];
  const { result, view } = await prove(site);
  expect(result).toMatchObject({ takenBack: ['desk', 'organization'], left: ['account'] });
  expect([organizations(), customersOf('SUP')]).toEqual([before, customers]);
  expect(view.addresses).toEqual([ADDRESS]);
  const [account] = site.jira.state.withEmail(ADDRESS);
  expect(JSON.stringify(result)).not.toMatch(/@|guestlist\.example|Jo Admin/);
  expect(JSON.stringify(result)).not.toContain(account?.accountId);
  expect(site.jira.state.mailsSent).toEqual([]);
});

test('one e-mail goes out where it was ticked, to an address of its own', async () => {
  await start();
  const { result } = await prove(site, { mail: true });
  expect(rowOf(result, 'invite-email')).toBe('expected 201');
  expect(result.left).toEqual(['account', 'second-account']);
  const [mailed] = site.jira.state.withEmail('jira-admin+proof-mail@guestlist.example');
  expect(site.jira.state.mailsSent).toEqual([{ to: mailed?.accountId, desk: '1' }]);
  expect(customersOf('SUP')).toBe(1);
});

test('on an open space, what cannot be taken back is listed', async () => {
  await start('open-desk');
  expect((await prove(site)).result).toMatchObject({
    takenBack: ['organization'],
    left: ['account', 'desk'],
  });
});

test('a space need not be enabled for invitations', async () => {
  await start();
  expect((await prove(site, { projectId: PAR as never })).result.end).toBe('finished');
});

describe('the address', () => {
  beforeEach(() => start());
  const refusal = async (email: string): Promise<unknown> => {
    const reply = await ask(site, 'jira-admin', 'proof.start', { email, projectId: SUP, mail: false });
    return reply.ok ? 'begun' : reply.error.code;
  };

  test.each([
    ['an agent’s', 'agent@guestlist.example', 'proof-address-taken'],
    ['an Atlassian account’s', 'user@guestlist.example', 'proof-address-taken'],
    ['the admin’s own', 'jira-admin@guestlist.example', 'proof-address-taken'],
    ['a customer’s', 'customer@guestlist.example', 'proof-address-taken'],
    ['in nobody’s domain', 'ada@nowhere.invalid', 'proof-address-domain'],
    ['no address', 'ada', 'address-no-at'],
  ])('is refused where it is %s, before anything is made', async (_, email, code) => {
    expect(await refusal(email)).toBe(code);
    expect(
      site.jira.log.all().filter(({ method, path }) => method === 'POST' && !path.includes('/permissions')),
    ).toEqual([]);
  });

  test('of an account that no search finds is refused by Jira, and nothing is done with the account', async () => {
    await start('slow-index');
    const agent = site.jira.state.addCustomer(ADDRESS, 'Somebody');
    const { result } = await prove(site);
    expect(rowOf(result, 'create')).toBe('unknown 409 taken');
    expect(differing(result)).toMatchObject({ 'desk-enrol': 'skipped', 'organization-enrol': 'skipped' });
    expect(result.left).toEqual([]);
    expect(site.jira.state.desk('SUP')?.customers).not.toContain(agent.accountId);
  });
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

test('the audit log says who began it, and where', async () => {
  await start();
  await prove(site);
  const [entry] = await audited(site, { kind: 'authority' });
  expect(entry).toMatchObject({ event: 'proof', action: 'started', projectId: SUP });
});

test('an organization into which somebody else was put meanwhile is not deleted', async () => {
  await start('slow-index');
  await begin(site);
  await site.forge.passTime(20_000);
  const made = [...site.jira.state.organizations.values()].find(({ name }) =>
    name.startsWith('Guestlist proof'),
  );
  made?.members.add(site.person('customer').accountId);
  expect((await untilOver(site)).result.left).toEqual(['account', 'organization']);
});

test('after a day, nothing is kept that holds an address', async () => {
  await start();
  await prove(site);
  const kept = (): string => JSON.stringify(site.forge.kvs.store.snapshot());
  expect(kept()).toContain(ADDRESS);
  site.jira.clock.advance(73 * HOUR_MS);
  expect((await told(site, 'jira-admin', 'proof.show')).addresses).toEqual([]);
  expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain(ADDRESS);
  expect((await told(site, 'jira-admin', 'proof.show')).last?.end).toBe('finished');
});

test('who is uninstalled keeps no address', async () => {
  await start();
  await changePolicy(site, {});
  await prove(site);
  await site.forge.runPreUninstall();
  expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain(ADDRESS);
});
