import type { ImportView } from '../../src/contract/import';
import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { expectAccounted, siteBefore } from '../fakes/accounted';
import { organizationNamed } from '../site/inviting';
import { changePolicy } from '../site/scripting';
import { importing, people, settled, started } from '../site/importing';
import type { TestFile } from '../site/importing';

const CONSUMER = 'import-queue';

/** New people, some who were there, and a row that is refused: in two slices. */
const FILE = {
  rows: [
    ...people(4, ['Acme', '', 'Acme; Globex']),
    ['customer@guestlist.example', '', 'Globex'],
    ['eve@denied.example', '', ''],
  ],
  sliceRows: 3,
} satisfies TestFile;

interface Setting {
  readonly profile?: string;
  readonly rules?: Parameters<typeof changePolicy>[1];
}

async function siteFor({ profile = 'default', rules = {} }: Setting): Promise<LocalSite> {
  const site = await LocalSite.create({ profile });
  site.forge.time.hurried = true;
  await changePolicy(site, rules);
  return site;
}

/** Ends the consumer at its call with this number, counted over the whole import. @returns calls made in all. */
function killAt(site: LocalSite, numbers: ReadonlyMap<number, Death>): { calls: number } {
  const seen = { calls: 0 };
  site.forge.crashes.at = ({ functionKey }) => {
    if (functionKey !== CONSUMER) return undefined;
    seen.calls += 1;
    return numbers.get(seen.calls);
  };
  return seen;
}

/** Runs an import whose consumer ends so, and holds the end against the site. */
async function survived(
  file: TestFile,
  numbers: ReadonlyMap<number, Death>,
  setting: Setting = {},
): Promise<{ readonly view: ImportView; readonly calls: number; readonly site: LocalSite }> {
  const site = await siteFor(setting);
  const before = siteBefore(site);
  const seen = killAt(site, numbers);
  const view = await settled(site, (await started(site, file)).id);
  await expectAccounted(site, view, file, before);
  return { view, calls: seen.calls, site };
}

describe('an import whose function ends in the middle', () => {
  test.each<Death>(['before', 'after'])(
    '%s the work of any of its calls is done to the end',
    async (death) => {
      const { calls } = await survived(FILE, new Map());
      expect(calls).toBeGreaterThan(20);
      for (let number = 1; number <= calls; number += 1) {
        const { view, site } = await survived(FILE, new Map([[number, death]]));
        expect(site.forge.crashes.count).toBe(1);
        expect({ number, state: view.state, failed: view.counts.failed }).toEqual({
          number,
          state: 'finished',
          failed: 1,
        });
      }
    },
  );

  test('after any call creates its organizations once all the same', async () => {
    const file = { rows: people(4, ['Wayne', 'wayne; Acme']), sliceRows: 2 };
    const setting = { rules: { createOrganizations: true } };
    const { calls } = await survived(file, new Map(), setting);
    for (let number = 1; number <= calls; number += 1) {
      const { view } = await survived(file, new Map([[number, 'after']]), setting);
      expect({ number, counts: view.counts }).toMatchObject({
        number,
        counts: { failed: 0, attention: 0 },
      });
    }
  });

  test('does not take the organization of somebody else for its own', async () => {
    const site = await siteFor({ rules: { createOrganizations: true } });
    site.jira.state.addOrganization('Wayne', { createdAt: site.jira.clock.now() - 60_000 });
    killAt(site, new Map([[6, 'after']]));
    const view = await settled(site, (await started(site, { rows: people(2, ['Wayne']) })).id);
    expect(site.forge.crashes.count).toBe(1);
    expect(view.counts).toMatchObject({ created: 0, failed: 2 });
    expect(organizationNamed(site, 'Wayne').members.size).toBe(0);
  });

  test('after any call asks for no more than one e-mail a person', async () => {
    const file = { rows: people(3, ['Acme', '']), sliceRows: 2, notify: true };
    const { calls } = await survived(file, new Map());
    for (let number = 1; number <= calls; number += 1) {
      const { view, site } = await survived(file, new Map([[number, 'after']]));
      expect({ number, failed: view.counts.failed }).toEqual({ number, failed: 0 });
      const mailed = site.jira.state.mailsSent.map(({ to }) => site.person(to).email);
      expect(mailed.sort()).toEqual([
        'person-1@acme.example',
        'person-2@acme.example',
        'person-3@acme.example',
      ]);
    }
  });

  test('before any call, on a site that finds new people late, is done', async () => {
    const file = { rows: people(4, ['Acme', '']), sliceRows: 2 };
    const setting = { profile: 'slow-index' };
    const { calls } = await survived(file, new Map(), setting);
    for (let number = 1; number <= calls; number += 1) {
      const { view } = await survived(file, new Map([[number, 'before']]), setting);
      expect({ number, ...view.counts }).toMatchObject({ number, failed: 0, attention: 0 });
    }
  });

  test('after any call of another try does that try to the end', async () => {
    const { calls } = await triedAgain(new Map());
    expect(calls).toBeGreaterThan(8);
    for (let number = 1; number <= calls; number += 1) {
      const { view } = await triedAgain(new Map([[number, 'after']]));
      expect({ number, ...view.counts }).toMatchObject({
        number,
        created: 2,
        existed: 1,
        failed: 1,
        left: 0,
      });
    }
  });

  test('in the middle of a slice of several batches keeps what was written down', async () => {
    const file = { rows: people(320, ['Acme', '']) };
    const { calls } = await survived(file, new Map());
    for (const share of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      const { view, site } = await survived(file, new Map([[Math.round(calls * share), 'after']]));
      expect(view.counts).toMatchObject({ failed: 0, attention: 0 });
      const creates = site.jira.log
        .all()
        .filter(({ path }) => path.startsWith('/rest/servicedeskapi/customer'));
      // One batch at most is done again.
      expect(creates.length).toBeLessThanOrEqual(320 + 149);
    }
  });

  test('again and again is done in the end', async () => {
    const file = { ...FILE, sliceRows: 1 };
    const often = new Map(
      Array.from({ length: 7 }, (_, count): [number, Death] => [5 + count * 20, 'after']),
    );
    const { view, site } = await survived(file, often);
    expect(site.forge.crashes.count).toBeGreaterThan(3);
    expect(view).toMatchObject({ state: 'finished', counts: { failed: 1, left: 0 } });
  });
});

/** The same, where the consumer ends while it tries again what was mended. */
async function triedAgain(
  numbers: ReadonlyMap<number, Death>,
): Promise<{ readonly view: ImportView; readonly calls: number }> {
  const site = await siteFor({});
  const before = siteBefore(site);
  const person = site.person('no-customer-role');
  const file = {
    rows: [...people(2), [person.email, '', ''], ['ada@acme.example', '', 'Nowhere']],
    sliceRows: 2,
  };
  const { id } = await started(site, file);
  await settled(site, id);
  site.jira.state.people.set(person.accountId, { ...person, customerRole: true });
  const seen = killAt(site, numbers);
  await importing(site, 'import.retry', { importId: id });
  const view = await settled(site, id);
  await expectAccounted(site, view, file, before);
  return { view, calls: seen.calls };
}
