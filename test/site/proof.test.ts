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
