import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { cancel, CONSUMER, diesAt, FILE, made, MINUTE, toldBy } from './dying-worker';
import { importing, people, rowsOf, settled, started, strike } from './importing';
import { organizationNamed } from './inviting';

let site: LocalSite;
let before: Before;
beforeEach(() => begin());
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function begin(): Promise<void> {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
}

describe('of an import that was cancelled after its worker died', () => {
  // The first transaction takes the turn, the second one writes what became of the rows.
  test.each([
    ['/organization/103/user', 0],
    ['/api/v1/transaction', 1],
  ])('everybody who was made is told (%s)', async (part, passed) => {
    const acme = organizationNamed(site, 'Acme').id;
    const { id } = await started(site, FILE);
    await diesAt(site, part.replace('103', acme), 'after', passed);
    await cancel(site, id);
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(made(site)).toHaveLength(6);
    expect(view).toMatchObject({ state: 'cancelled', counts: { attention: 6, retriable: 6, left: 6 } });
    expect(rows.slice(0, 6).map(({ reason, account }) => [reason?.code, account])).toEqual(
      Array.from({ length: 6 }, () => ['interrupted', 'confirmed']),
    );
    expect(toldBy(site, view)).toBe(6);
  });

  test('nothing is changed in Jira to find that out', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    site.jira.log.clear();
    await settled(site, id);
    expect(site.jira.log.all().filter(({ as, method }) => as === 'app' && method !== 'GET')).toEqual([]);
  });

  test('what was interrupted is tried again by its owner, and nobody is told as there already', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    await settled(site, id);
    await importing(site, 'import.retry', { importId: id });
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'finished', counts: { attention: 0, failed: 0, left: 0 } });
    expect(rows.map(({ account }) => account)).not.toContain('already');
    expect(auditOf(site, view, 'invitation').map(({ value }) => value.detail['account'])).not.toContain(
      'already',
    );
  });

  test('no number of failures puts off for days that it is found out', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    const later = async (minutes: number): Promise<void> => {
      site.jira.clock.advance(minutes * MINUTE);
      await site.forge.runSchedule('retry').catch(() => undefined);
      await site.forge.runQueues();
    };
    site.forge.crashes.at = ({ functionKey, path }) =>
      functionKey === CONSUMER && path.includes('/user/search') ? 'before' : undefined;
    for (let death = 0; death < 12; death += 1) await later(5);
    expect(site.forge.crashes.count).toBeGreaterThan(10);
    site.forge.crashes.at = () => undefined;
    site.forge.kvs.failing = (path) => path === '/api/v1/transaction';
    await later(5);
    site.forge.kvs.failing = () => false;
    for (let round = 0; round < 8; round += 1) await later(5);
    const rows = await rowsOf(site, await importing(site, 'import.show', { importId: id }));
    expect(rows.filter(({ reason }) => reason?.code === 'interrupted')).toHaveLength(6);
  });

  test('of whom Jira tells is told at once, and only the others are asked about again', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    const call = site.jira.call.bind(site.jira);
    const [busy] = made(site);
    // Of one of them Jira never tells; of the others it does the first time.
    site.jira.call = (caller, request) =>
      busy && request.url.includes(encodeURIComponent(busy.email))
        ? Promise.resolve(new Response('', { status: 500 }))
        : call(caller, request);
    site.jira.log.clear();
    for (let round = 0; round < 12; round += 1) {
      site.jira.clock.advance(5 * MINUTE);
      await site.forge.runSchedule('retry');
      await site.forge.runQueues();
    }
    const view = await importing(site, 'import.show', { importId: id });
    const searches = site.jira.log.all().filter(({ path }) => path.includes('/user/search'));
    const rows = await rowsOf(site, view);
    expect(rows.slice(0, 6).map(({ reason }) => reason?.code)).toEqual(
      Array.from({ length: 6 }, () => 'interrupted'),
    );
    expect(toldBy(site, view)).toBe(5);
    expect(searches).toHaveLength(5);
  });

  test('each is told once, though the worker that asks crashes again before it has asked about all', async () => {
    const { id } = await started(site, { rows: people(30, ['Acme']), sliceRows: 30 });
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    let searches = 0;
    site.forge.crashes.at = ({ functionKey, path }) => {
      if (functionKey !== CONSUMER || !path.includes('/user/search')) return undefined;
      searches += 1;
      return searches % 14 === 0 ? 'before' : undefined;
    };
    for (let round = 0; round < 12; round += 1) {
      site.jira.clock.advance(15 * MINUTE);
      await site.forge.runSchedule('retry').catch(() => undefined);
      await site.forge.runQueues();
    }
    const view = await importing(site, 'import.show', { importId: id });
    expect(toldBy(site, view)).toBe(30);
    expect(view).toMatchObject({ state: 'cancelled', counts: { attention: 30, left: 0 } });
  });

  test('who was not tried yet stays so', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    const rows = await rowsOf(site, await settled(site, id));
    expect(rows.slice(6).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'todo'));
  });

  test('the space of which was switched off as well, everybody who was made is told', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    await site.savePolicy({}, []);
    for (let round = 0; round < 4; round += 1) {
      site.jira.clock.advance(5 * MINUTE);
      await site.forge.runSchedule('retry');
      await site.forge.runQueues();
    }
    await site.savePolicy({}, ['SUP']);
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(toldBy(site, view)).toBe(6);
  });

  test('Jira is asked again where it does not answer, and in the end the rows are told as unknown', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    strike(site, { status: 503, method: 'GET', path: '/servicedesk/1/customer' });
    const counts = async (minutes: number) => {
      for (let passed = 0; passed < minutes; passed += 5) {
        site.jira.clock.advance(5 * MINUTE);
        await site.forge.runSchedule('retry');
        await site.forge.runQueues();
      }
      return (await importing(site, 'import.show', { importId: id })).counts;
    };
    expect(await counts(15)).toMatchObject({ left: 12, attention: 0 });
    expect(await counts(60)).toMatchObject({ left: 6, attention: 6 });
  });
});
