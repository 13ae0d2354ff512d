import { LocalSite } from '../../local/server/local-site';
import { beginning, importing, people, refusedWith, settled, uploaded } from './importing';
import { recordsOf, rewrite } from './stored-imports';
import { ask } from './inviting';

const DAY = 24 * 3_600_000;

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

describe('the schedule', () => {
  test('is not stopped by one record that nobody can read', async () => {
    await site.savePolicy({}, ['SUP', 'PAR']);
    const damaged = await uploaded(site, { rows: people(2) });
    const other = await uploaded(site, { rows: people(2) });
    rewrite(site, damaged.id, () => ({ nonsense: true }));
    site.jira.clock.advance(DAY);
    await site.forge.runSchedule('retry');
    expect((await importing(site, 'import.show', { importId: other.id })).erased).toBe(true);
    expect((await importing(site, 'import.list')).map(({ id }) => id)).toEqual([other.id]);
    expect(site.forge.logs.map(({ text }) => text).join()).toContain('imports-damaged');
  });

  test('is not stopped by one import that storage refuses to change', async () => {
    const [first, second] = [
      await uploaded(site, { rows: people(2) }),
      await uploaded(site, { rows: people(2) }),
    ];
    const { kvs } = site.forge;
    const answer = kvs.answer.bind(kvs);
    const refused = [first.id, second.id].sort().at(-1) ?? first.id;
    kvs.answer = (path, body) =>
      path.endsWith('/transaction') && JSON.stringify(body).includes(refused)
        ? Promise.resolve(Response.json({ code: 'MAX_SIZE', message: '' }, { status: 400 }))
        : answer(path, body);
    site.jira.clock.advance(DAY);
    await site.forge.runSchedule('retry');
    const views = await importing(site, 'import.list');
    expect(views.map(({ id, erased }) => [id === refused, erased]).sort()).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  test('reads no more than a megabyte in one answer, however many imports there are', async () => {
    const largest = { bytes: 0 };
    const view = await uploaded(site, { rows: people(2) });
    const [row] = recordsOf(site, 'import');
    const { store } = site.forge.kvs;
    const slices = Array.from(
      { length: 700 },
      () => (row?.value.value['slices'] as object[] | undefined)?.[0],
    );
    for (let number = 0; number < 40; number += 1) {
      const id = `${view.id.slice(0, -2)}${String(number).padStart(2, '0')}`;
      const value = { ...row?.value, sort: id, value: { ...row?.value.value, id, slices } };
      store.set('entity:record', `import:${id}`, value, 30 * DAY);
    }
    const { kvs } = site.forge;
    const answer = kvs.answer.bind(kvs);
    kvs.answer = async (path, body) => {
      const answered = await answer(path, body);
      largest.bytes = Math.max(largest.bytes, (await answered.clone().text()).length);
      return answered;
    };
    await site.forge.runSchedule('retry');
    expect(largest.bytes).toBeGreaterThan(100_000);
    expect(largest.bytes).toBeLessThan(1_000_000);
    const page = await ask(site, 'jira-admin', 'imports.list');
    expect(page.ok && page.data.imports).toHaveLength(40);
  });
});

describe('an import that was erased', () => {
  test.each(['agent', 'project-admin'])('keeps no name of its file, nor of its columns (%s)', async (who) => {
    const { input, slices } = beginning({ rows: people(2) });
    const named = {
      ...input,
      fileName: 'Leavers of Wayne.csv',
      header: ['bruce@wayne.example', 'Bruce', 'Wayne'],
    };
    const { id } = await importing(site, 'import.begin', named);
    await importing(site, 'import.upload', { importId: id, from: 0, slices });
    await importing(site, 'import.run', { importId: id });
    await settled(site, id);
    await importing(site, 'import.erase', { importId: id });
    expect((await importing(site, 'import.show', { importId: id }, who)).fileName).toBe('');
    expect(JSON.stringify([recordsOf(site, 'import'), recordsOf(site, 'import-plan')])).not.toMatch(/wayne/i);
    expect(await refusedWith(site, 'import.layout', { importId: id })).toBe('import-rows-gone');
  });
});
