import type { ImportView } from '../../src/contract/import';
import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { importing, people, refusedWith, rowsOf, settled, started, strike } from './importing';
import { organizationNamed } from './inviting';
import { changePolicy } from './scripting';

const MINUTE = 60_000;
const CONSUMER = 'import-queue';
const FILE = { rows: people(12, ['Acme']), sliceRows: 6 };

let site: LocalSite;
let before: Before;
beforeEach(() => begin());
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function begin(): Promise<void> {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
}

/** Lets the consumer end at a call to Jira or storage whose path says so, and nobody deliver its event again. */
async function diesAt(part: string, death: Death = 'after'): Promise<void> {
  site.forge.crashes.at = ({ functionKey, path }) => {
    if (functionKey !== CONSUMER || !path.includes(part)) return undefined;
    site.forge.crashes.at = () => undefined;
    return death;
  };
  await site.forge.runQueues();
  expect(site.forge.crashes.count).toBe(1);
}

/** Says what happens once, while a batch is with Jira. */
function whileEnrolling(happens: () => unknown): void {
  const call = site.jira.call.bind(site.jira);
  site.jira.call = async (caller, request) => {
    if (request.method === 'POST' && request.url.includes('/servicedesk/1/customer')) {
      site.jira.call = call;
      await happens();
    }
    return call(caller, request);
  };
}

/** Accounts that the import made, by the site. */
const made = () => [...site.jira.state.people.values()].filter(({ email }) => email.startsWith('person-'));
const cancel = (id: string) => importing(site, 'import.cancel', { importId: id });

/** Customers in the audit log by the import, whom it names. */
function told(view: ImportView): number {
  return auditOf(site, view, 'invitation').filter(({ value }) => value.customer !== undefined).length;
}

describe('of an import that was cancelled after its worker died', () => {
  test.each(['/organization/103/user', '/api/v1/batch/set'])(
    'everybody who was made is told (%s)',
    async (part) => {
      const acme = organizationNamed(site, 'Acme').id;
      const { id } = await started(site, FILE);
      await diesAt(part.replace('103', acme));
      await cancel(id);
      const view = await settled(site, id);
      const rows = await expectAccounted(site, view, FILE, before);
      expect(made()).toHaveLength(6);
      expect(view).toMatchObject({ state: 'cancelled', counts: { attention: 6, retriable: 6, left: 6 } });
      expect(rows.slice(0, 6).map(({ reason, account }) => [reason?.code, account])).toEqual(
        Array.from({ length: 6 }, () => ['interrupted', 'confirmed']),
      );
      expect(told(view)).toBe(6);
    },
  );

  test('nothing is changed in Jira to find that out', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
    site.jira.log.clear();
    await settled(site, id);
    expect(site.jira.log.all().filter(({ as, method }) => as === 'app' && method !== 'GET')).toEqual([]);
  });

  test('what was interrupted is tried again by its owner, and nobody is told as there already', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
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
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
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
    site.forge.kvs.failing = (path) => path === '/api/v1/batch/set';
    await later(5);
    site.forge.kvs.failing = () => false;
    for (let round = 0; round < 8; round += 1) await later(5);
    const rows = await rowsOf(site, await importing(site, 'import.show', { importId: id }));
    expect(rows.filter(({ reason }) => reason?.code === 'interrupted')).toHaveLength(6);
  });

  test('of whom Jira tells is told at once, and only the others are asked about again', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
    const call = site.jira.call.bind(site.jira);
    const [busy] = made();
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
    expect(told(view)).toBe(5);
    expect(searches).toHaveLength(5);
  });

  test('each is told once, though the worker that asks crashes again before it has asked about all', async () => {
    const { id } = await started(site, { rows: people(30, ['Acme']), sliceRows: 30 });
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
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
    expect(told(view)).toBe(30);
    expect(view).toMatchObject({ state: 'cancelled', counts: { attention: 30, left: 0 } });
  });

  test('who was not tried yet stays so', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
    const rows = await rowsOf(site, await settled(site, id));
    expect(rows.slice(6).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'todo'));
  });

  test('the space of which was switched off as well, everybody who was made is told', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
    await site.savePolicy({}, []);
    for (let round = 0; round < 4; round += 1) {
      site.jira.clock.advance(5 * MINUTE);
      await site.forge.runSchedule('retry');
      await site.forge.runQueues();
    }
    await site.savePolicy({}, ['SUP']);
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(told(view)).toBe(6);
  });

  test('Jira is asked again where it does not answer, and in the end the rows are told as unknown', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
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
    expect(made()).toHaveLength(6);
    await cancel(id);
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(view.counts).toMatchObject({ attention: 6, left: 6 });
    expect(told(view)).toBe(6);
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
    await diesAt('/servicedesk/1/customer');
    await changePolicy(site, { deniedDomains: ['acme.example'] });
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(rows.slice(0, 6).map(({ reason }) => reason?.code)).toEqual(Array(6).fill('interrupted'));
    expect(rows.slice(6).map(({ reason }) => reason?.code)).toEqual(Array(6).fill('domain-denied'));
    expect(told(view)).toBe(6);
  });

  test('nobody of the next batch is told as confirmed who was there already', async () => {
    for (const [email] of FILE.rows.slice(6)) site.jira.state.addCustomer(email ?? '', 'Known');
    before = siteBefore(site);
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    const rows = await rowsOf(site, await settled(site, id));
    expect(rows.slice(0, 6).map(({ account }) => account)).toEqual(Array(6).fill('confirmed'));
    expect(rows.slice(6).map(({ account }) => account)).toEqual(Array(6).fill('already'));
  });
});

