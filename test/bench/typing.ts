import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { ENVIRONMENT_ID } from '../../local/forge/runtime';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { appFrame } from '../e2e/app-frame';
import { BROWSER_ARGS, findBrowser } from '../e2e/browser';
import { organizationField } from '../e2e/organization-field';

const OPENED = 5;
const ORGANIZATIONS = 300;
/** How much slower the processor is than this machine's. */
const SLOWER = 4;

export interface Typing {
  /** Milliseconds from the beginning of the app's page until its address field has the focus, the median of five. */
  readonly usableMs: number;
  /** Calls to the back end that this waits for. */
  readonly calls: number;
  /** Milliseconds from a letter in the organization field until what matches is painted, of 300 organizations. */
  readonly searchMs: number;
}

/** How long a person who invites waits for the page, and for the list of organizations. */
export async function measureTyping(bundle: string, latencyMs: number): Promise<Typing> {
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  const opened: { readonly usableMs: number; readonly calls: number }[] = [];
  for (let time = 0; time < OPENED; time += 1) opened.push(await openInvite(browser, bundle, latencyMs));
  opened.sort((one, other) => one.usableMs - other.usableMs);
  const searchMs = await searchOrganization(browser, bundle);
  await browser.close();
  const { usableMs, calls } = opened[Math.floor(OPENED / 2)] ?? { usableMs: Number.NaN, calls: Number.NaN };
  return { usableMs, calls, searchMs };
}

async function openInvite(
  browser: Browser,
  bundle: string,
  latencyMs: number,
): Promise<{ readonly usableMs: number; readonly calls: number }> {
  const site = await LocalSite.create({ bundle, latencyMs });
  return withPage(browser, site, async (page, url) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(() => {
      const timer = setInterval(() => {
        const { activeElement: field } = document;
        if (!(field instanceof HTMLTextAreaElement) || field.disabled) return;
        clearInterval(timer);
        performance.mark('usable');
      }, 5);
    });
    let calls = 0;
    page.on('request', (request) => (calls += Number(request.url().endsWith('/__site/invoke'))));
    await page.goto(url);
    await page.frameLocator('#app').locator('textarea:focus').waitFor();
    const before = calls;
    const marked = await appFrame(page).waitForFunction(
      () => performance.getEntriesByName('usable')[0]?.startTime,
    );
    return { usableMs: (await marked.jsonValue()) ?? Number.NaN, calls: before };
  });
}

async function searchOrganization(browser: Browser, bundle: string): Promise<number> {
  const site = await LocalSite.create({ bundle });
  for (let count = 1; count <= ORGANIZATIONS; count += 1)
    site.jira.state.addOrganization(`Customer ${count}`);
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  return withPage(browser, site, async (page, url) => {
    await page.goto(url);
    const app = page.frameLocator('#app');
    const field = organizationField(app);
    await field.click();
    await app.getByRole('option', { name: 'Customer 1', exact: true }).waitFor();
    await field.pressSequentially('Customer 29');
    await appFrame(page).evaluate(() => {
      let typed = 0;
      addEventListener('input', () => (typed = performance.now()), { capture: true });
      new MutationObserver(() => {
        const options = [...document.querySelectorAll('[role=option]')].map((each) => each.textContent);
        if (typed === 0 || !options.every((text) => text.includes('Customer 299'))) return;
        requestAnimationFrame(() => performance.measure('searched', { start: typed }));
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await field.pressSequentially('9');
    await app.getByRole('option', { name: 'Customer 299', exact: true }).waitFor();
    const searched = await appFrame(page).waitForFunction(
      () => performance.getEntriesByName('searched')[0]?.duration,
    );
    return (await searched.jsonValue()) ?? Number.NaN;
  });
}

/** Does something with the Invite page of a site, as an agent. */
async function withPage<T>(
  browser: Browser,
  site: LocalSite,
  use: (page: Page, url: string) => Promise<T>,
): Promise<T> {
  const listening = await listen(site, { port: 0, screens: true });
  const page = await browser.newPage();
  const app = `${site.forge.manifest.app.id.split('/').at(-1) ?? ''}/${ENVIRONMENT_ID}`;
  const found = await use(page, `${listening.url}/jira/servicedesk/projects/SUP/apps/${app}?as=agent`);
  await page.close();
  await listening.close();
  return found;
}
