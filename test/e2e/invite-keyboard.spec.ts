import type { FrameLocator } from '@playwright/test';
import { organizationField } from './organization-field';
import { expect, test } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const line = (app: FrameLocator, email: string) => app.getByRole('listitem').filter({ hasText: email });
const highlighted = (app: FrameLocator) => app.locator('[role=option].picker-active');

test('the field has the focus from the beginning and after each invitation', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await expect(addresses(app)).toBeFocused();
  await expect(app.getByText('Ctrl+Enter', { exact: true })).toBeVisible();
  for (const email of ['ada@acme.example', 'bob@acme.example']) {
    await page.keyboard.type(email);
    await page.keyboard.press('Control+Enter');
    await expect(line(app, email)).toContainText('Done');
    await expect(addresses(app)).toBeFocused();
    await expect(addresses(app)).toHaveValue('');
  }
});

test('the focus is taken from nobody who went elsewhere meanwhile', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  let answer = (): void => undefined;
  const asked = new Promise<void>((done) => {
    void page.route('**/__site/invoke', async (route) => {
      if (!route.request().postData()?.includes('invite.send')) return route.continue();
      done();
      await new Promise<void>((goOn) => (answer = goOn));
      return route.continue();
    });
  });
  await addresses(app).fill('ada@acme.example');
  await page.keyboard.press('Control+Enter');
  await asked;
  await app.getByRole('tab', { name: 'Invite' }).focus();
  answer();
  await expect(line(app, 'ada@acme.example')).toContainText('Done');
  await expect(app.getByRole('tab', { name: 'Invite' })).toBeFocused();
});

test('the whole job can be done with the keyboard alone', async ({ open, page, site }) => {
  const app = await open('agent', 'invite');
  await expect(addresses(app)).toBeFocused();
  await page.keyboard.type('ada@acme.example');
  await page.keyboard.press('Tab');
  await expect(organizationField(app)).toBeFocused();
  await page.keyboard.type('Glo');
  await expect(highlighted(app)).toHaveText('Globex');
  // Enter takes what has been painted, which a slow machine does later than the test sees it.
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(organizationField(app)).toHaveValue('Globex', { timeout: 500 });
  }).toPass();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(app.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Ada Lovelace');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(app.getByLabel('Send Jira’s invitation email')).toBeChecked();
  await page.keyboard.press('Control+Enter');

  await expect(line(app, 'ada@acme.example')).toContainText('added to Globex');
  await expect(addresses(app)).toBeFocused();
  expect(site.jira.state.mailsSent).toHaveLength(1);
  expect(site.jira.state.withEmail('ada@acme.example')[0]?.displayName).toBe('Ada Lovelace');
});

test('Ctrl+Enter sends from every field, but never a name of an organization that was not chosen', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await organizationField(app).focus();
  await page.keyboard.type('Glo');
  await expect(highlighted(app)).toHaveText('Globex');
  await page.keyboard.press('Control+Enter');
  await expect(app.getByText('Choose an organization from the list, or clear this field.')).toBeVisible();
  await expect(organizationField(app)).toBeFocused();
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  await organizationField(app).fill('');
  await page.keyboard.press('Control+Enter');
  await expect(line(app, 'ada@acme.example')).toContainText('Done');
});
