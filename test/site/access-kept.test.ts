import type { Death } from '../../local/forge/crashes';
import type { LocalSite } from '../../local/server/local-site';
import { access, accountOf, endingSite, inDays, inviteUntil, outcomesIn, pass, placesOf } from './ending';
import { ask, organizationNamed, stepsOf } from './inviting';
import { importing, rowsOf, settled, started } from './importing';
import { refuseEntries } from './refusing';

const EMAIL = 'ada@acme.example';
const KNOWN = 'customer@guestlist.example';
const DEATHS: readonly Death[] = ['before', 'after'];

/** Ends a function at each of its calls in turn, on a site of its own. */
async function atEachCall(
  functionKey: string,
  death: Death,
  run: (site: LocalSite) => Promise<unknown>,
  check: (site: LocalSite) => Promise<void> | void,
): Promise<void> {
  for (let number = 1, died = true; died; number += 1) {
    const site = await endingSite();
    site.jira.state.desk('SUP')?.customers.delete(accountOf(site, KNOWN));
    site.forge.crashes.once(functionKey, number, death);
    await run(site).catch(() => undefined);
    site.forge.crashes.at = () => undefined;
    died = site.forge.crashes.count > 0;
    await check(site);
    expect([number, number < 60]).toEqual([number, true]);
  }
}

test.each(DEATHS)('a screen that dies never leaves access that does not end (%s the call)', async (death) => {
  await atEachCall(
    'panel',
    death,
    (site) => inviteUntil(site, inDays(site, 2), [EMAIL, KNOWN]),
    async (site) => {
      await pass(site, 4);
      expect(placesOf(site, EMAIL)).toEqual([]);
      expect(placesOf(site, KNOWN)).toEqual([]);
    },
  );
});

test.each(DEATHS)('what a repeat finds is never told as access from before (%s the call)', async (death) => {
  await atEachCall(
    'panel',
    death,
    (site) => inviteUntil(site, inDays(site, 2), [EMAIL, KNOWN]),
    async (site) => {
      const again = outcomesIn(await inviteUntil(site, inDays(site, 2), [EMAIL, KNOWN]));
      for (const outcome of again) expect(stepsOf(outcome).at(-1)).toBe('end done');
      await pass(site, 4);
      expect([...placesOf(site, EMAIL), ...placesOf(site, KNOWN)]).toEqual([]);
    },
  );
});

test.each(DEATHS)(
  'by e-mail, too, no worker that dies leaves access that does not end (%s)',
  async (death) => {
    const invite = (site: LocalSite) => inviteUntil(site, inDays(site, 2), [EMAIL], { notify: true });
    for (const isRepeated of [false, true]) {
      await atEachCall('panel', death, invite, async (site) => {
        if (isRepeated) {
          const [again] = outcomesIn(await invite(site));
          expect(again && stepsOf(again).at(-1)).toBe('end done');
        }
        for (let minutes = 0; minutes < 200; minutes += 5) {
          site.jira.clock.advance(5 * 60_000);
          await site.forge.runSchedule('retry');
        }
        await pass(site, 4);
        expect(placesOf(site, EMAIL)).toEqual([]);
      });
    }
  },
);

test('by e-mail, too, whoever was on the desk before stays', async () => {
  const site = await endingSite();
  site.forge.crashes.at = ({ method, path }) =>
    method === 'POST' && path.includes('/organization/') ? 'after' : undefined;
  await inviteUntil(site, inDays(site, 2), [KNOWN], { notify: true }).catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  await inviteUntil(site, inDays(site, 2), [KNOWN], { notify: true });
  await pass(site, 4);
  expect(placesOf(site, KNOWN)).toEqual(['desk']);
});

test.each(DEATHS)('an import that dies loses no last day, however often (%s each call)', async (death) => {
  const file = {
    columns: ['email', 'organizations', 'endsAt'] as const,
    // More than one storage operation takes.
    people: Array.from({ length: 60 }, (_, index) => `guest${index}@acme.example`),
  };
  for (let number = 3; number < 60; number += 4) {
    const site = await endingSite();
    const end = inDays(site, 2).slice(0, 10);
    let calls = 0;
    site.forge.crashes.at = ({ functionKey }) => {
      if (functionKey !== 'import-queue') return undefined;
      calls += 1;
      return calls === number || calls === 2 * number ? death : undefined;
    };
    const begun = await started(site, {
      columns: [...file.columns],
      rows: file.people.map((email) => [email, 'Acme', end]),
    });
    const { counts } = await settled(site, begun.id);
    site.forge.crashes.at = () => undefined;
    expect([number, counts.attention, counts.failed]).toEqual([number, 0, 0]);
    await pass(site, 5);
    expect(file.people.flatMap((email) => placesOf(site, email))).toEqual([]);
  }
});

test('one failed read never takes the last days of a batch', async () => {
  const site = await endingSite();
  const rows = Array.from({ length: 149 }, (_, index) => [
    `guest${index}@acme.example`,
    'Acme',
    inDays(site, 2),
  ]);
  const begun = await started(site, { columns: ['email', 'organizations', 'endsAt'], rows });
  let left = 1;
  site.forge.kvs.failing = (path) => path.endsWith('/batch/get') && isOfEnding(site) && (left -= 1) >= 0;
  const { counts } = await settled(site, begun.id);
  expect([counts.created, counts.attention]).toEqual([149, 0]);
  expect((await rowsOf(site, begun)).every(({ state }) => state === 'done')).toBe(true);
  site.forge.kvs.failing = () => false;
  await pass(site, 4);
  expect(rows.flatMap(([email = '']) => placesOf(site, email))).toEqual([]);
});

