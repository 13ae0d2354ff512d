import type { Page } from '@playwright/test';
import { appFrame } from './app-frame';
import { createKey, inShell, keys, once, openKeys, openTab } from './keys-page';
import { expect, test } from './site';

/** What was put into the clipboard last; the frame itself may not ask. */
async function heardCopies(page: Page): Promise<() => Promise<string>> {
  await page.addInitScript(() => {
    document.addEventListener('copy', () => {
      const field = document.activeElement as HTMLTextAreaElement;
      document.documentElement.dataset['copied'] = field.value.slice(
        field.selectionStart,
        field.selectionEnd,
      );
    });
  });
  return () => appFrame(page).evaluate(() => document.documentElement.dataset['copied'] ?? '');
}

test('a rotated key opens with its new secret, and with the old one for the time chosen', async ({
  open,
  page,
}) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  const command = await app.getByLabel('Try it: invite one customer with curl').inputValue();
  const first = await app.getByLabel('API key', { exact: true }).inputValue();
  await app.getByRole('button', { name: 'Done' }).click();

  await app.getByRole('button', { name: 'Rotate CI' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Rotate “CI”?' })).toBeFocused();
  await expect(app.getByRole('radio', { name: '24 hours' })).toBeChecked();
  await app.getByRole('button', { name: 'Rotate key' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: '“CI”: copy the key now' })).toBeFocused();
  await expect(app.getByText('The old key is valid until')).toBeVisible();
  const second = await app.getByLabel('API key', { exact: true }).inputValue();
  expect(second).not.toBe(first);
  expect(await inShell(command, first)).toContain('HTTP/1.1 201');
  expect(await inShell(command, second)).toContain('HTTP/1.1 200');
  await app.getByRole('button', { name: 'Done' }).click();

  await app.getByRole('button', { name: 'Rotate CI' }).click();
  await app.getByRole('radio', { name: 'No time' }).check();
  await app.getByRole('button', { name: 'Rotate key' }).click();
  await expect(once(app)).not.toContainText('The old key');
  expect(await inShell(command, second)).toContain('HTTP/1.1 401');
});

test('a question is called off with Escape, and the focus goes back to its key', async ({ open, page }) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('button', { name: 'Revoke CI' }).click();
  await expect(app.getByText('This can’t be undone.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.getByText('This can’t be undone.')).toBeHidden();
  await expect(keys(app).getByRole('row', { name: /CI/ })).toBeFocused();
  await expect(keys(app)).toContainText('Active');
});

test('the key and the command can be copied', async ({ open, page }) => {
  const copied = await heardCopies(page);
  const app = await openKeys(open);
  await createKey(app, 'CI');
  const secret = await app.getByLabel('API key', { exact: true }).inputValue();
  await app.getByRole('button', { name: 'Copy key' }).click();
  await expect(app.getByText('Copied')).toBeVisible();
  expect(await copied()).toBe(secret);
  await expect(app.getByRole('button', { name: 'Copy key' })).toBeFocused();
  await app.getByRole('button', { name: 'Copy command' }).click();
  await expect(app.getByText('Copied')).toHaveCount(2);
  expect(await copied()).toContain('"$GUESTLIST_KEY"');
});

test('where the clipboard is closed, the text is selected instead', async ({ open, page }) => {
  await page.addInitScript(() => {
    Object.assign(document, { execCommand: () => false });
  });
  const app = await openKeys(open);
  await createKey(app, 'CI');
  await app.getByRole('button', { name: 'Copy key' }).click();
  await expect(app.getByText('Your browser did not allow copying. The text is selected')).toBeVisible();
  const field = app.getByLabel('API key', { exact: true });
  await expect(field).toBeFocused();
  expect(
    await field.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [
      selectionStart,
      selectionEnd,
    ]),
  ).toEqual([0, (await field.inputValue()).length]);
});

