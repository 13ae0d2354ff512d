import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import { auditOf, expectAccounted, siteBefore, storedText } from '../fakes/accounted';
import { afterBatch, importing, people, refusedWith, rowsOf, settled, started, uploaded } from './importing';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const FILE = { rows: people(20, ['Acme', '']), sliceRows: 4 };
const show = (importId: string): Promise<ImportView> => importing(site, 'import.show', { importId });

/** Two rows that fail until an admin fixes the cause, and two that pass. */
const mixed = () => ({
  rows: [...people(2), [site.person('no-customer-role').email, '', ''], ['ada@later.example', '', 'Later']],
});

function giveCustomerRole(): void {
  const person = site.person('no-customer-role');
  site.jira.state.people.set(person.accountId, { ...person, customerRole: true });
}

describe('cancelling', () => {
  test('lets no batch begin after it', async () => {
    const before = siteBefore(site);
    const { id } = await started(site, FILE);
    afterBatch(site, 2, () => importing(site, 'import.cancel', { importId: id }));
    const view = await settled(site, id);
    expect(view).toMatchObject({ state: 'cancelled', counts: { created: 8, left: 12 } });
    await expectAccounted(site, view, FILE, before);
  });

  test('in a slice of several batches does not wait for its end', async () => {
    const file = { rows: people(440) };
    const { id } = await started(site, file);
    afterBatch(site, 1, () => importing(site, 'import.cancel', { importId: id }));
    expect((await settled(site, id)).counts).toMatchObject({ created: 149, left: 291 });
  });

  test('before the first batch leaves all as it was', async () => {
    const before = siteBefore(site);
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id });
    site.jira.log.clear();
    const view = await settled(site, id);
    expect(view.counts.left).toBe(20);
    await expectAccounted(site, view, FILE, before);
    expect(site.jira.log.all().filter(({ as }) => as === 'app')).toEqual([]);
  });

  test('by somebody else is told in the log beside the owner’s entry', async () => {
    const view = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: view.id }, 'project-admin');
    const entries = auditOf(site, view, 'import').map(({ value }) => [value.actor, value.detail['action']]);
    expect(entries.sort()).toEqual(
      [
        [`person:${view.owner}`, 'started'],
        [`person:${site.person('project-admin').accountId}`, 'cancelled'],
      ].sort(),
    );
  });

  test('what is over already is refused', async () => {
    const { id } = await started(site, { rows: people(1) });
    await settled(site, id);
    expect(await refusedWith(site, 'import.cancel', { importId: id })).toBe('import-not-now');
  });
});

describe('going on', () => {
  test('does what is left, and nothing twice', async () => {
    const before = siteBefore(site);
    const { id } = await started(site, FILE);
    afterBatch(site, 2, () => importing(site, 'import.cancel', { importId: id }));
    await settled(site, id);
    site.jira.log.clear();
    await importing(site, 'import.resume', { importId: id });
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 20 } });
    const created = site.jira.log.all().filter(({ path }) => path.includes('/rest/servicedeskapi/customer'));
    expect(created).toHaveLength(12);
  });

  test('while the last batch is still under way loses nothing', async () => {
    const before = siteBefore(site);
    const { id } = await started(site, FILE);
    afterBatch(site, 2, async () => {
      await importing(site, 'import.cancel', { importId: id });
      await importing(site, 'import.resume', { importId: id });
    });
    const view = await settled(site, id);
    await expectAccounted(site, view, FILE, before);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 20 } });
  });

  test('is refused while it runs, and once it is finished', async () => {
    const { id } = await started(site, { rows: people(1) });
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-not-now');
    await settled(site, id);
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-not-now');
  });
});

describe('trying again', () => {
  test('does what somebody mended meanwhile, and leaves the rest alone', async () => {
    const before = siteBefore(site);
    const file = mixed();
    const { id } = await started(site, file);
    expect((await settled(site, id)).counts).toMatchObject({ created: 2, failed: 2, retriable: 2 });
    giveCustomerRole();
    const again = await importing(site, 'import.retry', { importId: id });
    expect(again).toMatchObject({
      state: 'running',
      counts: { created: 2, failed: 0, left: 2, retriable: 0 },
    });
    const view = await settled(site, id);
    const rows = await expectAccounted(site, view, file, before);
    expect(view.counts).toMatchObject({ created: 2, existed: 1, failed: 1 });
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'failed']);
  });

  test('of what is left and what failed, when it was cancelled', async () => {
    const before = siteBefore(site);
    const file = { ...mixed(), sliceRows: 1 };
    const { id } = await started(site, file);
    afterBatch(site, 3, () => importing(site, 'import.cancel', { importId: id }));
    expect((await settled(site, id)).counts).toMatchObject({ created: 2, failed: 1, left: 1 });
    giveCustomerRole();
    await importing(site, 'import.retry', { importId: id });
    const view = await settled(site, id);
    await expectAccounted(site, view, file, before);
    expect(view.counts).toMatchObject({ created: 2, existed: 1, failed: 1, left: 0 });
  });

  test('is refused where nothing can be mended, and while it runs', async () => {
    const { id } = await started(site, { rows: [['nonsense', '', '']] });
    expect(await refusedWith(site, 'import.retry', { importId: id })).toBe('import-not-now');
    await settled(site, id);
    expect(await refusedWith(site, 'import.retry', { importId: id })).toBe('import-not-now');
  });
});

