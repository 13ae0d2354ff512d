import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { cancel, diesAt, FILE, made, MINUTE, toldBy } from './dying-worker';
import { importing, rowsOf, settled, started, strike } from './importing';
import { organizationNamed } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
let before: Before;
let enrolment: string;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
  enrolment = `/organization/${organizationNamed(site, 'Acme').id}/user`;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** Runs the import until its rows wait for another try, with all that Jira refuses meanwhile. */
async function untilRowsWait(id: ImportView['id'], waiting: number): Promise<void> {
  await site.forge.runQueues();
  expect((await importing(site, 'import.show', { importId: id })).counts).toMatchObject({ waiting });
  strike(site);
}

test('an account that a crashed worker may have made is not told as there already by a later try', async () => {
  const { id } = await started(site, FILE);
  await diesAt(site, '/servicedesk/1/customer');
  strike(site, { path: enrolment });
  site.jira.clock.advance(5 * MINUTE);
  await site.forge.runSchedule('retry');
  await untilRowsWait(id, 12);
  const view = await settled(site, id);
  const rows = await expectAccounted(site, view, FILE, before);
  expect(view).toMatchObject({ state: 'finished', counts: { failed: 0, left: 0 } });
  expect(rows.map(({ account }) => account)).not.toContain('already');
  const told = auditOf(site, view, 'invitation').map(({ value }) => value.detail['account']);
  expect(told).not.toContain('already');
});

describe('a row that the policy refuses after a try that Jira didn’t answer', () => {
  test.each([
    ['the account was made, and is in no organization', () => ({ path: enrolment })],
    ['the account may have been made', () => ({ path: '/servicedeskapi/customer', afterWork: true })],
  ])('is not told as if nothing was done: %s', async (_what, fault) => {
    const { id } = await started(site, FILE);
    strike(site, fault());
    await untilRowsWait(id, 12);
    expect(made(site)).toHaveLength(12);
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(rows.map(({ reason }) => reason?.code)).toEqual(Array(12).fill('interrupted'));
    expect(rows.map(({ accountId }) => accountId)).not.toContain(undefined);
    expect(toldBy(site, view)).toBe(12);
  });

  test('is told as refused where Jira has surely done nothing', async () => {
    const { id } = await started(site, FILE);
    strike(site, { status: 429, retryAfter: 30, path: '/servicedeskapi/customer' });
    await untilRowsWait(id, 12);
    expect(made(site)).toHaveLength(0);
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    const rows = await rowsOf(site, await settled(site, id));
    expect(rows.map(({ reason }) => reason?.code)).toEqual(Array(12).fill('domain-denied'));
  });

  test('is not told as if nothing was done where its owner has it tried again', async () => {
    const { id } = await started(site, FILE);
    strike(site, { status: 400, path: enrolment });
    const first = await settled(site, id);
    expect(first).toMatchObject({ state: 'finished', counts: { created: 0 } });
    strike(site);
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    await importing(site, 'import.retry', { importId: id });
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(toldBy(site, view)).toBe(12);
  });
});

test('a row of which Jira does not tell any more still names the account that it had made', async () => {
  const { id } = await started(site, FILE);
  const quota = { status: 429, retryAfter: 600, reason: 'jira-quota-global-based' } as const;
  strike(site, { ...quota, times: 1, path: enrolment });
  await site.forge.runQueues();
  await cancel(site, id);
  strike(site, { method: 'GET', path: '/user/search' });
  for (let round = 0; round < 15; round += 1) {
    site.jira.clock.advance(5 * MINUTE);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
  }
  const view = await importing(site, 'import.show', { importId: id });
  const rows = await rowsOf(site, view);
  const told = rows.slice(0, 6).map(({ accountId, account, reason }) => [accountId, account, reason?.code]);
  const accounts = made(site).map(({ accountId }) => accountId);
  expect(told).toEqual(accounts.map((accountId) => [accountId, 'made', 'interrupted']));
  expect(toldBy(site, view)).toBe(6);
});

describe('rows that wait, of an import that nobody goes on with', () => {
  async function untilCancelledInDoubt(): Promise<Pick<ImportView, 'id'>> {
    const { id } = await started(site, FILE);
    strike(site, { path: enrolment });
    await untilRowsWait(id, 12);
    await cancel(site, id);
    return { id };
  }

  test('are told as what Jira says of them, when their time comes', async () => {
    const { id } = await untilCancelledInDoubt();
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'cancelled', counts: { attention: 12, retriable: 12, left: 0 } });
    const accounts = made(site).map(({ accountId }) => accountId);
    expect(rows.map(({ accountId, reason }) => [accountId, reason?.code])).toEqual(
      accounts.map((accountId) => [accountId, 'interrupted']),
    );
    expect(toldBy(site, view)).toBe(12);
  });

  test('are told before they are erased', async () => {
    const { id } = await untilCancelledInDoubt();
    await importing(site, 'import.erase', { importId: id });
    const view = await settled(site, id);
    expect(view).toMatchObject({ erased: true, counts: { attention: 12, left: 0 } });
    expect(toldBy(site, view)).toBe(12);
    expect(site.forge.kvs.store.all('entity:record').filter(({ key }) => key.startsWith('slice:'))).toEqual(
      [],
    );
  });

  test('go on waiting where somebody resumes it first', async () => {
    const { id } = await untilCancelledInDoubt();
    await importing(site, 'import.resume', { importId: id });
    expect(await settled(site, id)).toMatchObject({ state: 'finished', counts: { created: 12, left: 0 } });
  });

  test('stay as they are where Jira has surely done nothing', async () => {
    const { id } = await started(site, FILE);
    strike(site, { status: 429, retryAfter: 30, path: '/servicedeskapi/customer' });
    await untilRowsWait(id, 12);
    await cancel(site, id);
    expect(await settled(site, id)).toMatchObject({ state: 'cancelled', counts: { attention: 0, left: 12 } });
  });

  test('are looked for again as long as Jira’s search may not have found them', async () => {
    jest.replaceProperty(site.jira.state, 'profile', { ...site.jira.state.profile, indexLagMs: 12 * MINUTE });
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    site.jira.clock.advance(5 * MINUTE);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    expect((await importing(site, 'import.show', { importId: id })).counts.waiting).toBeGreaterThan(0);
    await cancel(site, id);
    // Cancelled at once; Jira is asked after five and after fifteen minutes.
    await settled(site, id);
    await settled(site, id);
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(rows.map(({ state }) => state)).not.toContain('waiting');
    expect(rows.filter(({ accountId }) => accountId !== undefined)).toHaveLength(made(site).length);
  });
});
