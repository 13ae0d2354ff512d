import type { Functions } from '../../src/contract/procedures';
import { LocalSite } from '../../local/server/local-site';
import { beginning, importing, people, refusedWith, settled, started, uploaded } from './importing';
import { ask } from './inviting';
import { changePolicy } from './scripting';

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

type Name = Extract<keyof Functions, `import.${string}`>;
const uploadOf = (importId: string) => ({
  importId,
  from: 0,
  slices: [[{ line: 2, cells: ['a@b.example'] }]],
});

/** What each function of one import is asked with. */
const ASKED: readonly (readonly [Name, (importId: string) => unknown])[] = [
  ['import.upload', uploadOf],
  ['import.run', (importId) => ({ importId })],
  ['import.resume', (importId) => ({ importId })],
  ['import.retry', (importId) => ({ importId })],
  ['import.layout', (importId) => ({ importId })],
  ['import.rows', (importId) => ({ importId, slice: 0 })],
  ['import.erase', (importId) => ({ importId })],
  ['import.show', (importId) => ({ importId })],
  ['import.cancel', (importId) => ({ importId })],
];
const OPEN_TO_ALL: readonly Name[] = ['import.show', 'import.cancel'];

describe('an import of somebody else', () => {
  test.each(ASKED.filter(([name]) => !OPEN_TO_ALL.includes(name)))('is not for %s', async (name, input) => {
    const { id } = await started(site, { rows: people(2) });
    expect(await refusedWith(site, name, input(id), 'project-admin')).toBe('import-not-yours');
  });

  test('can be seen and cancelled by anybody who may invite in the project', async () => {
    const { id } = await started(site, { rows: people(2) });
    const input = { importId: id };
    expect((await importing(site, 'import.show', input, 'project-admin')).mine).toBe(false);
    expect((await importing(site, 'import.cancel', input, 'project-admin')).state).toBe('cancelled');
  });

  test.each(ASKED)('in another project, or that nobody knows, is unknown to %s', async (name, input) => {
    await site.savePolicy({}, ['SUP', 'PAR']);
    const { id } = await started(site, { rows: people(2) });
    const nobodys = `10001.${'0'.repeat(9)}${'f'.repeat(12)}`;
    expect(await refusedWith(site, name, input(id), 'other-agent', 'PAR')).toBe('import-unknown');
    expect(await refusedWith(site, name, input(nobodys))).toBe('import-unknown');
    expect((await importing(site, 'import.show', { importId: id })).state).toBe('running');
  });
});

describe('the number of people', () => {
  test('is at most what the policy says, when it is begun', async () => {
    await changePolicy(site, { importMax: 3 });
    expect(await refusedWith(site, 'import.begin', beginning({ rows: people(4) }).input)).toBe(
      'import-too-large',
    );
    expect((await uploaded(site, { rows: people(3) })).received).toBe(1);
  });

  test('is at most what the policy says by the time it is run', async () => {
    const { id } = await uploaded(site, { rows: people(4) });
    await changePolicy(site, { importMax: 3 });
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-too-large');
  });

  test('has to be typed from the policy’s limit on', async () => {
    await changePolicy(site, { importConfirmFrom: 3 });
    const small = await uploaded(site, { rows: people(2) });
    const { id } = await uploaded(site, { rows: people(3) });
    expect(await refusedWith(site, 'import.run', { importId: small.id })).toBeUndefined();
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-not-confirmed');
    expect(await refusedWith(site, 'import.run', { importId: id, confirmed: 2 })).toBe(
      'import-not-confirmed',
    );
    expect(await refusedWith(site, 'import.run', { importId: id, confirmed: 3 })).toBeUndefined();
  });

  test('has to be the number of rows that were sent', async () => {
    const { input, slices } = beginning({ rows: people(3) });
    const { id } = await importing(site, 'import.begin', { ...input, people: 4 });
    await importing(site, 'import.upload', { importId: id, from: 0, slices });
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-incomplete');
  });
});

