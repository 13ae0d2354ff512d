import { LocalSite } from '../../local/server/local-site';
import { settled, started } from './importing';
import { organizationNamed } from './inviting';
import { cameAnotherWay, look, lookTomorrow, ruleOf, rulesFor, support } from './upkeeping';

const PEOPLE = 3_000;
/** Of those, who came through an import: what the app has to compare. */
const IMPORTED = 300;
/** Points of one run: a quarter of what Jira gives an app in an hour, for all sites. */
const RUN_MAX = 65_000 / 4;
/** A page of the desk's list holds 50; all else that a day looks at takes no more than this. */
const BEYOND_LIST_MAX = 50;

test('a day on which nothing changed takes the calls of the list and 50, spread over runs, and each day the same', async () => {
  const site = await LocalSite.create({ profile: 'rate-limited' });
  site.forge.time.hurried = true;
  await rulesFor(site, { 'globex.example': 'Globex' });
  const begun = await started(site, {
    columns: ['email', 'organizations'],
    rows: Array.from({ length: IMPORTED }, (_, index) => [`guest${index}@acme.example`, 'Acme']),
  });
  expect((await settled(site, begun.id)).counts.created).toBe(IMPORTED);
  const { members } = organizationNamed(site, 'Globex');
  for (let index = 0; index < PEOPLE - IMPORTED; index += 1) {
    members.add(cameAnotherWay(site, `guest${index}@globex.example`).accountId);
  }
  // The first days learn who is in the organization; in it are more than one day reads.
  await look(site);
  for (let day = 0; (await ruleOf(site, 'globex.example')).waiting > 0; day += 1) {
    expect(day).toBeLessThan(6);
    await lookTomorrow(site);
  }

  const days = [await costOf(site), await costOf(site)];
  for (const { calls, most } of days) {
    expect(calls).toBeLessThanOrEqual(PEOPLE / 50 + BEYOND_LIST_MAX);
    expect(most).toBeLessThanOrEqual(RUN_MAX);
  }
  expect(new Set(days.map(({ calls }) => calls)).size).toBe(1);
  // This site counts: a sixth call for a desk's list in one second would be refused.
  expect(days.map(({ refused }) => refused)).toEqual([0, 0]);
  expect((await support(site)).found).toMatchObject({ listed: PEOPLE + 1, gone: [], uncompared: [] });
}, 120_000);

/** A day's calls, the points of the dearest run, and how many calls were refused. */
async function costOf({ jira, forge }: LocalSite): Promise<{ calls: number; most: number; refused: number }> {
  jira.log.clear();
  jira.clock.advance(24 * 3_600_000);
  let most = 0;
  for (let run = 0, before = 0; run < 24; run += 1) {
    await forge.runSchedule('upkeep');
    const now = jira.log.all().reduce((sum, { points }) => sum + points, 0);
    most = Math.max(most, now - before);
    before = now;
  }
  const refused = jira.log.all().filter(({ status }) => status === 429).length;
  return { calls: jira.log.all().length, most, refused };
}