/** Whether accounts of the import are made by now, so that what is read next is about their ends. */
function isOfEnding(site: LocalSite): boolean {
  return site.jira.state.withEmail('guest148@acme.example').length > 0;
}

test.each([
  ['reads', /batch\/get$/],
  ['writes', /transaction$|entity\/set$/],
])(
  'nobody is told that nothing was done after their account was made: storage refuses %s',
  async (_what, path) => {
    const site = await endingSite();
    const guests = Array.from({ length: 25 }, (_, index) => `guest${index}@acme.example`);
    site.forge.kvs.failing = (asked) =>
      path.test(asked) && site.jira.state.withEmail('guest24@acme.example').length > 0;
    const [first, ...others] = outcomesIn(await inviteUntil(site, inDays(site, 2), guests));
    site.forge.kvs.failing = () => false;
    expect(others).toHaveLength(24);
    expect(first && stepsOf(first)).toEqual(['account made', 'end failed end-not-stored']);
    expect(guests.flatMap((email) => placesOf(site, email))).toEqual([]);
    const audit = await ask(site, 'jira-admin', 'audit.page', { limit: 100 });
    const entries = audit.ok ? audit.data.entries.filter(({ event }) => event === 'invitation') : [];
    expect(entries).toHaveLength(25);
    expect(entries[0]).toMatchObject({ account: 'made', outcome: 'failed', reason: 'end-not-stored' });

    // Sent again, all is done.
    const again = outcomesIn(await inviteUntil(site, inDays(site, 2), guests));
    expect(again.every(({ state }) => state === 'done')).toBe(true);
    await pass(site, 4);
    expect(guests.flatMap((email) => placesOf(site, email))).toEqual([]);
  },
);

test('a refused end keeps nobody else out', async () => {
  const site = await endingSite();
  await inviteUntil(site, inDays(site, 9), [EMAIL]);
  const { store } = site.forge.kvs;
  const [row] = store.all('entity:record').filter(({ key }) => key.startsWith('ending:'));
  if (!row) throw new Error('no ending');
  const { value: record } = row as { value: { version: number; value: object } };
  // Another worker has hers for a minute.
  const leased = { ...record.value, leaseUntil: site.jira.clock.now() + 60_000 };
  store.set('entity:record', row.key, { ...record, value: leased }, undefined);
  const outcomes = outcomesIn(await inviteUntil(site, inDays(site, 20), [EMAIL, 'bob@acme.example']));
  expect(outcomes.map(({ state }) => state).at(-1)).toBe('done');
  await pass(site, 30);
  expect(placesOf(site, 'bob@acme.example')).toEqual([]);
});

test('where a write is refused that tells what was done, the end comes all the same', async () => {
  const site = await endingSite();
  const mend = refuseEntries(site);
  const [outcome] = outcomesIn(await inviteUntil(site, inDays(site, 2), [EMAIL]));
  expect(outcome?.state).toBe('done');
  mend();
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual([]);
});

test('what is not recorded at once is never lost: neither the entry nor where this app put somebody', async () => {
  const site = await endingSite();
  const mend = refuseEntries(site);
  await inviteUntil(site, undefined, [EMAIL]);
  mend();
  // Invited to another organization before the note of the first one comes.
  await inviteUntil(site, undefined, [EMAIL], { organization: 'Globex' });
  await site.forge.runQueues();
  const ids = ['Acme', 'Globex'].map((name) => organizationNamed(site, name).id);
  const note = site.forge.kvs.store.all('entity:record').find(({ key }) => key.startsWith('enrolment-note:'));
  const stored = note?.value as
    | { value: { desk: string; organizations: Record<string, string> } }
    | undefined;
  const { desk, organizations = {} } = stored?.value ?? {};
  expect([desk, organizations[ids[0] ?? '']]).toEqual(['made', 'made']);
  expect(organizations[ids[1] ?? '']).toBeDefined();
});

test('what Jira refused is never taken off at the end: an admin may have given it since', async () => {
  const site = await endingSite();
  const { id } = organizationNamed(site, 'Acme');
  site.jira.faults.set([{ path: `/organization/${id}/user`, status: 403, rate: 1, afterWork: false }]);
  await inviteUntil(site, inDays(site, 2), [EMAIL]);
  site.jira.faults.set([]);
  const [listed] = (await access(site, 'access.list', {})).access;
  expect([listed?.desk, listed?.organizations]).toEqual([true, []]);
  organizationNamed(site, 'Acme').members.add(accountOf(site, EMAIL));
  await pass(site, 4);
  expect(placesOf(site, EMAIL)).toEqual(['Acme']);
});

test('an import is imported again after its end: nobody stays for good', async () => {
  const site = await endingSite();
  const rows = [[EMAIL, 'Acme', inDays(site, 1)]];
  const columns = ['email', 'organizations', 'endsAt'] as const;
  await settled(site, (await started(site, { columns: [...columns], rows })).id);
  await pass(site, 3);
  const again = await started(site, { columns: [...columns], rows: [[EMAIL, 'Acme', inDays(site, 1)]] });
  expect((await settled(site, again.id)).counts.failed).toBe(0);
  await pass(site, 3);
  expect(placesOf(site, EMAIL)).toEqual([]);
  await importing(site, 'import.list', {});
});
