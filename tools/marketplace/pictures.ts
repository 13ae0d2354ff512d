import { chromium } from '@playwright/test';
import type { Browser, FrameLocator, Page } from '@playwright/test';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildScreens } from '../../local/cli/screens';
import { SiteClock } from '../../local/clock';
import { DEMO_DAYS, fillWithDemo } from '../../local/server/demo';
import { addressesOf } from '../../local/server/first-page';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { BROWSER_ARGS, findBrowser } from '../../test/e2e/browser';
import { LISTING, SIZES } from './listing';

const ROOT = path.resolve(__dirname, '../..');
const PICTURES = path.join(ROOT, 'docs/marketplace/pictures');
const LOGO = path.join(ROOT, 'docs/marketplace/logo.svg');
const DAY_MS = 86_400_000;
/** Points of the page for each pixel of a highlight: text is larger than on a screen of that size. */
const SCALE = 4 / 3;
const VIEW = { width: SIZES.highlight.width / SCALE, height: SIZES.highlight.height / SCALE };

const IMPORTED = [
  'email,name,organization',
  ...[
    'Amelia Hart,Hartwell',
    'Bruno Salvi,Hartwell',
    'Elena Petrova,Blue Kite',
    'Carla Nowak,Blue Kite',
    'Hugo Martin,Norvane',
    'Denis Mercier,Norvane',
    'Emi Sakamoto,Redfern',
  ].map((person) => {
    const [name = '', company = ''] = person.split(',');
    const at = name.toLowerCase().replace(' ', '.');
    return `${at}@${company.toLowerCase().replace(/\W/g, '')}.example,${name},${company}`;
  }),
  'frank.@norvane..example,Frank Weiss,Norvane',
].join('\n');

/** What each picture shows, by its name. */
const SHOWN: Readonly<Record<(typeof LISTING.highlights)[number]['picture'], (view: View) => Promise<void>>> =
  {
    async invite({ open }) {
      const app = await open('invite', 'agent');
      await app.getByRole('combobox', { name: /Organization/ }).click();
      await app
        .getByRole('option', { name: /Hartwell/ })
        .first()
        .click();
      await app
        .getByRole('textbox', { name: /Email/ })
        .first()
        .fill('nora.lind@hartwell.example, omar.said@hartwell.example, amelia.hart@hartwell.example');
      await app
        .getByRole('button', { name: /^Invite/ })
        .first()
        .click();
      await app.getByText('omar.said@hartwell.example').first().waitFor();
      await app.getByRole('button', { name: /Undo/ }).first().waitFor();
    },
    async import({ open }) {
      const app = await open('invite', 'agent');
      await app.getByRole('tab', { name: 'Import' }).click();
      const file = { name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(IMPORTED) };
      await app.getByLabel('Choose a file').setInputFiles(file);
      await app.getByRole('button', { name: 'Continue' }).click();
      await app.getByRole('button', { name: /^Import \d/ }).waitFor();
    },
    async policy({ open }) {
      const app = await open('settings', 'jira-admin');
      await app.getByRole('tab', { name: 'Policy' }).click();
      await app
        .getByRole('heading', { name: /Who may invite|Domains/ })
        .first()
        .waitFor();
    },
  };

interface View {
  readonly page: Page;
  readonly open: (where: 'invite' | 'settings', who: string) => Promise<FrameLocator>;
}

/** Takes all pictures of the listing from the demo company of the local site. */
export async function takePictures(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const [site] = await Promise.all([
    LocalSite.create({ clock: new SiteClock(DEMO_DAYS * DAY_MS) }),
    buildScreens(),
  ]);
  await fillWithDemo(site);
  const listening = await listen(site, { port: 0, screens: true });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  for (const { picture } of LISTING.highlights) await take(picture, site, listening.url, browser);
  await drawn(browser, 'logo', SIZES.logo, readFileSync(LOGO, 'utf8'));
  await drawn(browser, 'banner', SIZES.banner, banner());
  await browser.close();
  await listening.close();
}

async function take(
  picture: keyof typeof SHOWN,
  site: LocalSite,
  url: string,
  browser: Browser,
): Promise<void> {
  const context = await browser.newContext({ viewport: VIEW, deviceScaleFactor: SCALE, locale: 'en-US' });
  const page = await context.newPage();
  const paths = addressesOf(site);
  const at: Readonly<Record<'invite' | 'settings', string>> = {
    invite: paths.invite('SUP'),
    settings: paths.settings,
  };
  await SHOWN[picture]({
    page,
    open: async (where, who) => {
      await page.goto(`${url}${at[where]}?as=${who}`);
      // The app alone: what stands around it is the local site's.
      await page.addStyleTag({
        content:
          '#app{position:fixed!important;inset:0;width:100vw!important;height:100vh!important;z-index:9;background:#fff;padding:24px;box-sizing:border-box}',
      });
      return page.frameLocator('#app');
    },
  });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  const file = path.join(PICTURES, `${picture}.png`);
  await page.screenshot({ path: file });
  await context.close();
  const image = `<img style="width:100%;height:100%;object-fit:cover;object-position:left top" src="data:image/png;base64,${readFileSync(file).toString('base64')}">`;
  await drawn(browser, `${picture}-small`, SIZES.small, image);
}

/** Draws HTML as large as a picture. */
async function drawn(
  browser: Browser,
  name: string,
  viewport: { readonly width: number; readonly height: number },
  html: string,
): Promise<void> {
  const page = await browser.newPage({ viewport });
  await page.setContent(`<style>body{margin:0;width:100vw;height:100vh;overflow:hidden}</style>${html}`);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), omitBackground: true });
  await page.close();
}

function banner(): string {
  return `<div style="height:100%;display:flex;align-items:center;gap:48px;padding:0 80px;background:#e9f2fe;font:400 30px/1.35 'Atlassian Sans',Inter,'Segoe UI',Helvetica,Arial,sans-serif;color:#292a2e;box-sizing:border-box">
    ${readFileSync(LOGO, 'utf8').replace('<svg ', '<svg style="flex:none;width:200px;height:200px" ')}
    <div><div style="font-size:64px;font-weight:700;margin-bottom:16px">Guestlist</div>${LISTING.tagline}</div></div>`;
}