describe('slices', () => {
  test('have all to be there before anything is run', async () => {
    const { input, slices } = beginning({ rows: people(4), sliceRows: 2 });
    const { id } = await importing(site, 'import.begin', input);
    await importing(site, 'import.upload', { importId: id, from: 0, slices: slices.slice(0, 1) });
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-incomplete');
  });

  test('sent again are taken once, as they were', async () => {
    const { input, slices } = beginning({ rows: people(6), sliceRows: 2 });
    const { id } = await importing(site, 'import.begin', input);
    const send = (from: number, to: number) =>
      importing(site, 'import.upload', { importId: id, from, slices: slices.slice(from, to) });
    await send(0, 2);
    expect((await send(0, 2)).received).toBe(2);
    expect((await send(1, 3)).received).toBe(3);
    await importing(site, 'import.run', { importId: id });
    expect((await settled(site, id)).counts).toMatchObject({ created: 6, failed: 0 });
  });

  test('sent twice at the same time are taken once', async () => {
    const { input, slices } = beginning({ rows: people(4), sliceRows: 2 });
    const { id } = await importing(site, 'import.begin', input);
    const sent = { importId: id, from: 0, slices };
    await Promise.all([ask(site, 'agent', 'import.upload', sent), ask(site, 'agent', 'import.upload', sent)]);
    expect((await importing(site, 'import.show', { importId: id })).counts.left).toBe(4);
  });

  test('have to come in their order, and no more than were told of', async () => {
    const { input, slices } = beginning({ rows: people(6), sliceRows: 2 });
    const { id } = await importing(site, 'import.begin', { ...input, slices: 2 });
    const early = { importId: id, from: 1, slices: slices.slice(1, 2) };
    expect(await refusedWith(site, 'import.upload', early)).toBe('import-not-now');
    expect(await refusedWith(site, 'import.upload', { importId: id, from: 0, slices })).toBe(
      'import-not-now',
    );
  });

  test('come too late once the import was run', async () => {
    const { id } = await started(site, { rows: people(2) });
    expect(await refusedWith(site, 'import.upload', uploadOf(id))).toBe('import-not-now');
  });

  test('that are too large to be stored are refused', async () => {
    const long = 'x'.repeat(1500);
    const rows = people(100).map(([email = '']) => [email, long, '']);
    const { input, slices } = beginning({ rows });
    const { id } = await importing(site, 'import.begin', input);
    const code = await refusedWith(site, 'import.upload', { importId: id, from: 0, slices });
    expect(code).toBe('import-slice-too-large');
    expect((await importing(site, 'import.show', { importId: id })).received).toBe(0);
  });
});

describe('the quota of a day', () => {
  const leftToday = async (): Promise<number | null> => (await importing(site, 'import.start')).leftToday;

  test('is taken once, when the import is run', async () => {
    await changePolicy(site, { dailyPerPerson: 10 });
    const { id } = await uploaded(site, { rows: people(6) });
    expect(await leftToday()).toBe(10);
    await importing(site, 'import.run', { importId: id });
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe('import-not-now');
    expect(await leftToday()).toBe(4);
    await settled(site, id);
    expect(await leftToday()).toBe(4);
  });

  test.each([
    ['dailyPerPerson', 'quota-person'],
    ['dailyPerProject', 'quota-project'],
  ])('that is too short for all (%s) lets nobody in', async (rule, code) => {
    await changePolicy(site, { [rule]: 5 });
    const { id } = await uploaded(site, { rows: people(6) });
    expect(await refusedWith(site, 'import.run', { importId: id })).toBe(code);
    expect(await leftToday()).toBe(5);
    site.jira.log.clear();
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    expect(site.jira.log.all()).toEqual([]);
  });

  test('is not taken again by going on', async () => {
    await changePolicy(site, { dailyPerPerson: 10 });
    const { id } = await started(site, { rows: people(6) });
    await importing(site, 'import.cancel', { importId: id });
    await importing(site, 'import.resume', { importId: id });
    expect((await settled(site, id)).counts.created).toBe(6);
    expect(await leftToday()).toBe(4);
  });

  test('is taken once where somebody says twice at the same time to run it', async () => {
    await changePolicy(site, { dailyPerPerson: 20 });
    const { id } = await uploaded(site, { rows: people(6) });
    const run = () => refusedWith(site, 'import.run', { importId: id });
    expect((await Promise.all([run(), run()])).sort()).toEqual(['import-not-now', undefined]);
    expect(await leftToday()).toBe(14);
  });
});

test('a project that is not enabled has no imports', async () => {
  const { input } = beginning({ rows: people(1) });
  expect(await refusedWith(site, 'import.begin', input, 'other-agent', 'PAR')).toBe('project-not-enabled');
});
