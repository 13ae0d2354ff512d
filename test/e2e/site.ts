import { expect, test as base } from '@playwright/test';
import type { FrameLocator, LaunchOptions, Page } from '@playwright/test';
import path from 'node:path';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { appFrame } from './app-frame';
import { violations } from './axe';
import { fitsIn, LIGHT, LOOKS, turnTo } from './looks';
import type { Look } from './looks';
import { BROWSER_ARGS, findBrowser } from './browser';

/** Where the app's pages are on the local site, as on a real one. */
const APP = '00000000-0000-4000-8000-000000000000/aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';
const PATHS = {
  invite: `/jira/servicedesk/projects/SUP/apps/${APP}`,
  'invite in PAR': `/jira/servicedesk/projects/PAR/apps/${APP}`,
  settings: `/jira/settings/apps/${APP}`,
  'get started': `/jira/settings/apps/get-started/${APP}`,
  configure: `/jira/settings/apps/configure/${APP}`,
  'project settings': `/jira/servicedesk/projects/SUP/settings/apps/${APP}`,
  'action in a rule': '/jira/settings/automation/actions/invite-customer',
  'project settings of PAR': `/jira/servicedesk/projects/PAR/settings/apps/${APP}`,
  request: '/browse/SUP-1',
  'action of a request': '/browse/SUP-1?action',
  'request without a reporter': '/browse/SUP-2',
  'request of a customer': '/browse/SUP-3',
  organization: '/jira/servicedesk/projects/SUP/organization/',
} as const;

/** Screenshots of every screen and state are kept here: CI's output, to be looked at. */
const SCREENS = path.resolve(__dirname, '../../test-results/screens');

interface Fixtures {
  /** How the local site behaves; see `local/jira/profile.ts`. */
  readonly profile: string;
  /** How long each call to Jira takes. */
  readonly latencyMs: number;
  readonly site: LocalSite;
  /**
   * Opens one of the app's pages as somebody.
   *
   * @param organization whose page, by its id; Acme's where none is given.
   * @returns the app's frame.
   */
  readonly open: (who: string, where: keyof typeof PATHS, organization?: string) => Promise<FrameLocator>;
  /** Takes a screenshot, and finds no accessibility violation inside the app's frame. */
  readonly look: (name: string) => Promise<void>;
  /** The same of the open page in light, in dark and on a phone, where nothing has to be scrolled sideways. */
  readonly looks: (name: string, at?: readonly Look[]) => Promise<void>;
}

export const test = base.extend<Fixtures & { readonly siteUrl: string }, { launchOptions: LaunchOptions }>({
  launchOptions: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from its pattern
    async ({}, use) => use({ executablePath: await findBrowser(), args: BROWSER_ARGS }),
    { scope: 'worker' },
  ],
  profile: ['default', { option: true }],
  latencyMs: [0, { option: true }],
  site: async ({ profile, latencyMs }, use) => use(await LocalSite.create({ profile, latencyMs })),
  siteUrl: async ({ site }, use) => {
    const listening = await listen(site, { port: 0, screens: true });
    await use(listening.url);
    await listening.close();
    // Nothing that the app did was beyond what the local site models, and no content was blocked.
    expect(site.jira.log.unmodelled()).toEqual([]);
  },
  open: async ({ page, site, siteUrl }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
    await use(async (who, where, organization = acme?.id ?? '') => {
      const url = new URL(PATHS[where] + (where === 'organization' ? organization : ''), siteUrl);
      url.searchParams.set('as', who);
      await page.goto(url.toString());
      return page.frameLocator('#app');
    });
    expect(errors).toEqual([]);
  },
  look: async ({ page }, use) => use((name) => lookAt(page, name)),
  looks: async ({ page, viewport }, use) => {
    await use(async (name, at = LOOKS) => {
      for (const look of at) {
        await turnTo(page, look);
        const again = look === at[0] ? undefined : { colorsOnly: look.mode === 'dark' };
        await lookAt(page, `${name}-${look.name}`, again);
        await fitsIn(page, look.width);
      }
      await turnTo(page, { ...LIGHT, ...viewport });
    });
  },
});

export { expect } from '@playwright/test';

/** @param again a state that was looked at before in another look: in CI, one picture of each state is enough. */
async function lookAt(page: Page, name: string, again?: { readonly colorsOnly: boolean }): Promise<void> {
  await settled(page);
  if (!again || !process.env['CI'])
    await page.screenshot({ path: path.join(SCREENS, `${name}.png`), fullPage: true });
  expect(await violations(page, again)).toEqual([]);
}

/** Brings what moves to its end (fonts, what fades, the frame's height) and waits until that is painted. A spinner never ends. */
async function settled(page: Page): Promise<void> {
  for (const frame of [appFrame(page), page.mainFrame()]) {
    await frame.evaluate(async () => {
      await document.fonts.ready;
      for (const animation of document.getAnimations()) {
        if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish();
      }
      const painted = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));
      await painted();
      await painted();
    });
  }
}
