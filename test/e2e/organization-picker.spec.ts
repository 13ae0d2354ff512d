import type { FrameLocator, Page, Route } from '@playwright/test';
import { appFrame } from './app-frame';
import { moreOptions } from './more-options';
import { organizationField } from './organization-field';
import { expect, test } from './site';
import { takeHighlighted } from './take-highlighted';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const invite = (app: FrameLocator) => app.getByRole('button', { name: 'Invite', exact: true });
const highlighted = (app: FrameLocator) => app.locator('[role=option].picker-active');

/** What has the focus in the app’s frame: its tag and its id. */
const focused = (page: Page): Promise<string> =>
  appFrame(page).evaluate(() => {
    const { tagName = 'none', id = '' } = document.activeElement ?? {};
    return `${tagName}#${id}`;
  });

/** Holds back the page’s late scripts and Jira’s organizations, as a slow line does. */
async function slowDown(page: Page, { ms }: { readonly ms: number }): Promise<void> {
  const late = async (route: Route): Promise<void> => {
    await new Promise((done) => setTimeout(done, ms));
    await route.continue();
  };
  await page.route(/picker.*\.js/, late);
  await page.route('**/__site/request-jira', (route) =>
    route.request().postData()?.includes('/organization') ? late(route) : route.continue(),
  );
}

test.beforeEach(async ({ site }) => {
  await site.savePolicy({ createOrganizations: true }, ['SUP']);
});

for (const slow of [false, true]) {
  for (const delay of [0, 5, 30, 80, 150]) {
    test(`no letter typed into the picker is lost at ${delay} ms a key${slow ? ', on a slow line' : ''}`, async ({
      open,
      page,
      site,
    }) => {
      if (slow) await slowDown(page, { ms: 1200 });
      const app = await open('agent', 'invite');
      await addresses(app).fill('ada@acme.example');
      await page.keyboard.press('Tab');
      await page.keyboard.type('NewCo', { delay });
      await expect(organizationField(app)).toHaveValue('NewCo');
      await expect(app.getByRole('option')).toHaveText(['Create “NewCo”']);
      await expect(highlighted(app)).toHaveText('Create “NewCo”');
      await takeHighlighted(app, page);
      await invite(app).click();
      await expect(app.getByText('added to NewCo')).toBeVisible();
      const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
      expect(acme?.members.size).toBe(0);
    });
  }
}

test('a name that is clicked to and typed at once arrives whole', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).click();
  await page.keyboard.type('NewCo', { delay: 30 });
  await expect(organizationField(app)).toHaveValue('NewCo');
});

test('Enter before the organizations are there takes none of them', async ({ open, page }) => {
  await slowDown(page, { ms: 1200 });
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await page.keyboard.type('Ac');
  await page.keyboard.press('Enter');
  await expect(highlighted(app)).toHaveText('Acme');
  await expect(organizationField(app)).toHaveValue('Ac');
  expect(await focused(page)).toBe('INPUT#organization');
  await page.keyboard.press('Enter');
  await expect(organizationField(app)).toHaveValue('Acme');
});

