import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';
import { afterBatch, importing, people, settled, started, strike } from './importing';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const POINTS = 65_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create({ profile: 'rate-limited' });
  site.forge.time.hurried = true;
  // An hour begins: what is spent of it is not given back meanwhile.
  site.jira.clock.advance(HOUR - (site.jira.clock.now() % HOUR));
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const show = (id: ImportView['id']): Promise<ImportView> => importing(site, 'import.show', { importId: id });
const invite = (email: string) =>
  ask(site, 'agent', 'invite.send', { people: [{ email }], organizations: [], notify: false });
const hourOf = (ms: number): number => Math.floor(ms / HOUR);

describe('the points of an hour are those of all sites', () => {
  test('an import leaves the last third to people, and goes on up to ten minutes after the hour', async () => {
    const hour = hourOf(site.jira.clock.now());
    site.jira.spendElsewhere(POINTS * 0.699);
    const { id } = await started(site, { rows: people(600), sliceRows: 300 });
    await site.forge.runQueues();
    const paused = await show(id);
    expect(paused).toMatchObject({ state: 'paused', reason: { code: 'import-quota-pause' } });
    // A batch or two, until little enough is left.
    expect(paused.counts.created).toBeGreaterThan(0);
    expect(paused.counts.created).toBeLessThan(600);
    const resumesAt = Date.parse(paused.resumesAt ?? '');
    expect(hourOf(resumesAt - 1)).toBe(hour + 1);
    expect(resumesAt % HOUR).toBeLessThanOrEqual(10 * 60_000 + 1000);

    // Meanwhile a person is served.
    expect(await invite('by-hand@acme.example')).toMatchObject({
      ok: true,
      data: { outcomes: [{ state: 'done' }] },
    });
    expect(await settled(site, id)).toMatchObject({ state: 'finished', counts: { created: 600 } });
  });

  test('where little is left from the beginning, an import does nothing at all before the next hour', async () => {
    site.jira.spendElsewhere(POINTS * 0.8);
    const { id } = await started(site, { rows: people(10) });
    await site.forge.runQueues();
    expect(await show(id)).toMatchObject({ state: 'paused', counts: { created: 0, left: 10 } });
    expect(site.jira.log.all().filter(({ as, method }) => as === 'app' && method === 'POST')).toEqual([]);
  });

  test('with most of it left, an import goes on', async () => {
    site.jira.spendElsewhere(POINTS * 0.2);
    const { id } = await started(site, { rows: people(300), sliceRows: 300 });
    await site.forge.runQueues();
    expect(await show(id)).toMatchObject({ state: 'finished', counts: { created: 300 } });
  });

  test('where Jira tells nothing of it, a refusal halves what is done in an hour, and quiet hours let it grow', async () => {
    site = await LocalSite.create();
    site.forge.time.hurried = true;
    const { id } = await started(site, { rows: people(600) });
    const quota = { status: 429, retryAfter: 1800, reason: 'jira-quota-global-based' } as const;
    afterBatch(site, 2, () => strike(site, { ...quota, path: '/servicedeskapi/customer' }));
    await site.forge.runQueues();
    const refused = await show(id);
    expect(refused).toMatchObject({ state: 'paused', counts: { created: 298 } });
    strike(site);

    const done: number[] = [];
    let hour = hourOf(site.jira.clock.now());
    let before = refused.counts.created;
    for (let round = 0; round < 60 && before < 600; round += 1) {
      site.jira.clock.advance(5 * MINUTE);
      await site.forge.runSchedule('retry');
      await site.forge.runQueues();
      const { created } = (await show(id)).counts;
      if (hourOf(site.jira.clock.now()) !== hour) done.push(0);
      hour = hourOf(site.jira.clock.now());
      done.push((done.pop() ?? 0) + created - before);
      before = created;
    }
    expect(before).toBe(600);
    // Half of 298 is a batch; then a quarter more, up to the end of the batch that is under way.
    expect(done.filter((rows) => rows > 0)).toEqual([149, 153]);
  });
});
