import type { ImportView } from '../../src/contract/import';
import { LocalSite } from '../../local/server/local-site';
import type { Person } from '../../local/jira/state';
import { expectAccounted, siteBefore } from '../fakes/accounted';
import { afterBatch, importing, people, settled, started } from './importing';
import { changePolicy, told } from './scripting';

const BATCH = 149;
/** One slice of three batches. */
const FILE = { rows: people(447) };

let site: LocalSite;
beforeEach(async () => {
  site = await LocalSite.create();
  site.forge.time.hurried = true;
});
afterEach(() => expect(site.jira.log.unmodelled()).toEqual([]));

function change(who: string, rights: Partial<Person>): void {
  const person = site.person(who);
  site.jira.state.people.set(person.accountId, { ...person, ...rights });
}

/** People whom an import made although something was withdrawn after its first batch. */
async function madeAfter(withdraw: () => unknown): Promise<number> {
  const { people: known } = site.jira.state;
  const before = known.size;
  await started(site, FILE);
  let since = 0;
  afterBatch(site, 1, async () => {
    await withdraw();
    since = known.size;
  });
  await site.forge.runQueues();
  expect(since - before).toBe(BATCH);
  return known.size - since;
}

const lend = () => told(site, 'jira-admin', 'authority.consent');

test('nobody is made after a delegate withdrew, in the middle of a slice', async () => {
  const app = [...site.jira.state.people.values()].find(({ accountType }) => accountType === 'app');
  change(app?.accountId ?? '', { jiraAdmin: false });
  await lend();
  expect(await madeAfter(() => told(site, 'jira-admin', 'authority.withdraw'))).toBe(0);
});

test('nobody is made after a delegate lost their admin right', async () => {
  await lend();
  expect(await madeAfter(() => change('jira-admin', { jiraAdmin: false }))).toBe(0);
});

test('nobody is made after the space was switched off', async () => {
  expect(await madeAfter(() => site.savePolicy({}, []))).toBe(0);
});

test('nobody is made after their domain was denied', async () => {
  expect(await madeAfter(() => changePolicy(site, { deniedDomains: ['acme.example'] }))).toBe(0);
});

test('nobody is made after their owner lost the permission', async () => {
  expect(await madeAfter(() => change('agent', { agentOf: [] }))).toBe(0);
});

test('nobody is made after somebody cancelled', async () => {
  expect(
    await madeAfter(async () => {
      const [view] = await importing(site, 'import.list');
      await importing(site, 'import.cancel', { importId: view?.id }, 'project-admin');
    }),
  ).toBe(0);
});

test.each([
  ['importMax', 446, 'stopped', 'import-too-large'],
  ['dailyPerPerson', 200, 'paused', 'quota-person'],
  ['dailyPerProject', 200, 'paused', 'quota-project'],
] as const)('nobody is made after %s was lowered below it', async (rule, max, state, code) => {
  await changePolicy(site, { dailyPerPerson: 500, dailyPerProject: 500 });
  expect(await madeAfter(() => changePolicy(site, { [rule]: max }))).toBe(0);
  expect((await importing(site, 'import.list'))[0]).toMatchObject({ state, reason: { code } });
});

describe('on the day a row runs', () => {
  const DAY = 24 * 3_600_000;
  const few = (count: number, at: string) =>
    people(count).map(([email = '', ...rest]) => [email.replace('@', `-${at}@`), ...rest]);
  const made = () => site.jira.state.people.size;

  /** An import that was started and cancelled at once. */
  async function putAside(at: string): Promise<ImportView> {
    const { id } = await started(site, { rows: few(10, at) });
    return importing(site, 'import.cancel', { importId: id });
  }

  test('no more are made than the quota of that day, whenever they were started', async () => {
    await changePolicy(site, { dailyPerPerson: 10 });
    const aside: ImportView[] = [];
    for (const at of ['a', 'b', 'c']) {
      aside.push(await putAside(at));
      site.jira.clock.advance(DAY);
    }
    const before = made();
    for (const { id } of aside)
      await importing(site, 'import.resume', { importId: id }).catch(() => undefined);
    await site.forge.runQueues();
    expect(made() - before).toBe(10);
    const [view] = await importing(site, 'import.list');
    expect(view).toMatchObject({ counts: { left: 10 } });
    // The day after, ten more go on by themselves.
    site.jira.clock.advance(DAY);
    await site.forge.runSchedule('retry');
    await site.forge.runQueues();
    expect(made() - before).toBe(20);
  });

  test('a quota in the middle of a batch lets in as many as are left, and the rest on other days', async () => {
    const before = siteBefore(site);
    await changePolicy(site, { dailyPerPerson: 20 });
    const file = { rows: people(20, ['Acme']) };
    const { id } = await started(site, file);
    await importing(site, 'import.cancel', { importId: id });
    site.jira.clock.advance(DAY);
    await changePolicy(site, { dailyPerPerson: 7 });
    await importing(site, 'import.resume', { importId: id });
    await site.forge.runQueues();
    expect(await importing(site, 'import.show', { importId: id })).toMatchObject({
      state: 'paused',
      reason: { code: 'quota-person', params: { max: 7, left: 0 } },
      counts: { created: 7, left: 13 },
    });
    const view = await settled(site, id, 1200);
    expect(view).toMatchObject({ state: 'finished', counts: { created: 20 } });
    await expectAccounted(site, view, file, before);
  });

  test('what was counted at the start is not counted again', async () => {
    await changePolicy(site, { dailyPerPerson: 20 });
    const { id } = await started(site, { rows: people(12), sliceRows: 3 });
    afterBatch(site, 1, async () => {
      await importing(site, 'import.cancel', { importId: id });
      await importing(site, 'import.resume', { importId: id });
    });
    await settled(site, id);
    expect((await importing(site, 'import.start')).leftToday).toBe(8);
  });

  test('importMax and the typed number hold when somebody goes on, or tries again', async () => {
    const { id } = await putAside('a');
    const code = async (name: 'import.resume' | 'import.retry', confirmed?: number) => {
      const input = { importId: id, ...(confirmed !== undefined && { confirmed }) };
      return importing(site, name, input).then(
        () => undefined,
        (error: unknown) => String(error).split(': ').at(-1),
      );
    };
    await changePolicy(site, { importMax: 9 });
    expect([await code('import.resume'), await code('import.retry')]).toEqual([
      'import-too-large',
      'import-too-large',
    ]);
    await changePolicy(site, { importMax: 10, importConfirmFrom: 10 });
    expect([await code('import.resume'), await code('import.resume', 9), await code('import.retry')]).toEqual(
      ['import-not-confirmed', 'import-not-confirmed', 'import-not-confirmed'],
    );
    expect(await code('import.resume', 10)).toBeUndefined();
  });
});
