import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore, auditOf } from '../fakes/accounted';
import { beginning, importing, people, refusedWith, settled, started, uploaded } from './importing';
import { ask } from './inviting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

const slicesStored = () =>
  site.forge.kvs.store.all('entity:record').filter(({ key }) => key.startsWith('slice:'));

describe('an upload', () => {
  test('of more rows than people were told of stores none of them', async () => {
    const { input, slices } = beginning({ rows: people(6), sliceRows: 2 });
    const { id } = await importing(site, 'import.begin', { ...input, people: 3 });
    await importing(site, 'import.upload', { importId: id, from: 0, slices: slices.slice(0, 1) });
    const more = { importId: id, from: 1, slices: slices.slice(1, 2) };
    expect(await refusedWith(site, 'import.upload', more)).toBe('import-too-many-rows');
    expect(slicesStored()).toHaveLength(1);
  });

  test('that storage delays never replaces rows of an import that runs', async () => {
    const before = siteBefore(site);
    const file = { rows: people(4), sliceRows: 2 };
    const { input, slices } = beginning(file);
    const { id } = await importing(site, 'import.begin', input);
    const { kvs } = site.forge;
    const answer = kvs.answer.bind(kvs);
    const late: (() => unknown)[] = [];
    kvs.answer = (path, body) => {
      const isSlice = !path.endsWith('/get') && JSON.stringify(body).includes(`slice:${id}`);
      if (!isSlice) return answer(path, body);
      late.push(() => answer(path, body));
      return Promise.resolve(Response.json({ code: 'INTERNAL_ERROR', message: '' }, { status: 500 }));
    };
    const wrong = slices.map((rows) =>
      rows.map(({ line }) => ({ line, cells: ['eve@denied.example', '', ''] })),
    );
    await ask(site, 'agent', 'import.upload', { importId: id, from: 0, slices: wrong }).catch(
      () => undefined,
    );
    kvs.answer = answer;
    await importing(site, 'import.upload', { importId: id, from: 0, slices });
    await importing(site, 'import.run', { importId: id });
    for (const write of late) await write();
    const view = await settled(site, id);
    expect(late.length).toBeGreaterThan(0);
    expect(view.counts).toMatchObject({ created: 4, failed: 0 });
    await expectAccounted(site, view, file, before);
  });
});

describe('imports of one person that are not over', () => {
  test('are never more than three, of which each that is over makes room', async () => {
    const open = [await uploaded(site, { rows: people(1) }), await started(site, { rows: people(1) })];
    open.push(await uploaded(site, { rows: people(2) }));
    const { input } = beginning({ rows: people(3) });
    expect(await refusedWith(site, 'import.begin', input)).toBe('import-too-many-open');
    // Another agent has three of their own.
    expect(await refusedWith(site, 'import.begin', input, 'project-admin')).toBeUndefined();
    await settled(site, open[1]?.id ?? ('' as never));
    expect(await refusedWith(site, 'import.begin', input)).toBeUndefined();
  });

  test('are never more than three, begun at once', async () => {
    const { input } = beginning({ rows: people(1) });
    const codes = await Promise.all(
      Array.from({ length: 8 }, () => refusedWith(site, 'import.begin', input)),
    );
    expect(codes.filter((code) => code === undefined)).toHaveLength(3);
  });
});

describe('a start', () => {
  test('that dies at any call counts the people once', async () => {
    for (let number = 1; number < 30; number += 1) {
      site = await LocalSite.create();
      site.forge.time.hurried = true;
      await site.savePolicy({ dailyPerPerson: 30 }, ['SUP']);
      const { id } = await uploaded(site, { rows: people(10) });
      site.forge.crashes.once('panel', number, 'after');
      await ask(site, 'agent', 'import.run', { importId: id }).catch(() => undefined);
      site.forge.crashes.at = () => undefined;
      const died = site.forge.crashes.count > 0;
      site.jira.clock.advance(30_000);
      await ask(site, 'agent', 'import.run', { importId: id });
      await settled(site, id);
      expect([number, (await importing(site, 'import.start')).leftToday]).toEqual([number, 20]);
      if (!died) return;
    }
    throw new Error('it never came through');
  });
});

describe('another try', () => {
  test('that dies at any call leaves no row behind without a way on', async () => {
    for (let number = 1; number < 30; number += 1) {
      site = await LocalSite.create();
      site.forge.time.hurried = true;
      const person = site.person('no-customer-role');
      const { id } = await started(site, { rows: [...people(2), [person.email, '', '']], sliceRows: 1 });
      await settled(site, id);
      site.jira.state.people.set(person.accountId, { ...person, customerRole: true });
      site.forge.crashes.once('panel', number, 'after');
      await ask(site, 'agent', 'import.retry', { importId: id }).catch(() => undefined);
      site.forge.crashes.at = () => undefined;
      const died = site.forge.crashes.count > 0;
      // No screen asks again: the import goes on by itself, or it still says that there is something to try.
      const view = await settled(site, id);
      expect([number, view.counts.left, view.counts.failed, view.counts.retriable]).toEqual(
        view.counts.existed === 1 ? [number, 0, 0, 0] : [number, 0, 1, 1],
      );
      if (!died) return;
    }
    throw new Error('it never came through');
  });

  test('two tabs that start, cancel and go on at once leave one import in one state', async () => {
    const file = { rows: people(8, ['Acme']), sliceRows: 2 };
    const before = siteBefore(site);
    const { id } = await uploaded(site, file);
    const input = { importId: id };
    const both = (name: 'import.run' | 'import.cancel' | 'import.resume') =>
      Promise.all([ask(site, 'agent', name, input), ask(site, 'agent', name, input)]);
    await Promise.all([both('import.run'), both('import.cancel'), both('import.resume')]);
    await Promise.all([site.forge.runQueues(), both('import.cancel'), both('import.resume')]);
    let view = await settled(site, id);
    if (view.state === 'cancelled') {
      await importing(site, 'import.retry', input).catch(() => importing(site, 'import.resume', input));
      view = await settled(site, id);
    }
    await expectAccounted(site, view, file, before);
    expect(view).toMatchObject({ state: 'finished', counts: { left: 0 } });
    expect(auditOf(site, view, 'import')).toHaveLength(1);
  });
});
