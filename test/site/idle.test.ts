import { INTERVAL_MS, readManifest } from '../../local/forge/manifest';
import { LocalSite } from '../../local/server/local-site';
import { auditedInvitations } from './scripting';
import { endingSite, inDays, inviteUntil, placesOf } from './ending';
import { inviteOne, organizationNamed } from './inviting';
import { importing, people, settled, started } from './importing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONTH = 30 * 24 * HOUR;
/** One each five minutes, and three each hour: what an installation cost before it had an agenda. */
const RUNS_BEFORE = 12 * 720 + 3 * 720;
const AGENDA = 'agenda:site';

async function runAll(site: LocalSite): Promise<void> {
  for (const job of site.forge.schedules) await site.forge.runSchedule(job);
}

/** Lets hours pass without any call. */
async function idle(site: LocalSite, hours: number): Promise<void> {
  for (let hour = 0; hour < hours; hour += 1) {
    await site.forge.passTime(HOUR);
    await runAll(site);
  }
}

async function quietSite(profile?: 'slow-index'): Promise<LocalSite> {
  const site = await LocalSite.create(profile && { profile });
  site.forge.time.hurried = true;
  await idle(site, 3);
  return site;
}

/** As the events of the app's own queue come, and no schedule runs. */
async function eventsOnly(site: LocalSite, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) await site.forge.passTime(MINUTE);
  await site.forge.runQueues();
}

/** Lets storage refuse each write of the agenda. @returns what ends that. */
function refuseAgenda({ forge: { kvs } }: LocalSite): () => void {
  const handle = kvs.handle.bind(kvs);
  kvs.handle = (path, body) =>
    path.endsWith('/transaction') && JSON.stringify(body).includes(AGENDA)
      ? Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 })
      : handle(path, body);
  return () => void (kvs.handle = handle);
}

const stored = (site: LocalSite): unknown => site.forge.kvs.store.get('entity:record', AGENDA)?.value;

test('the schedules run at most 40 % as often as before', () => {
  const runs = readManifest('manifest.yml').modules.scheduledTrigger.map(
    ({ interval }) => MONTH / INTERVAL_MS[interval],
  );
  expect(runs.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(0.4 * RUNS_BEFORE);
});

test('an idle run is two reads below 2 KB at most, asks Jira nothing and writes nothing', async () => {
  const site = await quietSite();
  for (let hour = 0; hour < 6; hour += 1) {
    await site.forge.passTime(HOUR);
    for (const job of site.forge.schedules) {
      site.jira.log.clear();
      site.forge.kvs.requests.length = 0;
      const { read, written } = site.forge.kvs.traffic;
      await site.forge.runSchedule(job);
      const { traffic, requests } = site.forge.kvs;
      expect([job, requests]).toEqual([
        job,
        job === 'retry' ? ['/api/v1/batch/get', '/api/v1/entity/query'] : ['/api/v1/batch/get'],
      ]);
      expect([traffic.read - read < 2 * 2000, traffic.written - written]).toEqual([true, 0]);
      expect(site.jira.log.all()).toEqual([]);
    }
  }
});

test('the record that an idle run reads is below 2 KB', async () => {
  const site = await quietSite();
  expect(JSON.stringify(stored(site)).length).toBeLessThan(2000);
});

describe('an import that nobody marked goes on', () => {
  /** As an older version left it: its worker crashed, and there is no event. */
  async function abandoned(site: LocalSite): Promise<string> {
    const { queues } = site.forge;
    const publish = queues.publish.bind(queues);
    queues.publish = () => new Response(null, { status: 500 });
    const { id } = await started(site, { rows: people(4) });
    queues.publish = publish;
    return id;
  }

  test.each([
    ['there is no agenda', undefined],
    ['the agenda cannot be read', { kind: 'agenda', sort: 'site', version: 3, value: { looks: 'all' } }],
    ['what stands there is no record', { kind: 'agenda', sort: 'site' }],
  ])('where %s', async (_, row) => {
    const site = await quietSite();
    const id = await abandoned(site);
    if (row) site.forge.kvs.store.set('entity:record', AGENDA, row, undefined);
    else site.forge.kvs.store.delete('entity:record', AGENDA);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    expect((await importing(site, 'import.show', { importId: id as never })).state).toBe('finished');
    expect(stored(site)).toMatchObject({
      value: { looks: { retry: { dueAt: expect.any(Number) as number } } },
    });
  });

  test('within half a day, where the agenda is an old one', async () => {
    const site = await quietSite();
    const before = stored(site);
    const id = await abandoned(site);
    site.forge.kvs.store.set('entity:record', AGENDA, before, undefined);
    await idle(site, 13);
    expect((await importing(site, 'import.show', { importId: id as never })).state).toBe('finished');
  });
});

describe('between its runs, events of the app’s own queue do', () => {
  const EMAIL = 'ada@acme.example';

  test('what waits for Jira’s search: after minutes, as it was with a schedule each five', async () => {
    const site = await quietSite('slow-index');
    site.jira.state.addCustomer(EMAIL, 'Ada');
    await inviteOne(site, EMAIL, { organizations: [{ name: 'Acme' }] });
    await eventsOnly(site, 12);
    expect((await auditedInvitations(site))[0]).toMatchObject({ outcome: 'done' });
  });

  test('the same, where the agenda could not be written', async () => {
    const site = await quietSite('slow-index');
    site.jira.state.addCustomer(EMAIL, 'Ada');
    const mend = refuseAgenda(site);
    await inviteOne(site, EMAIL, { organizations: [{ name: 'Acme' }] });
    mend();
    await eventsOnly(site, 12);
    expect((await auditedInvitations(site))[0]).toMatchObject({ outcome: 'done' });
  });

  test('an import whose event got lost', async () => {
    const site = await quietSite();
    const { id } = await started(site, { rows: people(8), sliceRows: 2 });
    await site.forge.queues.deliverDue(() => Promise.resolve());
    await eventsOnly(site, 30);
    expect((await importing(site, 'import.show', { importId: id })).state).toBe('finished');
  });
});

test('what an invitation that crashed left open is settled within the hour', async () => {
  const site = await quietSite();
  site.forge.crashes.at = ({ path }) => (path.includes('/servicedeskapi/customer') ? 'after' : undefined);
  await inviteOne(site, 'ada@acme.example').catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  await idle(site, 1);
  expect((await auditedInvitations(site))[0]).toMatchObject({ reason: 'interrupted' });
});

test('access ends within the hour after months in which nothing was due', async () => {
  const site = await endingSite();
  await inviteUntil(site, inDays(site, 40), ['ada@acme.example']);
  await idle(site, 3);
  await site.forge.passTime(39 * 24 * HOUR);
  await idle(site, 1);
  expect(placesOf(site, 'ada@acme.example')).not.toEqual([]);
  await site.forge.passTime(22 * HOUR);
  await idle(site, 1);
  expect(placesOf(site, 'ada@acme.example')).toEqual([]);
});

test('an import keeps its site busy, and leaves it quiet', async () => {
  const site = await quietSite();
  const { id } = await started(site, { rows: people(4, [organizationNamed(site, 'Acme').name]) });
  await settled(site, id);
  await idle(site, 2);
  site.forge.kvs.requests.length = 0;
  await idle(site, 1);
  expect(site.forge.kvs.requests).toHaveLength(site.forge.schedules.length + 1);
});
