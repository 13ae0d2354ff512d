import type { ImportView } from '../../src/contract/import';
import type { Fault } from '../../local/jira/faults';
import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAllDone, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { afterBatch, importing, people, settled, started, strike, uploaded } from './importing';
import { changePolicy } from './scripting';

const MINUTE = 60_000;
const FILE = { rows: people(24, ['Acme', 'Globex', '']), sliceRows: 8 };

let site: LocalSite;
let before: Before;
beforeEach(() => begin());
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function begin(profile = 'default'): Promise<void> {
  site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
  before = siteBefore(site);
}

const show = (importId: string): Promise<ImportView> => importing(site, 'import.show', { importId });

/**
 * Has storage refuse the first entries of one event.
 *
 * @returns how many entries of it storage was asked to write.
 */
function refuseEntries(event: 'import' | 'organization', times: number): () => number {
  const { kvs } = site.forge;
  const answer = kvs.answer.bind(kvs);
  let met = 0;
  kvs.answer = (path, body) => {
    if (!JSON.stringify(body).includes(`"event":"${event}"`)) return answer(path, body);
    met += 1;
    if (met > times) return answer(path, body);
    return Promise.resolve(Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 }));
  };
  return () => met;
}

/** Faults that pass by themselves, each on calls that an import makes. */
const PASSING: readonly (readonly [string, readonly Partial<Fault>[]])[] = [
  ['bursts that say how long to wait', [{ status: 429, retryAfter: 3, times: 20 }]],
  ['bursts that say nothing', [{ status: 429, times: 20 }]],
  ['bursts at random', [{ status: 429, retryAfter: 1, rate: 0.4, times: 60 }]],
  ['a Jira that is away for a while', [{ status: 503, times: 60 }]],
  ['a Jira that is away now and then', [{ status: 503, rate: 0.5, times: 100 }]],
  ['answers that get lost after the work was done', [{ status: 0, afterWork: true, rate: 0.3, times: 40 }]],
  ['calls that never arrive', [{ status: 0, rate: 0.3, times: 40 }]],
  [
    'creates whose answers get lost',
    [{ status: 0, afterWork: true, method: 'POST', path: '/customer?', times: 30 }],
  ],
  [
    'gateways that give up after the work was done',
    [{ status: 504, afterWork: true, method: 'POST', rate: 0.5, times: 40 }],
  ],
  ['enrolments that are refused for a while', [{ status: 503, path: '/organization/', times: 12 }]],
];

describe('everybody is in at the end, in spite of', () => {
  test.each(PASSING)('%s', async (_name, faults) => {
    const { id } = await started(site, FILE);
    strike(site, ...faults);
    await settled(site, id);
    // Faults that are left would hit the calls that read the rows.
    site.jira.faults.set([]);
    await expectAllDone(site, id, FILE, before);
  });

  test('a flaky site', async () => {
    await begin('flaky');
    const file = { rows: people(300, ['Acme', '']), sliceRows: 100 };
    // The guard of a screen meets the same site.
    site.jira.quiet = true;
    const { id } = await started(site, file);
    site.jira.quiet = false;
    for (let round = 0; round < 20; round += 1) {
      await site.forge.runQueues();
      site.jira.clock.advance(5 * MINUTE);
      await site.forge.runSchedule('retry');
    }
    site.jira.quiet = true;
    await expectAllDone(site, id, file, before);
    const statuses = new Set(site.jira.log.all().map(({ status }) => status));
    expect([...statuses]).toEqual(expect.arrayContaining([0, 429, 503]));
  });

  test('a site with the documented limits', async () => {
    await begin('rate-limited');
    const file = { rows: people(300, ['Acme', '']), sliceRows: 100 };
    await expectAllDone(site, (await started(site, file)).id, file, before);
  });

  test('storage that refuses to be written for a while', async () => {
    const { id } = await started(site, FILE);
    site.forge.kvs.faults.set([{ operations: ['batch-set', 'transaction'], times: 30 }]);
    await expectAllDone(site, id, FILE, before);
  });

  test('storage that refuses everything for a while', async () => {
    const { id } = await started(site, FILE);
    afterBatch(site, 1, () => site.forge.kvs.faults.set([{ times: 40 }]));
    await site.forge.runQueues();
    site.forge.kvs.faults.set([]);
    await expectAllDone(site, id, FILE, before);
  });

  test('storage that writes and does not say so', async () => {
    const { id } = await started(site, FILE);
    site.forge.kvs.faults.set([{ operations: ['batch-set', 'transaction'], afterWork: true, times: 9 }]);
    await expectAllDone(site, id, FILE, before);
  });

  test('a log that refuses entries for a while', async () => {
    const { id } = await uploaded(site, FILE);
    const met = refuseEntries('import', 2);
    await importing(site, 'import.run', { importId: id });
    await site.forge.runQueues();
    const view = await expectAllDone(site, id, FILE, before);
    expect(met()).toBe(3);
    expect(auditOf(site, view, 'import').map(({ value }) => value.detail['action'])).toEqual(['finished']);
  });

  test('a log that refuses once that an organization was created: the entry comes later', async () => {
    await changePolicy(site, { createOrganizations: true });
    const file = { rows: people(8, ['Wayne']) };
    const { id } = await started(site, file);
    const met = refuseEntries('organization', 1);
    await expectAllDone(site, id, file, before);
    expect(met()).toBe(2);
    const entries = site.forge.kvs.store
      .all('entity:audit')
      .map(({ value }) => value as { event: string; actor: string; detail: object })
      .filter(({ event }) => event === 'organization');
    expect(entries).toHaveLength(1);
    expect(entries[0]?.detail).toMatchObject({ action: 'created', organizationName: 'Wayne' });
  });

  test('every event being delivered twice', async () => {
    site.forge.queues.twice = true;
    await expectAllDone(site, (await started(site, FILE)).id, FILE, before);
  });

  test('every event being delivered twice, to a site that pauses', async () => {
    site.forge.queues.twice = true;
    const { id } = await started(site, FILE);
    strike(site, { status: 429, retryAfter: 600, reason: 'jira-quota-global-based', times: 1 });
    await expectAllDone(site, id, FILE, before);
  });

  test('the schedule running twice at once', async () => {
    const { id } = await started(site, FILE);
    const twice = () =>
      Promise.all([site.forge.runSchedule('retry'), site.forge.runSchedule('retry'), site.forge.runQueues()]);
    await twice();
    site.jira.clock.advance(5 * MINUTE);
    await twice();
    const view = await expectAllDone(site, id, FILE, before);
    expect(view.counts.created).toBe(24);
  });

  test('an event that gets lost: the schedule finds the import', async () => {
    const publish = site.forge.queues.publish.bind(site.forge.queues);
    site.forge.queues.publish = () => new Response(null, { status: 500 });
    const { id } = await started(site, FILE);
    site.forge.queues.publish = publish;
    await site.forge.runQueues();
    expect((await show(id)).counts.left).toBe(24);
    await expectAllDone(site, id, FILE, before);
  });
});