describe('of an import that is erased', () => {
  test('after its worker died, everybody who was made is told, and then no address is left', async () => {
    const { id } = await started(site, FILE);
    await diesAt('/servicedesk/1/customer');
    await cancel(id);
    const erased = await importing(site, 'import.erase', { importId: id });
    expect(erased).toMatchObject({ erased: true, fileName: '' });
    expect(await refusedWith(site, 'import.rows', { importId: id, slice: 0 })).toBe('import-rows-gone');
    const view = await settled(site, id);
    expect(view.counts).toMatchObject({ attention: 6, left: 6 });
    expect(told(view)).toBe(6);
    const [own] = auditOf(site, view, 'import');
    expect(own?.value.detail).toMatchObject({ action: 'erased', attention: 6 });
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });

  test('while a batch is with Jira, the counts are those of the log', async () => {
    const { id } = await started(site, FILE);
    whileEnrolling(async () => {
      await cancel(id);
      await importing(site, 'import.erase', { importId: id });
    });
    await site.forge.runQueues();
    const view = await settled(site, id);
    expect(view).toMatchObject({ erased: true, counts: { created: 6, left: 6 } });
    expect(told(view)).toBe(6);
    expect(auditOf(site, view, 'import')[0]?.value.detail).toMatchObject({ action: 'erased', created: 6 });
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });

  test('after its week, with rows that a dead worker left, everybody who was made is told', async () => {
    const { id } = await started(site, FILE);
    const { queues } = site.forge;
    const deliverDue = queues.deliverDue.bind(queues);
    const publish = queues.publish.bind(queues);
    // No event comes again, so that nobody settles them before.
    queues.deliverDue = (deliver) => deliverDue((event) => deliver(event).catch(() => undefined));
    await diesAt('/servicedesk/1/customer');
    queues.publish = () => new Response(null, { status: 500 });
    await cancel(id);
    queues.publish = publish;
    site.jira.clock.advance(7 * 24 * 60 * MINUTE - 30 * MINUTE);
    await site.forge.runSchedule('retry');
    expect((await importing(site, 'import.show', { importId: id })).erased).toBe(true);
    const view = await settled(site, id);
    expect(told(view)).toBe(6);
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain('person-');
  });
});

test('an import that was cancelled in its last batch is not left as cancelled', async () => {
  const { id } = await started(site, { rows: people(6) });
  whileEnrolling(() => importing(site, 'import.cancel', { importId: id }, 'project-admin'));
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
