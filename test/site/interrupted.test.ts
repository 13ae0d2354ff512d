import type { AuditEntry } from '../../src/contract/audit';
import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { ask, organizationNamed } from './inviting';
import { ada, audited, invite, newKey } from './scripting';
import { listen } from '../../local/server/http';

const PANEL = 'panel';
const SCRIPT = 'script-door';
const MINUTE_MS = 60_000;
const DEATHS: readonly Death[] = ['before', 'after'];

async function siteFor(): Promise<LocalSite> {
  const site = await LocalSite.create();
  site.forge.time.hurried = true;
  return site;
}

async function later(site: LocalSite, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    site.jira.clock.advance(5 * MINUTE_MS);
    await site.forge.runSchedule('retry');
  }
}

const PEOPLE = ['one', 'two', 'three'].map((name) => `${name}@acme.example`);

function sendThem(site: LocalSite): Promise<unknown> {
  const organizations = [{ name: 'Acme' }];
  const people = PEOPLE.map((email) => ({ email }));
  return ask(site, 'agent', 'invite.send', { people, organizations, notify: false }).catch(() => undefined);
}

/** The accounts with these addresses. */
function made(site: LocalSite, emails: readonly string[] = PEOPLE): string[] {
  return [...site.jira.state.people.values()]
    .filter(({ email }) => emails.includes(email))
    .map(({ accountId }) => accountId);
}

function invitations(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  return entries.filter(({ event }) => event === 'invitation');
}

/** Ends the function at each of its calls, one site for each. */
async function atEachCall(
  functionKey: string,
  death: Death,
  run: (site: LocalSite) => Promise<unknown>,
  check: (site: LocalSite) => Promise<void>,
): Promise<void> {
  let number = 0;
  for (let died = true; died;) {
    number += 1;
    const site = await siteFor();
    site.forge.crashes.once(functionKey, number, death);
    await run(site);
    site.forge.crashes.at = () => undefined;
    died = site.forge.crashes.count > 0;
    await later(site, 200);
    await check(site);
  }
  expect(number).toBeGreaterThan(5);
}

test.each(DEATHS)(
  'nobody is changed in Jira by a screen that died without an entry that names them (%s)',
  async (death) => {
    await atEachCall(PANEL, death, sendThem, async (site) => {
      const entries = invitations(await audited(site));
      const told = entries.map(({ customer }) => customer);
      for (const accountId of made(site)) expect(told).toContain(accountId);
      // One entry for each person, written by the worker or by the schedule.
      expect(new Set(told).size).toBe(told.filter(Boolean).length + (told.includes(undefined) ? 1 : 0));
      expect(entries.length === 0 || entries.length === PEOPLE.length).toBe(true);
      for (const { outcome, reason } of entries) {
        expect([outcome, reason]).toEqual(reason ? ['attention', 'interrupted'] : ['done', undefined]);
      }
    });
  },
);

test.each(DEATHS)('nor by a script that died (%s)', async (death) => {
  const email = 'ada@acme.example';
  await atEachCall(
    SCRIPT,
    death,
    async (site) => {
      const listening = await listen(site, { port: 0, screens: false });
      const key = await newKey(site);
      await invite(key, ada({ email })).catch(() => undefined);
      await listening.close();
    },
    async (site) => {
      const told = invitations(await audited(site)).map(({ customer }) => customer);
      for (const accountId of made(site, [email])) expect(told).toContain(accountId);
    },
  );
});

test('an entry that was settled names the places where the customer is now', async () => {
  const site = await siteFor();
  const { number } = await lastJiraCall();
  site.forge.crashes.once(PANEL, number, 'after');
  await sendThem(site);
  await later(site, 10);
  const entries = invitations(await audited(site));
  expect(entries).toHaveLength(PEOPLE.length);
  for (const entry of entries) {
    expect(entry).toMatchObject({ outcome: 'attention', reason: 'interrupted', organizations: ['Acme'] });
  }
  expect(organizationNamed(site, 'Acme').members.size).toBeGreaterThanOrEqual(PEOPLE.length);
});

/** The number of the last call to Jira that an undisturbed invitation makes. */
async function lastJiraCall(): Promise<{ readonly number: number }> {
  const site = await siteFor();
  let number = 0;
  site.forge.crashes.at = (call) => {
    if (call.functionKey === PANEL && call.what === 'jira') ({ number } = call);
    return undefined;
  };
  await sendThem(site);
  return { number };
}

