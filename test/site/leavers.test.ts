import type { LocalSite } from '../../local/server/local-site';
import type { Death } from '../../local/forge/crashes';
import { diesAt } from './dying-worker';
import {
  access,
  accessEntries,
  accountOf,
  endingSite,
  inDays,
  inviteUntil,
  outcomesIn,
  pass,
  placesOf,
} from './ending';
import { importing, people, rowsOf, settled, started, strike } from './importing';
import { ask, organizationNamed } from './inviting';
import { ADA, finished, invited, KNOWN, leaving, looked, removed, sentLeavers } from './leaving';
import { changePolicy } from './scripting';

const GRACE = 'grace@acme.example';
const DEATHS: readonly Death[] = ['before', 'after'];

let site: LocalSite;
beforeEach(async () => {
  site = await endingSite();
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

test('takes everybody of a list off what this app added, and tells of each', async () => {
  await invited(site, ADA, GRACE);
  expect(placesOf(site, ADA)).toEqual(['desk', 'Acme']);
  const view = await finished(site, [ADA, GRACE]);
  expect(view).toMatchObject({
    state: 'finished',
    removes: true,
    counts: { created: 2, existed: 0, left: 0 },
  });
  expect([ADA, GRACE].flatMap((email) => placesOf(site, email))).toEqual([]);
  expect(await accessEntries(site)).toMatchObject(
    [ADA, GRACE].map(() => ({
      action: 'removed',
      importId: view.id,
      actor: { kind: 'person', accountId: site.person('agent').accountId },
      domain: 'acme.example',
      desk: true,
      organizations: ['Acme'],
      outcome: 'done',
    })),
  );
  const log = await ask(site, 'jira-admin', 'audit.page', { kind: 'import' });
  expect(log.ok && log.data.entries[0]).toMatchObject({
    action: 'finished',
    removes: true,
    created: 2,
    existed: 0,
    outcome: 'done',
  });
});

describe('where the policy allows all places', () => {
  test('places that others gave are taken away, too', async () => {
    await changePolicy(site, { leavers: 'all' });
    const acme = site.jira.state.organizations.get(organizationNamed(site, 'Acme').id);
    acme?.members.add(accountOf(site, KNOWN));
    site.jira.state.desk('SUP')?.customers.add(accountOf(site, KNOWN));
    const view = await finished(site, [KNOWN]);
    expect(view.counts).toMatchObject({ created: 1 });
    expect(placesOf(site, KNOWN)).toEqual([]);
  });

  test('who is in no place of the space is not on the list', async () => {
    await changePolicy(site, { leavers: 'all' });
    expect(await looked(site, [site.person('user').email])).toEqual([
      { kind: 'not', reason: { code: 'leaver-nothing' } },
    ]);
  });

  test('a list that began under it removes only what this app added once the policy says so', async () => {
    await changePolicy(site, { leavers: 'all' });
    const acme = site.jira.state.organizations.get(organizationNamed(site, 'Acme').id);
    acme?.members.add(accountOf(site, KNOWN));
    const { id, people: count } = await sentLeavers(site, [KNOWN]);
    await changePolicy(site, { leavers: 'added' });
    await importing(site, 'import.run', { importId: id, confirmed: count });
    expect(await settled(site, id)).toMatchObject({ counts: { created: 0, existed: 1 } });
    expect(placesOf(site, KNOWN)).toContain('Acme');
  });
});

test('a list of leavers is no import of the Import tab, and the other way round', async () => {
  await invited(site, ADA);
  const list = await finished(site, [ADA]);
  await settled(site, (await started(site, { rows: people(1) })).id);
  expect((await importing(site, 'import.list')).map(({ id }) => id)).not.toContain(list.id);
  expect((await leaving(site, 'leavers.start')).lists.map(({ id }) => id)).toEqual([list.id]);
  const reply = await ask(site, 'jira-admin', 'imports.list', {});
  expect(reply).toMatchObject({ ok: true });
  expect(reply.ok && reply.data.imports.filter(({ removes }) => removes).map(({ id }) => id)).toEqual([
    list.id,
  ]);
});

test('temporary access goes with it, and does not end again', async () => {
  outcomesIn(await inviteUntil(site, inDays(site, 3), [ADA]));
  await finished(site, [ADA]);
  expect(await access(site, 'access.list', {})).toEqual({ access: [] });
  await pass(site, 5);
  expect((await accessEntries(site)).map((each) => each.event === 'access' && each.action)).not.toContain(
    'ended',
  );
});

test('can be cancelled between two batches, and goes on where it was', async () => {
  const emails = people(200).map(([email = '']) => email);
  await settled(site, (await started(site, { rows: people(200, ['Acme']) })).id);
  const { id } = await removed(site, emails);
  strike(site, {
    status: 429,
    retryAfter: 600,
    reason: 'jira-quota-global-based',
    times: 1,
    path: '/servicedesk/1/customer',
  });
  await site.forge.runQueues();
  await importing(site, 'import.cancel', { importId: id });
  const cancelled = await settled(site, id);
  expect(cancelled.state).toBe('cancelled');
  expect(cancelled.counts.left).toBeGreaterThan(0);
  await importing(site, 'import.resume', { importId: id, confirmed: cancelled.counts.left });
  // Rows at which the import was cancelled are told as interrupted.
  const { counts } = await settled(site, id);
  expect(counts).toMatchObject({ left: 0, failed: counts.retriable });
  await importing(site, 'import.retry', { importId: id, confirmed: counts.retriable });
  expect(await settled(site, id)).toMatchObject({ state: 'finished', counts: { left: 0, failed: 0 } });
  expect(emails.flatMap((email) => placesOf(site, email))).toEqual([]);
});

test.each(
  DEATHS.flatMap((death) =>
    ['/organization/', '/customer', '/transaction'].map((part) => [death, part] as const),
  ),
)('a worker that dies %s a call to %s leaves nobody half removed', async (death, part) => {
  await invited(site, ADA, GRACE);
  const { id } = await removed(site, [ADA, GRACE]);
  await diesAt(site, part, death, part === '/transaction' ? 1 : 0);
  const view = await settled(site, id);
  // What the worker began, the schedule of ends completes.
  await pass(site, 1);
  expect(view).toMatchObject({ state: 'finished', counts: { left: 0, attention: 0, failed: 0 } });
  expect([ADA, GRACE].flatMap((email) => placesOf(site, email))).toEqual([]);
  const entries = await accessEntries(site);
  expect(new Set(entries.map(({ customer }) => customer)).size).toBe(2);
});

test('rows of a list that nobody goes on with have a result', async () => {
  await invited(site, ADA, GRACE);
  const { id } = await removed(site, [ADA, GRACE]);
  await diesAt(site, '/organization/', 'before');
  await importing(site, 'import.cancel', { importId: id });
  const view = await settled(site, id);
  expect(view.counts.left).toBe(0);
  expect((await rowsOf(site, view)).every(({ state }) => state === 'failed' || state === 'done')).toBe(true);
});

test('costs at most 0.15 calls to Jira a person, and 1.2 with the look-up', async () => {
  const count = 300;
  const emails = people(count).map(([email = '']) => email);
  await settled(site, (await started(site, { rows: people(count, ['Acme']) })).id);
  site.jira.log.clear();
  const { id } = await removed(site, emails);
  const looking = site.jira.log.all().length;
  await settled(site, id);
  const all = site.jira.log.all().length;
  expect((all - looking) / count).toBeLessThanOrEqual(0.15);
  expect(all / count).toBeLessThanOrEqual(1.2);
  expect(emails.flatMap((email) => placesOf(site, email))).toEqual([]);
});

test('counts the customers of the space page by page', async () => {
  const { customers } = site.jira.state.desk('SUP') ?? { customers: new Set() };
  expect(await leaving(site, 'leavers.count', { start: 0 })).toEqual({
    count: customers.size,
    isWhole: true,
  });
});
