import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { cancel, CONSUMER, diesAt, FILE, made, MINUTE, toldBy, whileEnrolling } from './dying-worker';
import { importing, people, refusedWith, rowsOf, settled, started, strike } from './importing';
import { organizationNamed } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
let before: Before;
beforeEach(() => begin());
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function begin(): Promise<void> {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
}

describe('of an import that pauses and is cancelled meanwhile', () => {
  test('everybody is told whose account was made before the quota was met', async () => {
    const acme = organizationNamed(site, 'Acme').id;
    const { id } = await started(site, FILE);
    strike(site, {
      status: 429,
      retryAfter: 600,
      reason: 'jira-quota-global-based',
      times: 1,
      path: `/organization/${acme}/user`,
    });
    await site.forge.runQueues();
    expect(await importing(site, 'import.show', { importId: id })).toMatchObject({ state: 'paused' });
    expect(made(site)).toHaveLength(6);
    await cancel(site, id);
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(view.counts).toMatchObject({ attention: 6, left: 6 });
    expect(toldBy(site, view)).toBe(6);
  });

  test('and goes on instead, nobody is told as there already', async () => {
    const acme = organizationNamed(site, 'Acme').id;
    const { id } = await started(site, FILE);
    const quota = { status: 429, retryAfter: 600, reason: 'jira-quota-global-based' } as const;
    strike(site, { ...quota, times: 1, path: `/organization/${acme}/user` });
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 12, existed: 0 } });
  });
});

describe('of an import that goes on after a death', () => {
  test('nobody is told as failed whom the policy refuses by now, and whom the dead worker added', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(rows.slice(0, 6).map(({ reason }) => reason?.code)).toEqual(Array(6).fill('interrupted'));
    expect(rows.slice(6).map(({ reason }) => reason?.code)).toEqual(Array(6).fill('domain-denied'));
    expect(toldBy(site, view)).toBe(6);
  });

  test('nobody of the next batch is told as confirmed who was there already', async () => {
    for (const [email] of FILE.rows.slice(6)) site.jira.state.addCustomer(email ?? '', 'Known');
    before = siteBefore(site);
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    const rows = await rowsOf(site, await settled(site, id));
    expect(rows.slice(0, 6).map(({ account }) => account)).toEqual(Array(6).fill('confirmed'));
    expect(rows.slice(6).map(({ account }) => account)).toEqual(Array(6).fill('already'));
  });
});

describe('of an import that is erased', () => {
  test('after its worker died, everybody who was made is told, and then no address is left', async () => {
    const { id } = await started(site, FILE);
    await diesAt(site, '/servicedesk/1/customer');
    await cancel(site, id);
    const erased = await importing(site, 'import.erase', { importId: id });
    expect(erased).toMatchObject({ erased: true, fileName: '' });
    expect(await refusedWith(site, 'import.rows', { importId: id, slice: 0 })).toBe('import-rows-gone');
    const view = await settled(site, id);
    expect(view.counts).toMatchObject({ attention: 6, left: 6 });
    expect(toldBy(site, view)).toBe(6);
    const [own] = auditOf(site, view, 'import');
    expect(own?.value.detail).toMatchObject({ action: 'erased', attention: 6 });
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });

  test('while a batch is with Jira, it says that its counts are not final, and no longer once they are', async () => {
    const { id } = await started(site, FILE);
    let during: ImportView | undefined;
    whileEnrolling(site, async () => {
      await cancel(site, id);
      during = await importing(site, 'import.show', { importId: id });
    });
    await site.forge.runQueues();
    expect(during).toMatchObject({ state: 'cancelled', ending: true, counts: { created: 0 } });
    const view = await importing(site, 'import.show', { importId: id });
    expect(view).toMatchObject({ state: 'cancelled', counts: { created: 6 } });
    expect(view.ending).toBeUndefined();
  });

  test('while a batch is with Jira, the counts are those of the log', async () => {
    const { id } = await started(site, FILE);
    whileEnrolling(site, async () => {
      await cancel(site, id);
      await importing(site, 'import.erase', { importId: id });
    });
    await site.forge.runQueues();
    const view = await settled(site, id);
    expect(view).toMatchObject({ erased: true, counts: { created: 6, left: 6 } });
    expect(toldBy(site, view)).toBe(6);
    expect(auditOf(site, view, 'import')[0]?.value.detail).toMatchObject({ action: 'erased', created: 6 });
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });

  test('after its week, with rows that a dead worker left, everybody who was made is told', async () => {
    const { id } = await started(site, FILE);
    const { queues } = site.forge;
    const deliverDue = queues.deliverDue.bind(queues);
    const publish = queues.publish.bind(queues);
    // No event comes again, so that no worker settles them before.
    queues.deliverDue = (deliver) => deliverDue((event) => deliver(event).catch(() => undefined));
    await diesAt(site, '/servicedesk/1/customer');
    queues.publish = () => new Response(null, { status: 500 });
    await cancel(site, id);
    queues.publish = publish;
    site.jira.clock.advance(7 * 24 * 60 * MINUTE - 30 * MINUTE);
    await site.forge.runSchedule('retry');
    expect((await importing(site, 'import.show', { importId: id })).erased).toBe(true);
    const view = await settled(site, id);
    expect(toldBy(site, view)).toBe(6);
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });
});

test('an import that was cancelled in its last batch is not left as cancelled', async () => {
  const { id } = await started(site, { rows: people(6) });
  whileEnrolling(site, () => importing(site, 'import.cancel', { importId: id }, 'project-admin'));
  const view = await settled(site, id);
  expect(view).toMatchObject({ state: 'finished', counts: { created: 6, left: 0 } });
  expect(view).not.toHaveProperty('held');
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'an entry does not stay "started" where the event of its end is lost (%i)',
  async (back) => {
    const { id } = await started(site, { rows: people(3) });
    const calls = { count: 0 };
    site.forge.crashes.at = ({ functionKey }) => {
      if (functionKey === CONSUMER) calls.count += 1;
      return undefined;
    };
    await site.forge.runQueues();
    const total = calls.count;
    await begin();
    const again = await started(site, { rows: people(3) });
    calls.count = 0;
    site.forge.crashes.at = ({ functionKey }) => {
      if (functionKey !== CONSUMER) return undefined;
      calls.count += 1;
      return calls.count === total - back + 1 ? 'after' : undefined;
    };
    const { queues } = site.forge;
    const deliverDue = queues.deliverDue.bind(queues);
    // Forge does not deliver the event of a dead consumer again.
    queues.deliverDue = (deliver) => deliverDue((event) => deliver(event).catch(() => undefined));
    const view = await settled(site, again.id);
    expect(site.forge.crashes.count).toBe(1);
    expect(view.state).toBe('finished');
    expect(auditOf(site, view, 'import').map(({ value }) => value.detail['action'])).toEqual(['finished']);
    expect(id).toBeDefined();
  },
);
