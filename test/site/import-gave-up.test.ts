import { currentInvocation } from '../../local/forge/invocation';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore } from '../fakes/accounted';
import type { Before } from '../fakes/accounted';
import { importing, people, settled, started } from './importing';

const MINUTE = 60_000;
const FILE = { rows: people(20, ['Acme', '']), sliceRows: 10 };

let site: LocalSite;
let before: Before;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
  before = siteBefore(site);
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

/** Has storage refuse what the consumer writes of slices. @returns what lets it write again. */
function refuseSlices(code: string, status: number): () => void {
  const { kvs } = site.forge;
  const answer = kvs.answer.bind(kvs);
  kvs.answer = (path, body) => {
    const isCheckpoint =
      path.endsWith('/transaction') &&
      currentInvocation.getStore()?.functionKey === 'import-queue' &&
      JSON.stringify(body).includes('"slice:');
    return isCheckpoint
      ? Promise.resolve(Response.json({ code, message: '' }, { status }))
      : answer(path, body);
  };
  return () => {
    kvs.answer = answer;
  };
}

async function anHour(): Promise<void> {
  for (let minute = 0; minute < 60; minute += 1) {
    await site.forge.runQueues();
    site.jira.clock.advance(MINUTE);
    if (minute % 5 === 0) await site.forge.runSchedule('retry').catch(() => undefined);
  }
}

const creates = () => site.jira.log.all().filter(({ path }) => path.includes('/servicedeskapi/customer'));

test('an import whose turns all end badly is not tried for ever', async () => {
  const { id } = await started(site, FILE);
  const mend = refuseSlices('INTERNAL_ERROR', 500);
  await anHour();
  expect(await importing(site, 'import.show', { importId: id })).toMatchObject({
    state: 'stopped',
    reason: { code: 'import-gave-up' },
  });
  // Five turns at ten rows each.
  expect(creates()).toHaveLength(50);
  mend();
  const view = await settled(site, id);
  expect(view).toMatchObject({ state: 'stopped', counts: { attention: 10, left: 10 } });
  await expectAccounted(site, view, FILE, before);
});

test('an import that was given up is gone on with where its owner wants it', async () => {
  const { id } = await started(site, FILE);
  const mend = refuseSlices('INTERNAL_ERROR', 500);
  await anHour();
  mend();
  await settled(site, id);
  await importing(site, 'import.retry', { importId: id });
  const view = await settled(site, id);
  expect(view).toMatchObject({ state: 'finished', counts: { attention: 0, failed: 0, left: 0 } });
  await expectAccounted(site, view, FILE, before);
});

test('a value that storage calls too large is not sent again and again', async () => {
  const { id } = await started(site, FILE);
  refuseSlices('MAX_SIZE', 400);
  await site.forge.runQueues();
  expect(await importing(site, 'import.show', { importId: id })).toMatchObject({
    state: 'stopped',
    reason: { code: 'import-gave-up' },
  });
  expect(creates()).toHaveLength(10);
});

test('progress in between is not given up, however often a turn ends badly', async () => {
  const file = { rows: people(16), sliceRows: 1 };
  const { id } = await started(site, file);
  let [calls, deaths] = [0, 0];
  site.forge.crashes.at = ({ functionKey }) => {
    if (functionKey !== 'import-queue') return undefined;
    calls += 1;
    // Each turn gets a batch or two done.
    const dies = calls % 23 === 0;
    if (dies) deaths += 1;
    return dies ? 'after' : undefined;
  };
  const view = await settled(site, id);
  expect(deaths).toBeGreaterThan(5);
  expect(view).toMatchObject({ state: 'finished', counts: { failed: 0, attention: 0, left: 0 } });
});
