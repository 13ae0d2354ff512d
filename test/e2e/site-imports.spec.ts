import type { FrameLocator } from '@playwright/test';
import type { ImportView } from '../../src/contract/import';
import type { LocalSite } from '../../local/server/local-site';
import { beginning, importing, people } from '../site/importing';
import { openEarlier } from './importing';
import { WIDTHS } from './looks';
import { expect, test } from './site';
import { chooseLocale, speaking } from './speaking';

async function openTab(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
  tab = 'Imports',
): Promise<FrameLocator> {
  const app = await open('jira-admin', 'get started');
  await app.getByRole('tab', { name: tab, exact: true }).click();
  return app;
}

/** An import of the agent that runs and whose worker does nothing. */
async function running(site: LocalSite, fileName = 'customers.csv'): Promise<ImportView> {
  site.forge.runQueues = () => Promise.resolve();
  const { input, slices } = beginning({ rows: people(8) });
  const { id } = await importing(site, 'import.begin', { ...input, fileName });
  await importing(site, 'import.upload', { importId: id, from: 0, slices });
  return importing(site, 'import.run', { importId: id, confirmed: 8 });
}

const show = (site: LocalSite, importId: string) => importing(site, 'import.show', { importId });

test('without an import the page says so', async ({ open, look }) => {
  const app = await openTab(open);
  await expect(app.getByText('No imports yet')).toBeVisible();
  await look('site-imports-empty-light');
});

test('what cannot be loaded is told, and tried again', async ({ open, page, site }) => {
  await running(site);
  let isDown = true;
  await page.route('**/__site/invoke', (route) =>
    isDown && route.request().postData()?.includes('imports.list') ? route.abort() : route.continue(),
  );
  const app = await openTab(open);
  await expect(app.getByText('The imports could not be loaded')).toBeVisible();
  isDown = false;
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(app.getByRole('row', { name: /Ana Agent/ })).toBeVisible();
});

test('an import of somebody else is stopped, and its owner cannot resume it', async ({
  open,
  looks,
  site,
}) => {
  const { id, fileName } = await running(site);
  const app = await openTab(open);
  const row = app.getByRole('row', { name: new RegExp(fileName) });
  await expect(row).toContainText('Ana Agent');
  await expect(row).toContainText('Support (SUP)');
  await expect(row).toContainText('Running');
  await looks('site-imports');

  await app.getByRole('button', { name: `Stop ${fileName}` }).click();
  await expect(app.getByText('Customers already added stay. 8 people will not be added.')).toBeVisible();
  await looks('site-imports-stop');
  await app.getByRole('button', { name: 'Keep importing' }).click();
  await expect(app.getByRole('heading', { name: 'Imports' })).toBeFocused();
  expect(await show(site, id)).toMatchObject({ state: 'running' });

  await app.getByRole('button', { name: `Stop ${fileName}` }).click();
  await app.getByRole('button', { name: 'Stop import' }).click();
  await expect(app.getByText(`“${fileName}” is stopped.`)).toBeVisible();
  await expect(row).toContainText('Cancelled');
  await expect(row).toContainText('Only a Jira admin can resume it.');
  await looks('site-imports-stopped');
  expect(await show(site, id)).toMatchObject({ state: 'cancelled', held: true });

  const agents = await open('agent', 'invite');
  await agents.getByRole('tab', { name: 'Import' }).click();
  await openEarlier(agents);
  await agents.getByRole('button', { name: fileName }).click();
  await expect(agents.getByText('Someone else stopped this import.')).toBeVisible();
  await expect(agents.getByRole('button', { name: 'Resume', exact: true })).toHaveCount(0);
  await looks('import-held');
});

test('an import is resumed only with the number that the policy wants typed', async ({
  open,
  look,
  site,
}) => {
  await site.savePolicy({ importConfirmFrom: 5 }, ['SUP']);
  const { id, fileName } = await running(site);
  const app = await openTab(open);
  await app.getByRole('button', { name: `Stop ${fileName}` }).click();
  await app.getByRole('button', { name: 'Stop import' }).click();
  await app.getByRole('button', { name: `Resume ${fileName}` }).click();
  await expect(app.getByText('8 people will be added, as Ana Agent asked.')).toBeVisible();
  await app.getByRole('button', { name: 'Resume import' }).click();
  await app.getByLabel('Type 8 to confirm').fill('9');
  await app.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(app.getByText('This is not 8.')).toBeVisible();
  expect(await show(site, id)).toMatchObject({ state: 'cancelled' });
  await look('site-imports-confirm-light');

  await app.getByLabel('Type 8 to confirm').fill('8');
  await app.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(app.getByText(`“${fileName}” is running again.`)).toBeVisible();
  expect(await show(site, id)).not.toMatchObject({ state: 'cancelled' });
});

test('a file’s name never turns the words around it', async ({ open, site }) => {
  const { id } = await running(site, 'אקמה.csv');
  const app = await openTab(open);
  const name = app.getByRole('row', { name: /Ana Agent/ }).locator('bdi', { hasText: 'אקמה.csv' });
  await expect(name).toBeVisible();
  await app.getByRole('button', { name: /^Stop / }).click();
  await expect(app.getByRole('heading', { name: 'Stop “\u2068אקמה.csv\u2069”?' })).toBeVisible();
  await importing(site, 'import.cancel', { importId: id });
});

for (const { language, locale } of [
  { language: 'de', locale: 'de_DE' },
  { language: 'ja', locale: 'ja_JP' },
]) {
  test(`the imports of the site fit in ${language}`, async ({ open, looks, context, site, siteUrl }) => {
    await chooseLocale(context, siteUrl, locale);
    const say = speaking(language);
    const { fileName } = await running(site);
    const app = await openTab(open, say('admin.tab.imports'));
    await app.getByRole('button', { name: say('imports.stop.of', { name: fileName }) }).click();
    await expect(app.getByText(say('imports.stop.body', { count: 8 }))).toBeVisible();
    await looks(`${language}-site-imports`, WIDTHS);
  });
}