describe('rows', () => {
  const failedImport = async (): Promise<ImportView> => {
    const { id } = await started(site, mixed());
    return settled(site, id);
  };

  test('are erased when their owner says so, and what happened stays known', async () => {
    const { id } = await failedImport();
    expect(storedText(site)).toContain('ada@later.example');
    const view = await importing(site, 'import.erase', { importId: id });
    expect(view).toMatchObject({ erased: true, state: 'finished', counts: { created: 2, failed: 2 } });
    expect(storedText(site)).not.toContain('ada@later.example');
    expect(storedText(site)).not.toContain(site.person('no-customer-role').email);
    expect(await refusedWith(site, 'import.rows', { importId: id, slice: 0 })).toBe('import-rows-gone');
    expect(await refusedWith(site, 'import.retry', { importId: id })).toBe('import-rows-gone');
    expect(auditOf(site, view, 'import').map(({ value }) => value.detail['action'])).toEqual(['erased']);
    expect(auditOf(site, view, 'invitation')).toHaveLength(4);
  });

  test('are not erased while somebody works on them', async () => {
    const { id } = await started(site, FILE);
    expect(await refusedWith(site, 'import.erase', { importId: id })).toBe('import-not-now');
  });

  test('erased while the last batch is under way stay erased', async () => {
    const { id } = await started(site, FILE);
    afterBatch(site, 2, async () => {
      await importing(site, 'import.cancel', { importId: id });
      await importing(site, 'import.erase', { importId: id });
    });
    await settled(site, id);
    expect(storedText(site)).not.toContain('person-');
    const made = [...site.jira.state.people.values()].filter(({ email }) => email.startsWith('person-'));
    // Those of the batch that could no longer be written down are there all the same.
    expect([8, 12]).toContain(made.length);
    expect((await show(id)).erased).toBe(true);
  });

  test('that failed are there for seven days, and then no more', async () => {
    const { id } = await failedImport();
    site.jira.clock.advance(7 * DAY - HOUR);
    await site.forge.runSchedule('retry');
    expect(await rowsOf(site, await show(id))).toHaveLength(4);
    site.jira.clock.advance(HOUR);
    await site.forge.runSchedule('retry');
    expect(storedText(site)).not.toContain('ada@later.example');
    expect(await show(id)).toMatchObject({ erased: true, state: 'finished', counts: { failed: 2 } });
  });

  test('that are over their time are told nobody, even if the schedule never ran', async () => {
    const { id } = await failedImport();
    site.jira.clock.advance(7 * DAY);
    expect(await refusedWith(site, 'import.rows', { importId: id, slice: 0 })).toBe('import-rows-gone');
  });

  test('that were cancelled are gone after seven days, and cannot be gone on with', async () => {
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id });
    site.jira.clock.advance(7 * DAY);
    await site.forge.runSchedule('retry');
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-rows-gone');
    expect(storedText(site)).not.toContain('person-1@');
  });

  test('that nobody said to import are gone after a day', async () => {
    const { id } = await uploaded(site, FILE);
    site.jira.clock.advance(23 * HOUR);
    await site.forge.runSchedule('retry');
    expect(await rowsOf(site, await show(id))).toHaveLength(20);
    site.jira.clock.advance(HOUR);
    await site.forge.runSchedule('retry');
    expect(await show(id)).toMatchObject({
      state: 'stopped',
      erased: true,
      reason: { code: 'import-expired' },
    });
    expect(storedText(site)).not.toContain('person-1@');
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-not-now');
  });

  test('of an import that waits for too long are gone after seven days', async () => {
    const { id } = await started(site, FILE);
    site.jira.faults.set([{ path: 'permissions/check', status: 503, rate: 1, afterWork: false }]);
    for (let day = 0; day < 7; day += 1) {
      await site.forge.runQueues();
      site.jira.clock.advance(DAY);
      await site.forge.runSchedule('retry');
    }
    site.jira.faults.set([]);
    await site.forge.runQueues();
    expect(await show(id)).toMatchObject({
      state: 'stopped',
      erased: true,
      reason: { code: 'import-expired' },
    });
    expect(storedText(site)).not.toContain('person-1@');
    expect(site.jira.state.withEmail('person-1@acme.example')).toEqual([]);
    expect(auditOf(site, { id }, 'import').map(({ value }) => value.detail['action'])).toEqual(['stopped']);
  });
});
