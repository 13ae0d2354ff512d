import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, expectAllDone, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { afterBatch, importing, people, rowsOf, settled, started, strike } from './importing';
import { organizationNamed } from './inviting';

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

describe('a quota of Jira that is used up', () => {
  const QUOTA = { status: 429, retryAfter: 600, reason: 'jira-quota-global-based' } as const;

  test('pauses the import until it is there again, and does not ask meanwhile', async () => {
    const { id } = await started(site, FILE);
    afterBatch(site, 1, () => strike(site, { ...QUOTA, times: 1, path: '/customer' }));
    const begun = site.jira.clock.now();
    await site.forge.runQueues();
    const paused = await show(id);
    expect(paused).toMatchObject({
      state: 'paused',
      reason: { code: 'import-quota-pause' },
      counts: { failed: 0, waiting: 0 },
    });
    const wait = Date.parse(paused.resumesAt ?? '') - begun;
    expect(wait).toBeGreaterThanOrEqual(600_000);
    // Up to ten minutes more: not all imports of all sites come back at once.
    expect(wait).toBeLessThan(1_260_000);
    site.jira.log.clear();
    site.jira.clock.advance(9 * MINUTE);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    expect(site.jira.log.all().filter(({ as }) => as === 'app')).toEqual([]);
    site.jira.clock.advance(12 * MINUTE);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    await expectAllDone(site, id, FILE, before);
  });

  test('that takes longer than an event can wait is waited for by the schedule', async () => {
    const { id } = await started(site, FILE);
    strike(site, { ...QUOTA, retryAfter: 3600, times: 1, path: '/customer' });
    await site.forge.runQueues();
    expect((await show(id)).state).toBe('paused');
    await expectAllDone(site, id, FILE, before);
  });
});

describe('a limit that passes within a batch', () => {
  test('is told while the import waits for it, and not afterwards', async () => {
    site.forge.time.hurried = false;
    const { id } = await started(site, FILE);
    strike(site, { status: 429, retryAfter: 4, times: 1, path: '/customer' });
    const running = site.forge.runQueues();
    let seen: number | undefined;
    while (seen === undefined) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen = (await show(id)).waitSeconds;
    }
    expect(seen).toBeGreaterThanOrEqual(1);
    expect(seen).toBeLessThanOrEqual(4);
    await running;
    expect(await show(id)).not.toHaveProperty('waitSeconds');
    const kept = site.forge.kvs.store.all('plain').filter(({ key }) => key.startsWith('import-wait:'));
    expect(kept.map(({ value }) => Object.keys(value as object))).toEqual([['until']]);
    site.forge.time.hurried = true;
    await expectAllDone(site, id, FILE, before);
  });
});

describe('a site that finds new people late', () => {
  test('lets those wait that exist already, and they are in later by the schedule', async () => {
    await begin('slow-index');
    site.jira.state.addCustomer('person-1@acme.example', 'One');
    before = siteBefore(site);
    const { id } = await started(site, FILE);
    await site.forge.runQueues();
    const view = await show(id);
    expect(view).toMatchObject({
      state: 'paused',
      counts: { created: 23, waiting: 1, left: 1, attention: 0 },
    });
    expect((await rowsOf(site, view))[0]).toMatchObject({
      state: 'waiting',
      reason: { code: 'account-not-findable' },
    });
    const done = await expectAllDone(site, id, FILE, before);
    expect(done.counts).toMatchObject({ created: 23, existed: 1 });
  });

  test('that never finds somebody is given up in the end, and can be tried again', async () => {
    const hidden = site.jira.state.addPerson({
      ...site.person('customer'),
      accountId: 'qm:hidden',
      email: 'person-1@acme.example',
      searchableAt: Number.MAX_SAFE_INTEGER,
    });
    before = siteBefore(site);
    const { id } = await started(site, FILE);
    const view = await settled(site, id, 100);
    const rows = await expectAccounted(site, view, FILE, before);
    expect(rows[0]).toMatchObject({ state: 'failed', retriable: true, reason: { code: 'account-given-up' } });
    site.jira.state.people.set(hidden.accountId, { ...hidden, searchableAt: 0 });
    site.jira.state.restore(site.jira.state.snapshot());
    await importing(site, 'import.retry', { importId: id });
    await expectAllDone(site, id, FILE, before);
  });
});

