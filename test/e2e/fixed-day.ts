import { LocalSite } from '../../local/server/local-site';
import { SiteClock } from '../../local/clock';
import { test as base } from './site';

export const DAY_MS = 86_400_000;
const TODAY = Date.UTC(2026, 11, 1, 10);

/** A day as a date field takes it, counted from the day of these tests. */
export const dayIn = (days: number): string => new Date(TODAY + days * DAY_MS).toISOString().slice(0, 10);

/** Tests whose results depend on the day: it is 1 December 2026 for the site and for the browser. */
export const test = base.extend({
  site: async ({ profile, latencyMs }, use) =>
    use(await LocalSite.create({ profile, latencyMs, clock: new SiteClock(Date.now() - TODAY) })),
  page: async ({ page }, use) => {
    await page.clock.setFixedTime(TODAY);
    await use(page);
  },
});