test('Enter in a field without text chooses nothing and sends nothing', async ({ open, page, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await expect(app.getByRole('option', { name: 'Acme' })).toBeVisible();
  await expect(highlighted(app)).toHaveCount(0);
  site.jira.log.clear();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(organizationField(app)).toHaveValue('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('listbox')).toHaveCount(0);
  await expect(addresses(app)).toBeEnabled();
  expect(site.jira.log.all()).toEqual([]);
});

test('a name that was typed and not chosen is never sent without a word', async ({ open, page, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await page.keyboard.type('Acm');
  await page.keyboard.press('Tab');
  await expect(app.getByRole('option')).toHaveCount(0);
  await expect(organizationField(app)).toHaveValue('Acm');
  site.jira.log.clear();
  await invite(app).click();
  await expect(app.getByText('Choose an organization from the list, or clear this field.')).toBeVisible();
  await expect(organizationField(app)).toBeFocused();
  expect(site.jira.log.all().filter(({ method }) => method === 'POST')).toEqual([]);
});

test('changing one letter of what was chosen chooses nothing until it is chosen again', async ({
  open,
  page,
}) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await page.keyboard.type('Acme');
  // Enter takes only what is highlighted, and nothing is before the organizations are there.
  await expect(highlighted(app)).toHaveText('Acme');
  await takeHighlighted(app, page);
  await page.keyboard.press('Backspace');
  await expect(organizationField(app)).toHaveValue('Acm');
  await page.keyboard.press('Escape');
  await invite(app).click();
  await expect(app.getByText('Choose an organization from the list, or clear this field.')).toBeVisible();
});

for (const slow of [false, true]) {
  test(`Tab goes from field to field, and the focus stays there${slow ? ', on a slow line' : ''}`, async ({
    open,
    page,
  }) => {
    if (slow) await slowDown(page, { ms: 600 });
    const app = await open('agent', 'invite');
    await moreOptions(app);
    await addresses(app).fill('ada@acme.example');
    const stops: string[] = [];
    for (let stop = 0; stop < 5; stop += 1) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    const [organization, more, name, notify, lastDay] = stops;
    expect([organization, more, name, lastDay]).toEqual([
      'INPUT#organization',
      'SUMMARY#',
      'INPUT#name',
      'INPUT#last-day',
    ]);
    expect(notify).toMatch(/^INPUT#/);
    // Whatever arrives late takes the focus nowhere.
    await page.waitForTimeout(slow ? 900 : 300);
    expect(await focused(page)).toBe('INPUT#last-day');
    await expect(app.getByRole('listbox')).toHaveCount(0);
  });
}

test('the organizations are tried again from the keyboard, and the focus is not lost', async ({
  open,
  page,
  site,
}) => {
  const path = '/servicedesk/1/organization';
  site.jira.faults.set([{ path, status: 500, rate: 1, times: 1, afterWork: false }]);
  const app = await open('agent', 'invite');
  await organizationField(app).focus();
  await page.keyboard.type('Glo');
  await app.getByText('The organizations could not be loaded.').waitFor();
  await page.keyboard.press('Tab');
  await expect(app.getByRole('button', { name: 'Try again' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(organizationField(app)).toBeFocused();
  await expect(organizationField(app)).toHaveValue('Glo');
  await expect(app.getByRole('option', { name: 'Globex' })).toBeVisible();
});

test('of two thousand organizations the one that is typed is found', async ({ open, page, site }) => {
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  for (let count = 1; count <= 1900; count += 1) {
    site.jira.state.addOrganization(`Customer ${count}`);
  }
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await expect(app.getByText(/more\. Type to find yours\./)).toBeVisible();
  await page.keyboard.type('customer 1899', { delay: 5 });
  await expect(app.getByRole('option')).toHaveText(['Customer 1899']);
  await page.keyboard.press('Enter');
  await expect(organizationField(app)).toHaveValue('Customer 1899');
});

test('those that are there already can be chosen while the others are loading, and none is created meanwhile', async ({
  open,
  page,
  site,
}) => {
  await site.savePolicy({ organizations: 'any', createOrganizations: true }, ['SUP']);
  for (let count = 1; count <= 3000; count += 1) site.jira.state.addOrganization(`Customer ${count}`);
  let goOn = (): void => undefined;
  const held = new Promise<void>((done) => (goOn = done));
  await page.route('**/__site/request-jira', async (route) => {
    if (/organization\?start=[1-9]/.test(route.request().postData() ?? '')) await held;
    return route.continue();
  });
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await page.keyboard.type('Glob');
  await expect(highlighted(app)).toHaveText('Globex');
  await organizationField(app).fill('Customer 2999');
  await expect(app.getByText('Loading organizations…')).toBeVisible();
  await expect(app.getByRole('option')).toHaveCount(0);
  goOn();
  await expect(app.getByRole('option')).toHaveText(['Customer 2999']);
});

for (const where of ['invite', 'request'] as const) {
  test(`a long menu is not cut off by the frame of the ${where} page`, async ({ open, page, site }) => {
    await site.savePolicy({ organizations: 'any' }, ['SUP']);
    for (let count = 1; count <= 30; count += 1) site.jira.state.addOrganization(`Customer ${count}`);
    const app = await open('agent', where);
    await organizationField(app).focus();
    await expect(app.getByRole('option', { name: 'Customer 1', exact: true })).toBeAttached();
    await expect
      .poll(() =>
        appFrame(page).evaluate(() => {
          const bottom = document.querySelector('.picker-menu')?.getBoundingClientRect().bottom ?? Infinity;
          return bottom <= innerHeight;
        }),
      )
      .toBe(true);
  });
}