test('no address stays once an interrupted invitation is settled', async () => {
  const site = await siteFor();
  const { number } = await lastJiraCall();
  site.forge.crashes.once(PANEL, number, 'after');
  await sendThem(site);
  expect(stored(site)).toContain(PEOPLE[0]);
  await later(site, 10);
  expect(stored(site)).not.toContain(PEOPLE[0]);
});

function stored({ forge }: LocalSite): string {
  const { store } = forge.kvs;
  return JSON.stringify(
    ['plain', 'entity:record', 'entity:audit', 'entity:audit-lookup'].flatMap((space) => store.all(space)),
  );
}

test('no address stays where an account is never found: it goes within a day', async () => {
  const site = await siteFor();
  let number = 0;
  site.forge.crashes.at = (call) => {
    if (call.functionKey !== PANEL || !call.path.startsWith('/rest/servicedeskapi/customer'))
      return undefined;
    number += 1;
    return number === 1 ? 'before' : undefined;
  };
  await sendThem(site);
  expect(stored(site)).toContain(PEOPLE[0]);
  await later(site, 300);
  expect(stored(site)).not.toContain(PEOPLE[0]);
  expect(invitations(await audited(site))).toHaveLength(PEOPLE.length);
});

test('an entry of the worker that the queue brings late is never written over', async () => {
  const site = await siteFor();
  site.forge.kvs.failing = (path) => path === '/api/v1/transaction';
  await sendThem(site);
  site.forge.kvs.failing = () => false;
  let queued: Promise<void> | undefined;
  site.forge.crashes.at = (call) => {
    // After the look for entries, and before the writing of them.
    if (call.functionKey === 'schedule' && call.what === 'jira') queued ??= site.forge.runQueues();
    return undefined;
  };
  await later(site, 10);
  await queued;
  expect(queued).toBeDefined();
  const entries = invitations(await audited(site));
  expect(entries.map(({ outcome, reason }) => [outcome, reason])).toEqual(
    PEOPLE.map(() => ['done', undefined]),
  );
});

test('an interrupted invitation is told of though Jira never answers what became of it', async () => {
  const site = await siteFor();
  const { number } = await lastJiraCall();
  site.forge.crashes.once(PANEL, number, 'after');
  await sendThem(site);
  site.jira.faults.set([{ path: '/rest/api/3/user/search', status: 403, rate: 1, afterWork: false }]);
  await later(site, 24 * 60);
  const entries = invitations(await audited(site));
  expect(entries.map(({ reason }) => reason)).toEqual(PEOPLE.map(() => 'interrupted'));
  expect(stored(site)).not.toContain(PEOPLE[0]);
});

test('an account that Jira made without an answer is named in the log, and one that it did not make stays failed', async () => {
  for (const afterWork of [true, false]) {
    const site = await siteFor();
    site.jira.faults.set([
      { path: '/rest/servicedeskapi/customer', status: 504, rate: 1, afterWork },
      { path: '/user/search', status: 503, rate: 1, afterWork: false },
    ]);
    await ask(site, 'agent', 'invite.send', {
      people: [{ email: PEOPLE[0] }],
      organizations: [],
      notify: false,
    });
    site.jira.faults.set([]);
    await later(site, 300);
    const [entry] = invitations(await audited(site));
    const [accountId] = made(site);
    expect(accountId !== undefined).toBe(afterWork);
    expect([entry?.outcome, entry?.customer]).toEqual(
      afterWork ? ['attention', accountId] : ['failed', undefined],
    );
    expect(stored(site)).not.toContain(PEOPLE[0]);
  }
});

test('an invitation that ended in order is never asked about again', async () => {
  const site = await siteFor();
  await sendThem(site);
  const before = site.jira.log.all().length;
  await later(site, 30);
  expect(site.jira.log.all()).toHaveLength(before);
  expect(invitations(await audited(site)).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
});

test('one intent that cannot be read keeps no other from being settled', async () => {
  const site = await siteFor();
  const { number } = await lastJiraCall();
  site.forge.crashes.once(PANEL, number, 'after');
  await sendThem(site);
  const { store } = site.forge.kvs;
  const [found] = store.all('entity:record').filter(({ key }) => key.startsWith('intent:'));
  if (!found) throw new Error('no intent');
  store.set(
    'entity:record',
    'intent:broken',
    { ...(found.value as object), sort: '2000', value: { id: 7 } },
    undefined,
  );
  await later(site, 10);
  expect(invitations(await audited(site))).toHaveLength(PEOPLE.length);
});
