import { SiteClock } from '../../local/clock';
import { DEMO_DAYS, fillWithDemo } from '../../local/server/demo';
import { LocalSite } from '../../local/server/local-site';
import { ask } from '../site/inviting';

const DAY_MS = 86_400_000;

test('the demo looks like a company after two weeks, all of it made by the app, up to now', async () => {
  const start = new SiteClock().now();
  const site = await LocalSite.create({ clock: new SiteClock(DEMO_DAYS * DAY_MS) });
  await fillWithDemo(site);
  const { state, log, clock } = site.jira;
  expect(log.unmodelled()).toEqual([]);
  expect(state.organizations.size).toBeGreaterThanOrEqual(10);
  expect(state.desk('SUP')?.customers.size).toBeGreaterThanOrEqual(24);
  const history = await ask(site, 'agent', 'invite.history', { limit: 100 });
  if (!history.ok) throw new Error(history.error.code);
  const days = new Set(history.data.entries.map(({ at }) => at.slice(0, 10)));
  expect(history.data.entries.length).toBeGreaterThanOrEqual(25);
  expect(days.size).toBeGreaterThanOrEqual(DEMO_DAYS - 1);
  const ending = await ask(site, 'agent', 'access.list');
  expect(ending.ok && ending.data.access.length).toBeGreaterThan(0);
  expect(clock.now() - start).toBeGreaterThanOrEqual(0);
  expect(clock.now() - start).toBeLessThan(DAY_MS / 24);
});
