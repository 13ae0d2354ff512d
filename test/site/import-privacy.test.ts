import { LocalSite } from '../../local/server/local-site';
import { auditOf, storedText } from '../fakes/accounted';
import { importing, people, refusedWith, rowsOf, settled, started, uploaded } from './importing';

const WEEK = 7 * 86_400_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const idOf = (who: string): string => site.person(who).accountId;

function reported(): string[] {
  return site.forge.personalData.reports.flatMap(({ accounts }) =>
    accounts.map(({ accountId }) => accountId),
  );
}

async function nextWeek(): Promise<void> {
  site.jira.clock.advance(WEEK);
  await site.forge.runSchedule('privacy');
}

const FILE = { rows: people(200, ['Acme', '']), sliceRows: 100 };

test('the weekly report names everybody whom an import made or found, and its owner', async () => {
  const view = await settled(site, (await started(site, FILE)).id);
  const made = (await rowsOf(site, view)).map(({ accountId }) => accountId);
  await nextWeek();
  expect(reported().sort()).toEqual([...made, idOf('agent'), idOf('jira-admin')].sort());
  await site.forge.runSchedule('privacy');
  expect(reported()).toHaveLength(202);
  await nextWeek();
  expect(reported()).toHaveLength(404);
});

test('the owner of an import that was never run is reported, too', async () => {
  await uploaded(site, FILE);
  await nextWeek();
  expect(reported()).toContain(idOf('agent'));
});

test('a customer whose account was closed is erased from the rows, and that something happened stays known', async () => {
  const view = await settled(site, (await started(site, { rows: [...people(3), ['nonsense', '', '']] })).id);
  const [{ accountId = '' } = {}] = await rowsOf(site, view);
  site.forge.personalData.mark(accountId, 'closed');
  // A day before the rows go: what is reported was stored in another week.
  site.jira.clock.advance(WEEK - (site.jira.clock.now() % WEEK));
  await site.forge.runSchedule('privacy');
  expect(storedText(site)).not.toContain(accountId);
  const [row, other] = await rowsOf(site, view);
  expect(row).toEqual({ line: 2, state: 'done', account: 'made' });
  expect(other?.accountId).toBeDefined();
  expect(auditOf(site, view, 'invitation')).toHaveLength(4);
});

test('with an owner whose account was closed all their imports go, addresses and all', async () => {
  const failing = [...people(2), ['eve@denied.example', '', '']];
  const { id } = await started(site, { rows: failing });
  await settled(site, id);
  const waiting = await uploaded(site, FILE);
  site.forge.personalData.mark(idOf('agent'), 'closed');
  site.jira.clock.advance(WEEK - (site.jira.clock.now() % WEEK));
  await site.forge.runSchedule('privacy');
  expect(storedText(site)).not.toContain(idOf('agent'));
  expect(storedText(site)).not.toContain('eve@denied.example');
  expect(storedText(site)).not.toContain('person-1@acme.example');
  for (const importId of [id, waiting.id]) {
    expect(await refusedWith(site, 'import.show', { importId }, 'project-admin')).toBe('import-unknown');
  }
});

test('an owner whose account was closed in the middle: nothing more is done', async () => {
  await uploaded(site, { rows: people(1) });
  site.jira.clock.advance(WEEK - (site.jira.clock.now() % WEEK));
  await started(site, FILE);
  site.forge.personalData.mark(idOf('agent'), 'closed');
  await site.forge.runSchedule('privacy');
  const before = site.jira.state.people.size;
  await site.forge.runSchedule('retry');
  await site.forge.runQueues();
  expect(site.jira.state.people.size).toBe(before);
  expect(storedText(site)).not.toContain(idOf('agent'));
});

test('uninstalling takes every address with it', async () => {
  await uploaded(site, FILE);
  await site.forge.runPreUninstall();
  expect(storedText(site)).not.toContain('person-');
});

test('rows are told to their owner only, and the fingerprint as well', async () => {
  const { id } = await uploaded(site, FILE);
  const seen = JSON.stringify([
    await importing(site, 'import.list', {}, 'project-admin'),
    await importing(site, 'import.show', { importId: id }, 'project-admin'),
  ]);
  expect(seen).not.toContain('fingerprint');
  expect(seen).not.toContain('person-1');
});