describe('two imports at once', () => {
  test('both end, and together have no more than 8 calls under way', async () => {
    const files = [
      FILE,
      { rows: people(24, ['Globex']).map(([email, ...rest]) => [`b${email}`, ...rest]), sliceRows: 8 },
    ];
    const views: ImportView[] = [];
    for (const file of files) views.push(await started(site, file));
    let [underway, most] = [0, 0];
    const call = site.jira.call.bind(site.jira);
    site.jira.call = async (...args) => {
      underway += 1;
      most = Math.max(most, underway);
      await new Promise((resolve) => setTimeout(resolve, 2));
      return call(...args).finally(() => (underway -= 1));
    };
    await site.forge.runQueues();
    expect(most).toBe(8);
    for (const { id } of views)
      expect((await settled(site, id)).counts).toMatchObject({ created: 24, left: 0 });
    expect(organizationNamed(site, 'Globex').members.size).toBe(32);
  });

  test('of the same people make each of them once', async () => {
    const [one, other] = [await started(site, FILE), await started(site, FILE)];
    const views = [await settled(site, one.id), await settled(site, other.id)];
    for (const view of views) await expectAccounted(site, view, FILE, before);
    expect(views.map(({ counts }) => counts.created + counts.existed)).toEqual([24, 24]);
    expect(views.reduce((sum, { counts }) => sum + counts.created, 0)).toBe(24);
  });
});

describe('a consumer that was slow, not dead,', () => {
  /** Delivers the turn to a second consumer, as if the first were gone, and lets it work for a while. */
  async function overtaken(id: ImportView['id'], afterMs = 10 * MINUTE): Promise<void> {
    site.jira.clock.advance(afterMs);
    const payload = [{ body: { importId: id, turn: 0 } }];
    site.forge.queues.publish({ queueName: 'import', jobId: 'second', payload });
    void site.forge.runQueues();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }

  test.each([0, 1, 2])(
    'and finds another at its work after %i batches, leaves it to that one',
    async (batches) => {
      const { id } = await started(site, FILE);
      afterBatch(site, batches, () => overtaken(id));
      const view = await expectAllDone(site, id, FILE, before);
      expect(view.counts).toMatchObject({ created: 24, existed: 0 });
      const creates = site.jira.log
        .all()
        .filter(({ path }) => path.startsWith('/rest/servicedeskapi/customer'));
      expect(creates.length).toBeLessThanOrEqual(24 + 8);
      const asked = site.jira.log.all().filter(({ path }) => path.includes('permissions/check'));
      expect(asked.length).toBeLessThan(30);
    },
  );

  test('and is not overtaken while it may still be alive', async () => {
    const { id } = await started(site, FILE);
    let asked: unknown;
    afterBatch(site, 1, async () => {
      site.jira.log.clear();
      await overtaken(id, 3 * MINUTE);
      asked = [...site.jira.log.all()];
    });
    await site.forge.runQueues();
    expect(asked).toEqual([]);
    const view = await expectAllDone(site, id, FILE, before);
    expect(view.counts.created).toBe(24);
  });

  test('and an event for a turn that is over is not worked on', async () => {
    const { id } = await started(site, FILE);
    afterBatch(site, 1, () => importing(site, 'import.cancel', { importId: id }));
    await site.forge.runQueues();
    const { queues } = site.forge;
    const publish = queues.publish.bind(queues);
    queues.publish = () => new Response(null, { status: 500 });
    await importing(site, 'import.resume', { importId: id });
    queues.publish = publish;
    site.jira.log.clear();
    await overtaken(id, 0);
    expect(site.jira.log.all()).toEqual([]);
    await expectAllDone(site, id, FILE, before);
  });

  test('and overtaken before it could write down its batch, makes nobody twice', async () => {
    const { id } = await started(site, FILE);
    const { kvs } = site.forge;
    const answer = kvs.answer.bind(kvs);
    let asked = false;
    kvs.answer = async (path, body) => {
      const isRows = !asked && JSON.stringify(body).includes('"event":"invitation"');
      if (isRows) {
        asked = true;
        await overtaken(id);
      }
      return answer(path, body);
    };
    const view = await expectAllDone(site, id, FILE, before);
    expect(asked).toBe(true);
    expect(view.counts.created + view.counts.existed).toBe(24);
  });
});
