import type { SiteImport } from '../../src/contract/site-imports';
import { LocalSite } from '../../local/server/local-site';
import { auditOf } from '../fakes/accounted';
import { importing, people, refusedWith, settled, started } from './importing';
import { ask } from './inviting';
import { changePolicy } from './scripting';

const FILE = { rows: people(6), sliceRows: 2 };

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

async function siteImports(): Promise<readonly SiteImport[]> {
  const page = await ask(site, 'jira-admin', 'imports.list');
  if (!page.ok) throw new Error(page.error.code);
  return page.data.imports;
}

async function code(who: string, name: 'imports.cancel' | 'imports.resume' | 'imports.list', input: object) {
  const reply = await ask(site, who, name, input);
  return reply.ok ? undefined : reply.error.code;
}

describe('a Jira admin', () => {
  test('sees every import of the site, of every space, with no row and no fingerprint', async () => {
    await site.savePolicy({}, ['SUP', 'PAR']);
    const own = await started(site, FILE);
    const reply = await ask(
      site,
      'other-agent',
      'import.begin',
      {
        fileName: 'par.csv',
        fingerprint: 'f'.repeat(64),
        header: ['email'],
        columns: ['email'],
        organizations: [],
        notify: false,
        people: 1,
        slices: 1,
      },
      'PAR',
    );
    expect(reply.ok).toBe(true);
    const seen = await siteImports();
    expect(seen.map(({ projectKey, state, fileName }) => [projectKey, state, fileName]).sort()).toEqual([
      ['PAR', 'uploading', 'par.csv'],
      ['SUP', 'running', 'customers.csv'],
    ]);
    expect(seen.find(({ id }) => id === own.id)).toMatchObject({
      owner: own.owner,
      people: 6,
      counts: { left: 6 },
    });
    expect(JSON.stringify(seen)).not.toMatch(/fingerprint|person-1/);
  });

  test('sees them a page at a time, each once', async () => {
    const view = await started(site, { rows: people(1) });
    const { store } = site.forge.kvs;
    const row = store.get('entity:record', `import:${view.id}`)?.value as { value: object };
    for (let number = 0; number < 50; number += 1) {
      const id = `${view.id.slice(0, -2)}${String(number).padStart(2, '0')}`;
      store.set('entity:record', `import:${id}`, { ...row, sort: id, value: { ...row.value, id } }, 1e9);
    }
    const ids: string[] = [];
    let before: string | undefined;
    do {
      const page = await ask(site, 'jira-admin', 'imports.list', { ...(before && { before }) });
      if (!page.ok) throw new Error(page.error.code);
      ids.push(...page.data.imports.map(({ id }) => id));
      ({ before } = page.data);
    } while (before !== undefined);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(50);
  });

  test('stops any of them, in a space that is off, too', async () => {
    const { id } = await started(site, FILE);
    await site.savePolicy({}, []);
    expect(await code('jira-admin', 'imports.cancel', { importId: id })).toBeUndefined();
    const before = site.jira.state.people.size;
    await site.savePolicy({}, ['SUP']);
    expect(await settled(site, id)).toMatchObject({ state: 'cancelled', held: true, counts: { left: 6 } });
    expect(site.jira.state.people.size).toBe(before);
  });
});

describe('what somebody else cancelled', () => {
  test.each(['import.resume', 'import.retry'] as const)('its owner cannot go on with (%s)', async (name) => {
    const { id } = await started(site, FILE);
    await code('jira-admin', 'imports.cancel', { importId: id });
    expect(await refusedWith(site, name, { importId: id })).toBe('import-held');
    expect((await importing(site, 'import.show', { importId: id })).reason?.code).toBe('import-held');
  });

  test('its owner cannot go on with after cancelling it first', async () => {
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id });
    expect(await code('jira-admin', 'imports.cancel', { importId: id })).toBeUndefined();
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-held');
  });

  test('is told as cancelled by the entry of its owner, too, where it was stopped before', async () => {
    const { id } = await started(site, FILE);
    await changePolicy(site, { importMax: 5 });
    expect(await settled(site, id)).toMatchObject({ state: 'stopped' });
    await code('jira-admin', 'imports.cancel', { importId: id });
    for (let round = 0; round < 4; round += 1) {
      site.jira.clock.advance(5 * 60_000);
      await site.forge.runSchedule('retry');
      await site.forge.runQueues();
    }
    const view = await importing(site, 'import.show', { importId: id });
    const [own] = auditOf(site, view, 'import').filter(({ key }) => key === `import:${id}`);
    expect(own?.value.detail['action']).toBe('cancelled');
    const row = site.forge.kvs.store.get('entity:record', `import:${id}`)?.value as { value: object };
    expect(row.value).not.toHaveProperty('untold');
  });

  test('nobody but whoever did lets go on, or a Jira admin', async () => {
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id }, 'project-admin');
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-held');
    expect(await importing(site, 'import.resume', { importId: id }, 'project-admin')).toMatchObject({
      state: 'running',
      mine: false,
    });
    await importing(site, 'import.cancel', { importId: id }, 'project-admin');
    expect(await code('agent', 'imports.resume', { importId: id })).toBe('not-a-jira-admin');
    expect(await code('jira-admin', 'imports.resume', { importId: id })).toBeUndefined();
    const view = await settled(site, id);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 6 } });
    const actors = auditOf(site, view, 'import').map(({ value }) => value.actor);
    expect(new Set(actors)).toEqual(
      new Set(['agent', 'project-admin', 'jira-admin'].map((who) => `person:${site.person(who).accountId}`)),
    );
  });

  test('is let go on under the policy of now only', async () => {
    const { id } = await started(site, FILE);
    await code('jira-admin', 'imports.cancel', { importId: id });
    await changePolicy(site, { importMax: 5 });
    expect(await code('jira-admin', 'imports.resume', { importId: id })).toBe('import-too-large');
    await site.savePolicy({}, []);
    expect(await code('jira-admin', 'imports.resume', { importId: id })).toBe('project-not-enabled');
  });

  test('what the owner cancelled is not a Jira admin’s to go on with', async () => {
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id });
    expect(await code('jira-admin', 'imports.resume', { importId: id })).toBe('import-not-yours');
  });

  test('stays so when the account of whoever did it is erased', async () => {
    const { id } = await started(site, FILE);
    await importing(site, 'import.cancel', { importId: id }, 'project-admin');
    const { accountId } = site.person('project-admin');
    const WEEK = 7 * 24 * 3_600_000;
    site.forge.personalData.mark(accountId, 'closed');
    site.jira.clock.advance(WEEK - (site.jira.clock.now() % WEEK));
    await site.forge.runSchedule('privacy');
    expect(JSON.stringify(site.forge.kvs.store.all('entity:record'))).not.toContain(accountId);
    expect(await refusedWith(site, 'import.resume', { importId: id })).toBe('import-held');
  });
});
