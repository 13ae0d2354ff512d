import type { ImportView } from '../../src/contract/import';
import type { Functions } from '../../src/contract/procedures';
import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore, storedText } from '../fakes/accounted';
import { afterBatch, beginning, importing, people, settled, started, uploaded } from '../site/importing';
import { ask } from '../site/inviting';

const FILE = { rows: people(8, ['Acme', '']), sliceRows: 2 };
const SCREENS = 'panel';
const SCHEDULE = 'schedule';
/** More than any of these functions asks for. */
const CALLS_MAX = 30;

async function siteFor(): Promise<LocalSite> {
  const site = await LocalSite.create();
  site.forge.time.hurried = true;
  return site;
}

type Steering = Extract<keyof Functions, `import.${string}`>;

/** Asks twice: the first time the function ends at its call with this number. @returns whether it got that far. */
async function askedAgain(
  site: LocalSite,
  name: Steering,
  input: unknown,
  number: number,
  death: Death,
): Promise<boolean> {
  site.forge.crashes.once(SCREENS, number, death);
  await ask(site, 'agent', name, input).catch(() => undefined);
  site.forge.crashes.at = () => undefined;
  if (site.forge.crashes.count === 0) return false;
  // Forge ends a function of a screen within 25 s, so the screen has not asked again before.
  site.jira.clock.advance(30_000);
  await ask(site, 'agent', name, input);
  return true;
}

/** Tries every call at which a function can end. */
async function atEachCall(attempt: (number: number) => Promise<boolean>): Promise<void> {
  let number = 1;
  while (await attempt(number)) number += 1;
  // It was ended at some, and ends by itself in the end.
  expect(number).toBeGreaterThan(3);
  expect(number).toBeLessThan(CALLS_MAX);
}

const DEATHS: readonly Death[] = ['before', 'after'];

describe('a function of the screen that ends in the middle, and is asked again,', () => {
  test.each(DEATHS)('sends rows once (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const before = siteBefore(site);
      const { input, slices } = beginning({ ...FILE, sliceRows: 4 });
      const { id } = await importing(site, 'import.begin', input);
      const died = await askedAgain(site, 'import.upload', { importId: id, from: 0, slices }, number, death);
      await importing(site, 'import.run', { importId: id });
      const view = await settled(site, id);
      await expectAccounted(site, view, FILE, before);
      expect(view.counts.created).toBe(8);
      return died;
    });
  });

  test.each(DEATHS)('runs an import once (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const before = siteBefore(site);
      const { id } = await uploaded(site, FILE);
      const died = await askedAgain(site, 'import.run', { importId: id }, number, death);
      const view = await settled(site, id);
      await expectAccounted(site, view, FILE, before);
      expect(view).toMatchObject({ state: 'finished', counts: { created: 8, existed: 0 } });
      return died;
    });
  });

  test.each(DEATHS)('cancels an import that waits, and that is in the log (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const before = siteBefore(site);
      const { id } = await started(site, FILE);
      const died = await askedAgain(site, 'import.cancel', { importId: id }, number, death);
      const view = await settled(site, id);
      await expectAccounted(site, view, FILE, before);
      expect(view).toMatchObject({ state: 'cancelled', counts: { left: 8 } });
      return died;
    });
  });

  test.each(DEATHS)('goes on with what was cancelled (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const before = siteBefore(site);
      const { id } = await started(site, FILE);
      afterBatch(site, 1, () => importing(site, 'import.cancel', { importId: id }));
      await settled(site, id);
      const died = await askedAgain(site, 'import.resume', { importId: id }, number, death);
      const view = await settled(site, id);
      await expectAccounted(site, view, FILE, before);
      expect(view).toMatchObject({ state: 'finished', counts: { created: 8, existed: 0 } });
      return died;
    });
  });

  test.each(DEATHS)('tries again what was mended (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const before = siteBefore(site);
      const person = site.person('no-customer-role');
      const file = { rows: [...people(2), [person.email, '', '']], sliceRows: 1 };
      const { id } = await started(site, file);
      await settled(site, id);
      site.jira.state.people.set(person.accountId, { ...person, customerRole: true });
      const died = await askedAgain(site, 'import.retry', { importId: id }, number, death);
      const view = await settled(site, id);
      await expectAccounted(site, view, file, before);
      expect(view).toMatchObject({ state: 'finished', counts: { created: 2, existed: 1, failed: 0 } });
      return died;
    });
  });

  test.each(DEATHS)('erases every row (%s)', async (death) => {
    await atEachCall(async (number) => {
      const site = await siteFor();
      const { id } = await started(site, FILE);
      await importing(site, 'import.cancel', { importId: id });
      const died = await askedAgain(site, 'import.erase', { importId: id }, number, death);
      expect(storedText(site)).not.toContain('person-');
      expect((await importing(site, 'import.show', { importId: id })).erased).toBe(true);
      return died;
    });
  });
});

test.each(DEATHS)('a schedule that ends %s any call is made up for by the next', async (death) => {
  await atEachCall(async (number) => {
    const site = await siteFor();
    const before = siteBefore(site);
    const views: ImportView[] = [];
    const { queues } = site.forge;
    const publish = queues.publish.bind(queues);
    queues.publish = () => new Response(null, { status: 500 });
    for (const rows of [FILE.rows.slice(0, 4), FILE.rows.slice(4)]) views.push(await started(site, { rows }));
    queues.publish = publish;
    site.forge.crashes.once(SCHEDULE, number, death);
    await site.forge.runSchedule('retry').catch(() => undefined);
    const died = site.forge.crashes.count > 0;
    const [one, other] = views;
    for (const view of [one, other]) {
      expect((await settled(site, view?.id as never)).counts.created).toBe(4);
    }
    expect(site.jira.state.people.size).toBe(before.people.size + 8);
    return died;
  });
});
