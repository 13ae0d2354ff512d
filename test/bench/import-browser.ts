import { chromium } from '@playwright/test';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildScreens } from '../../local/cli/screens';
import { buildBackEnd } from '../../local/forge/bundle';
import { ENVIRONMENT_ID } from '../../local/forge/runtime';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { appFrame } from '../e2e/app-frame';
import { BROWSER_ARGS, findBrowser } from '../e2e/browser';

const ORGANIZATIONS = 20;
const SAMPLE_MS = 100;
const KB = 1024;

export interface InBrowser {
  readonly rows: number;
  /** Milliseconds from choosing the file until its preview stands there, past the step with its columns. */
  readonly took: number;
  /** The longest task on the page's main thread meanwhile, in ms; 0 where none took 50 ms. */
  readonly longestTask: number;
  /** Bytes in the memory of the page's process at the worst moment, the worker included. */
  readonly memory: number;
}

/** Reads a large file on the Import tab, in Chromium, and measures what it costs the page. */
export async function measureInBrowser(rows: number): Promise<InBrowser> {
  const [bundle] = await Promise.all([buildBackEnd(), buildScreens()]);
  const site = await LocalSite.create({ bundle });
  const listening = await listen(site, { port: 0, screens: true });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  const page = await browser.newPage();
  const app = `${site.forge.manifest.app.id.split('/').at(-1) ?? ''}/${ENVIRONMENT_ID}`;
  await page.goto(`${listening.url}/jira/servicedesk/projects/SUP/apps/${app}?as=agent`);
  const frame = page.frameLocator('#app');
  await frame.getByRole('tab', { name: 'Import' }).click();
  const chooser = frame.getByLabel('Choose a file');
  await chooser.waitFor({ state: 'attached' });
  await appFrame(page).evaluate(watchTasks);

  let memory = 0;
  const sampling = setInterval(() => {
    memory = Math.max(memory, largestRenderer());
  }, SAMPLE_MS);
  // A file on disk, as a person has one: handed over as bytes, it would be in the page's memory twice.
  const file = path.join(tmpdir(), `guestlist-${process.pid}.csv`);
  writeFileSync(file, fileOf(rows));
  await chooser.setInputFiles(file);
  // Playwright looks at a button that is not enabled yet twice a second only: no person is that slow.
  await appFrame(page).evaluate(clickOnceEnabled, 'Continue');
  const shown = new Intl.NumberFormat('en').format(rows);
  await frame.getByRole('button', { name: `All: ${shown}`, exact: true }).waitFor({ timeout: 60_000 });
  const measured = await appFrame(page).evaluate(readTasks);
  clearInterval(sampling);
  await browser.close();
  await listening.close();
  rmSync(file);
  return { rows, memory, ...measured };
}

/** Different people of a few organizations, one a row. */
function fileOf(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `guest${index}@company${index % 97}.example,Guest Number ${index},Company ${index % ORGANIZATIONS}`,
  );
  return ['email,name,organization', ...lines].join('\r\n');
}

/** Runs in the page. */
async function clickOnceEnabled(name: string): Promise<void> {
  for (;;) {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    if (button && !button.disabled) {
      button.click();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Runs in the page. */
function watchTasks(): void {
  const seen: PerformanceEntry[] = [];
  Object.assign(window, { guestlistTasks: seen });
  new PerformanceObserver((list) => seen.push(...list.getEntries())).observe({ entryTypes: ['longtask'] });
  document.querySelector('input[type=file]')?.addEventListener('change', () => performance.mark('read'), {
    capture: true,
  });
}

/** Runs in the page. The clock starts when the file is there: handing it over is the test's own business. */
function readTasks(): { readonly took: number; readonly longestTask: number } {
  const begun = performance.getEntriesByName('read').at(-1)?.startTime ?? 0;
  const { guestlistTasks } = window as unknown as { guestlistTasks: PerformanceEntry[] };
  const durations = guestlistTasks
    .filter(({ startTime }) => startTime >= begun)
    .map(({ duration }) => duration);
  return { took: performance.now() - begun, longestTask: Math.max(0, ...durations) };
}

/** Bytes of the largest of Chromium's processes that show pages; what processes share is shared out among them. */
function largestRenderer(): number {
  const sizes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer')) return [];
        const own = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
        return own ? [Number(own[1]) * KB] : [];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
  return Math.max(0, ...sizes);
}
