import { chromium } from '@playwright/test';
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { SCREENS } from '../../local/cli/screens';
import { ROOT } from '../../local/forge/bundle';
import { ENVIRONMENT_ID } from '../../local/forge/runtime';
import { listen } from '../../local/server/http';
import { LocalSite } from '../../local/server/local-site';
import { BROWSER_ARGS, findBrowser } from '../e2e/browser';
import { weighScript } from '../e2e/script-weight';

const LOADS = 5;
/** What `npm start` prints last. */
const READY = 'Ctrl+C';

export interface BackEnd {
  readonly bytes: number;
  /** Milliseconds, the median of five processes. */
  readonly loadMs: number;
}

export function measureBackEnd(bundle: string): BackEnd {
  const program =
    'const start = performance.now(); require(process.argv[1]); console.log(performance.now() - start);';
  const times = Array.from({ length: LOADS }, () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', program, bundle], { encoding: 'utf8' });
    const time = Number(stdout);
    if (!(time > 0)) throw new Error(`the bundle was not loaded: ${stderr}`);
    return time;
  }).sort((one, other) => one - other);
  return { bytes: statSync(bundle).size, loadMs: times[Math.floor(LOADS / 2)] ?? Number.NaN };
}

/** Gzipped bytes of script that each screen loads until it can be used, measured in Chromium. */
export async function measureScreens(bundle: string): Promise<ReadonlyMap<string, number>> {
  const site = await LocalSite.create({ bundle });
  const listening = await listen(site, { port: 0, screens: true });
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_ARGS });
  const app = `${site.forge.manifest.app.id.split('/').at(-1) ?? ''}/${ENVIRONMENT_ID}`;
  const open: Record<(typeof SCREENS)[number], { readonly at: string; readonly usable: string }> = {
    invite: { at: `/jira/servicedesk/projects/SUP/apps/${app}?as=agent`, usable: 'Email addresses' },
    issue: { at: '/browse/SUP-1?as=agent', usable: 'ada@acme.example' },
    organization: {
      at: `/jira/servicedesk/projects/SUP/organization/${acmeOn(site)}?as=agent`,
      usable: 'Email addresses',
    },
    admin: {
      at: `/jira/settings/apps/${app}?as=jira-admin`,
      usable: 'Guestlist has the permission it needs',
    },
    project: {
      at: `/jira/servicedesk/projects/SUP/settings/apps/${app}?as=project-admin`,
      usable: 'Invited lately',
    },
    action: {
      at: '/jira/settings/automation/actions/invite-customer?as=agent',
      usable: 'Email address',
    },
  };
  const sizes = new Map<string, number>();
  for (const screen of SCREENS) {
    const page = await browser.newPage();
    const weight = weighScript(page, screen);
    await page.goto(listening.url + open[screen].at);
    await page.frameLocator('#app').getByText(open[screen].usable).first().waitFor();
    sizes.set(screen, await weight());
    await page.close();
  }
  await browser.close();
  await listening.close();
  return sizes;
}

function acmeOn({ jira }: LocalSite): string {
  return [...jira.state.organizations.values()].find(({ name }) => name === 'Acme')?.id ?? '';
}

/** Milliseconds until `npm start` says where the site is, the build of everything included. */
export function measureStart(): Promise<number> {
  const start = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(ROOT, 'local/cli/start.ts'), '--port', '0'],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return new Promise((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (!text.includes(READY)) return;
      resolve(performance.now() - start);
      child.kill();
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== null) reject(new Error(`npm start ended with ${code}`));
    });
  });
}