test('a key that somebody else revoked meanwhile says so, and the list can be loaded again', async ({
  open,
  page,
}) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  await app.getByRole('button', { name: 'Done' }).click();
  await page.route('**/__site/invoke', async (route) =>
    route.request().postData()?.includes('"keys.rotate"')
      ? route.fulfill({ json: { value: { ok: false, error: { code: 'key-gone' } } } })
      : route.continue(),
  );
  await app.getByRole('button', { name: 'Rotate CI' }).click();
  await app.getByRole('button', { name: 'Rotate key' }).click();
  await expect(app.getByText('This API key doesn’t exist.')).toBeVisible();
  await app.getByRole('group').getByRole('button', { name: 'Reload the list' }).click();
  await expect(app.getByText('This API key doesn’t exist.')).toBeHidden();
  await expect(keys(app).getByRole('row', { name: /CI/ })).toBeVisible();
});

test('where the keys cannot be loaded, the page says so and tries again', async ({ open, page }) => {
  let refuse = true;
  await page.route('**/__site/invoke', async (route) =>
    refuse && route.request().postData()?.includes('"keys.list"')
      ? route.fulfill({ json: { value: { ok: false, error: { code: 'storage-unavailable' } } } })
      : route.continue(),
  );
  const app = await openTab(open);
  await expect(app.getByText('The API keys could not be loaded')).toBeVisible();
  refuse = false;
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(app.getByText('No API keys yet')).toBeVisible();
});

test('the limits of a key are changed, and the audit log says which', async ({ open, page }) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  const command = await app.getByLabel('Try it: invite one customer with curl').inputValue();
  const secret = await app.getByLabel('API key', { exact: true }).inputValue();
  await app.getByRole('button', { name: 'Done' }).click();
  expect(await inShell(command, secret)).toContain('HTTP/1.1 201');
  await app.getByRole('button', { name: 'Refresh' }).click();
  const row = keys(app).getByRole('row', { name: /CI/ });
  await expect(row).toContainText('1 of 100 invitations today');

  await app.getByRole('button', { name: 'Edit limits of CI' }).click();
  const form = app.getByRole('group', { name: 'Edit the limits of “CI”' });
  await expect(form.getByRole('heading')).toBeFocused();
  await form.getByLabel('Invitations a day').fill('none');
  await form.getByRole('button', { name: 'Save limits' }).click();
  await expect(form.getByText('Enter a whole number from 1 to 10,000.')).toBeVisible();
  await expect(form.getByLabel('Invitations a day')).toBeFocused();
  await form.getByLabel('Invitations a day').fill('1');
  await form.getByLabel('Allowed domains').fill('acme.example');
  await form.getByRole('button', { name: 'Save limits' }).click();
  await expect(app.getByText('The limits of “CI” are saved.')).toBeVisible();
  await expect(row).toBeFocused();
  await expect(row).toContainText('1 of 1 invitation today');
  await expect(row).toContainText('Only acme.example');
  expect(await inShell(command, secret)).toMatch(/HTTP\/1\.1 4(03|29)/);

  const frame = page.frameLocator('#app');
  await frame.getByRole('tab', { name: 'Audit' }).click();
  const entry = frame.getByRole('row', { name: /Limits of API key “CI” changed/ });
  await expect(entry).toContainText('domains, invitations a day');
});

test('limits that somebody else changed meanwhile are not overwritten', async ({ open, site }) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('button', { name: 'Edit limits of CI' }).click();
  const admin = site.screen('settings', 'jira-admin');
  const { data } = (await site.forge.invoke(admin, 'keys.list', {})) as {
    data: { keys: { id: string; projects: string[] }[] };
  };
  const [key] = data.keys;
  const seen = { projects: key?.projects, domains: [], organizations: [], dailyQuota: 100 };
  await site.forge.invoke(admin, 'keys.update', { id: key?.id, seen, limits: { ...seen, dailyQuota: 7 } });

  const form = app.getByRole('group', { name: 'Edit the limits of “CI”' });
  await form.getByLabel('Invitations a day').fill('50');
  await form.getByRole('button', { name: 'Save limits' }).click();
  await expect(form.getByText('Someone else changed this API key after you opened it.')).toBeVisible();
  await form.getByRole('button', { name: 'Reload the list' }).click();
  await expect(keys(app)).toContainText('0 of 7 invitations today');
});
