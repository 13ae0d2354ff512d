import type { Locator, Page, Route } from '@playwright/test';
import type { ApiKeyView } from '../../src/contract/api-key';
import type { LocalSite } from '../../local/server/local-site';
import { keys, once, openKeys } from './keys-page';
import { tryAddress } from './get-started';
import { expect, test } from './site';

const create = (app: Locator) => app.getByRole('button', { name: 'Create key' });
const UNRESOLVED = 'Nothing is selected yet. Choose from the list, or clear this field.';

async function keysOf(site: LocalSite): Promise<readonly ApiKeyView[]> {
  const reply = await site.forge.invoke(site.screen('settings', 'jira-admin'), 'keys.list', {});
  return (reply as { readonly data: { readonly keys: readonly ApiKeyView[] } }).data.keys;
}

/** A named key that is not made yet. */
async function openForm(app: Locator): Promise<void> {
  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Name').fill('Script');
}

/** Holds back Jira’s organizations, as a slow site does. */
async function slowDown(page: Page, { ms }: { readonly ms: number }): Promise<void> {
  const late = async (route: Route): Promise<void> => {
    await new Promise((done) => setTimeout(done, ms));
    await route.continue();
  };
  await page.route('**/__site/request-jira', (route) =>
    route.request().postData()?.includes('/organization') ? late(route) : route.continue(),
  );
}

for (const { field, text } of [
  { field: 'Spaces', text: 'Sup' },
  { field: 'Spaces', text: '' },
  { field: 'Allowed organizations', text: 'NewCo' },
  { field: 'Allowed organizations', text: '' },
]) {
  test(`Enter after “${text}” in ${field} never creates a key`, async ({ open, page, site }) => {
    const app = await openKeys(open);
    await openForm(app);
    const box = app.getByRole('combobox', { name: field });
    await box.focus();
    await page.keyboard.type(text, { delay: 30 });
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');

    await expect(box).toBeFocused();
    await expect(create(app)).toBeVisible();
    await expect(once(app)).toHaveCount(0);
    expect(await keysOf(site)).toEqual([]);
  });
}

test('a key never lacks a limit that was typed and not chosen', async ({ open, page, site }) => {
  const app = await openKeys(open);
  await openForm(app);
  await app.getByLabel('Allowed organizations').focus();
  await page.keyboard.type('Acm', { delay: 30 });
  await page.keyboard.press('Tab');
  await expect(app.getByText(UNRESOLVED)).toBeVisible();
  await create(app).click();
  await expect(app.getByLabel('Allowed organizations')).toBeFocused();
  await expect(app.getByLabel('Allowed organizations')).toHaveValue('Acm');
  expect(await keysOf(site)).toEqual([]);

  await page.keyboard.type('e');
  await app.getByRole('option', { name: 'Acme' }).click();
  await expect(app.getByText(UNRESOLVED)).toHaveCount(0);
  await create(app).click();
  await once(app).waitFor();
  await expect(keys(app)).toContainText('Only in Acme');
});

for (const delay of [0, 5, 30, 80, 150]) {
  test(`no letter typed while organizations are loading is lost at ${delay} ms a key`, async ({
    open,
    page,
    site,
  }) => {
    await slowDown(page, { ms: 1200 });
    const app = await openKeys(open);
    await openForm(app);
    const field = app.getByLabel('Allowed organizations');
    await field.focus();
    await page.keyboard.type('Glo', { delay });
    await page.keyboard.press('Enter');
    await expect(app.getByRole('option', { name: 'Globex' })).toBeVisible();
    await expect(field).toHaveValue('Glo');
    await expect(field).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(app.getByRole('form').getByText('Globex', { exact: true })).toBeVisible();
    await expect(app.getByRole('form').getByText('Acme', { exact: true })).toHaveCount(0);
    expect(await keysOf(site)).toEqual([]);
  });
}

test('Enter in the project of a dry run never runs it', async ({ open, page }) => {
  const app = await open('jira-admin', 'get started');
  await tryAddress(app);
  const section = app.getByRole('form', { name: 'Try it' });
  await section.getByLabel('Email address').fill('ada@acme.example');
  await section.getByLabel('Space').focus();
  await page.keyboard.type('Nowhere');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(section.getByLabel('Space')).toBeFocused();
  await expect(section.getByText('Nothing was changed.')).toHaveCount(0);

  await page.keyboard.press('Escape');
  await section.getByRole('button', { name: 'Try it' }).click();
  await expect(section.getByText(UNRESOLVED)).toBeVisible();
  await expect(section.getByLabel('Space')).toBeFocused();
});

test('a rule for a domain is never reviewed with an organization that was typed and not chosen', async ({
  open,
  page,
}) => {
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Add a domain' }).click();
  const route = app.getByRole('group', { name: 'Rule 1' });
  await route.getByLabel('Domain').fill('acme.example');
  await route.getByLabel('Organization').focus();
  await page.keyboard.type('Acm', { delay: 30 });
  await app.getByRole('button', { name: 'Review changes' }).click();
  await expect(route.getByText(UNRESOLVED)).toBeVisible();
  await expect(route.getByLabel('Organization')).toBeFocused();
  await page.keyboard.type('e');
  await page.keyboard.press('Enter');
  await expect(route.getByText('Acme', { exact: true })).toBeVisible();
  await app.getByRole('button', { name: 'Review changes' }).click();
  await expect(app.getByRole('heading', { name: 'Review changes' })).toBeVisible();
});
