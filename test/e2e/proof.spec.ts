import type { FrameLocator } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect, test } from './site';

/** Chooses the space and begins: the address is suggested. */
async function begin(admin: FrameLocator): Promise<void> {
  await admin.getByRole('button', { name: 'Prepare' }).click();
  await admin.getByLabel('Service space').click();
  await admin.getByRole('option', { name: 'Support (SUP)' }).click();
  await admin.getByRole('button', { name: 'Start checks' }).click();
}

test.describe('where the app may not create', () => {
  test.use({ profile: 'app-not-admin' });

  test('the checks are prepared, run and read without a mouse', async ({ open, page, look, site }) => {
    site.forge.time.hurried = true;
    const admin = await open('jira-admin', 'get started');
    await admin.getByRole('button', { name: 'Prepare' }).press('Enter');
    await expect(admin.getByLabel('Address for the checks')).toHaveValue(
      /^jira-admin\+guestlist.*@guestlist\.example$/,
    );
    await admin.getByLabel('Address for the checks').fill('jira-admin+proof@guestlist.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Support');
    await page.keyboard.press('Enter');
    await expect(admin.getByText('Access of the new account to Support (SUP)')).toBeVisible();
    await admin.getByLabel('Also send one of Jira’s invitation emails').press('Space');
    await expect(
      admin.getByText('jira-admin+proof-mail@guestlist.example, and an email to it'),
    ).toBeVisible();
    await look('proof-form');
    await admin.getByRole('button', { name: 'Start checks' }).press('Enter');
    await expect(admin.getByRole('heading', { name: 'Prove it on this site' })).toBeFocused();
    await expect(admin.getByText(/^Last run/)).toBeVisible({ timeout: 40_000 });
    const results = admin.getByRole('table', { name: 'Results' });
    await expect(results.getByRole('row', { name: /^Can the app create a customer\?/ })).toContainText(
      'Needs a lent permission',
    );
    await expect(results.getByText('Lend your permission in step 1')).toBeVisible();
    await expect(admin.getByText(/^Taken back: the access to the space, the organization/)).toBeVisible();
    await expect(admin.getByText(/^Left behind: the customer account/)).toBeVisible();
    await admin.getByText(/^Other answers/).press('Enter');
    await look('proof-results');
  });
});

test('an address that an agent has is refused beside the form, and nothing typed is lost', async ({
  open,
  look,
}) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByRole('button', { name: 'Prepare' }).click();
  await admin.getByLabel('Address for the checks').fill('agent@guestlist.example');
  await admin.getByLabel('Service space').click();
  await admin.getByRole('option', { name: 'Support (SUP)' }).click();
  await admin.getByRole('button', { name: 'Start checks' }).click();
  await expect(admin.getByText('Somebody has an account with this address.')).toBeVisible();
  await expect(admin.getByLabel('Address for the checks')).toHaveValue('agent@guestlist.example');
  await look('proof-refused');
});

test('who comes back meets the checks that run, can cancel them, and the file names nobody', async ({
  open,
  page,
  look,
}) => {
  const admin = await open('jira-admin', 'get started');
  await begin(admin);
  await expect(admin.getByText(/of 29 checks done/)).toBeVisible();
  await open('jira-admin', 'get started');
  await expect(admin.getByText(/Started .* by Jo Admin/)).toBeVisible();
  await look('proof-running');
  await admin.getByRole('button', { name: 'Cancel checks' }).click();
  await expect(admin.getByText(/^Cancelled/)).toBeVisible({ timeout: 40_000 });
  const downloading = page.waitForEvent('download');
  await admin.getByRole('button', { name: 'Download for the developers' }).click();
  const text = await readFile(await (await downloading).path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ app: 'Guestlist', end: 'cancelled' });
  expect(text).not.toMatch(/@|Jo Admin|qm:/);
});
