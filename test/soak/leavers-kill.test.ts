import type { Death } from '../../local/forge/crashes';
import { LocalSite } from '../../local/server/local-site';
import { access, accessEntries, inDays, inviteUntil, outcomesIn, pass, placesOf } from '../site/ending';
import { rowsOf, settled } from '../site/importing';
import { removed } from '../site/leaving';

const CONSUMER = 'import-queue';
const LEFT = ['ada@acme.example', 'grace@acme.example', 'hugo@acme.example'];
/** Whose access was to end by itself. */
const UNTIL = 'ines@acme.example';

/** Removes a list whose consumer ends at its call with this number. @returns the calls that it made in all. */
async function survived(number: number, death: Death): Promise<number> {
  const site = await LocalSite.create();
  site.forge.time.hurried = true;
  outcomesIn(await inviteUntil(site, undefined, LEFT));
  outcomesIn(await inviteUntil(site, inDays(site, 30), [UNTIL]));
  const all = [...LEFT, UNTIL];
  let calls = 0;
  site.forge.crashes.at = ({ functionKey }) => {
    if (functionKey !== CONSUMER) return undefined;
    calls += 1;
    return calls === number ? death : undefined;
  };
  const view = await settled(site, (await removed(site, all)).id);
  // Where it gave up, the schedule completes what it began.
  await pass(site, 1);
  expect({ number, state: view.state, left: view.counts.left }).toEqual({
    number,
    state: 'finished',
    left: 0,
  });
  expect({ number, in: all.flatMap((email) => placesOf(site, email)) }).toEqual({ number, in: [] });
  expect({ number, rows: (await rowsOf(site, view)).map(({ state }) => state) }).toEqual({
    number,
    rows: all.map(() => 'done'),
  });
  // Each was told of once, and nothing is left that would end again.
  const removals = (await accessEntries(site)).filter(
    (each) => each.event === 'access' && each.action === 'removed',
  );
  expect({ number, told: removals.map(({ customer }) => customer).sort().length }).toEqual({
    number,
    told: all.length,
  });
  expect(await access(site, 'access.list', {})).toEqual({ access: [] });
  expect(site.jira.log.unmodelled()).toEqual([]);
  return calls;
}

test.each<Death>(['before', 'after'])(
  'a list of leavers whose function ends %s the work of any of its calls is removed to the end',
  async (death) => {
    const calls = await survived(0, death);
    expect(calls).toBeGreaterThan(10);
    for (let number = 1; number <= calls; number += 1) await survived(number, death);
  },
  120_000,
);
