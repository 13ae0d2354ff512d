import type { FrameLocator, Locator, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { LocalSite } from '../../local/server/local-site';
import { projectIdSchema } from '../../src/contract/ids';
import type { Policy, PolicyInput } from '../../src/contract/policy';
import { expect, test } from './site';

/** Runs a command as whoever copied it would, in a shell. @returns what it printed. */
async function inShell(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${command} --silent`]);
  return stdout;
}

const keys = (app: Locator) => app.getByRole('table', { name: 'API keys' });
const once = (app: Locator) => app.getByRole('region', { name: /copy the key now/ });

async function openTab(open: (who: string, where: 'get started') => Promise<FrameLocator>): Promise<Locator> {
  const app = await open('jira-admin', 'get started');
  await app.getByRole('tab', { name: 'API keys' }).click();
  return app.getByRole('tabpanel', { name: 'API keys' });
}

async function openKeys(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
): Promise<Locator> {
  const app = await openTab(open);
  await app.getByRole('heading', { name: 'API keys', exact: true }).waitFor();
  return app;
}

async function createKey(app: Locator, name: string): Promise<void> {
  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Name').fill(name);
  await app.getByRole('button', { name: 'Create key' }).click();
  await once(app).waitFor();
}

/** Saves the policy as a Jira admin, somewhere else. */
async function savePolicy(site: LocalSite, changed: Partial<PolicyInput>): Promise<void> {
  const admin = site.screen('settings', 'jira-admin');
  const { data } = (await site.forge.invoke(admin, 'policy.show', {})) as { data: Policy };
  const { version, rules, auditDays, projectAdminsMakeKeys } = data;
  const projects = [{ projectId: '10001', overrides: {} }];
  const input = { version, rules, auditDays, projectAdminsMakeKeys, projects, ...changed };
  expect(await site.forge.invoke(admin, 'policy.save', input)).toMatchObject({ ok: true });
}

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
  return async () =>
    (await page.frames()[1]?.evaluate(() => document.documentElement.dataset['copied'])) ?? '';
}

test('a key is made, shown once, invites through the shown command, and is revoked: by keyboard only', async ({
  open,
  page,
  site,
}) => {
  const app = await openKeys(open);
  await expect(app.getByText('There is no API key yet')).toBeVisible();
  await app.getByRole('button', { name: 'Create API key' }).focus();
  await page.keyboard.press('Enter');

  await expect(app.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Onboarding script');
  // The only enabled project is chosen already.
  await expect(app.getByRole('form').getByText('Support (SUP)')).toBeVisible();
  await app.getByLabel('Allowed domains').focus();
  await page.keyboard.type('acme.example');
  await app.getByLabel('Allowed organizations').focus();
  await page.keyboard.type('Acm');
  await app.getByRole('option', { name: 'Acme' }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await app.getByRole('button', { name: 'Create key' }).focus();
  await page.keyboard.press('Enter');

  await expect(app.getByRole('heading', { name: '“Onboarding script”: copy the key now' })).toBeFocused();
  await expect(app.getByText('It will not be shown again.')).toBeVisible();
  const secret = await app.getByLabel('API key', { exact: true }).inputValue();
  expect(secret).toMatch(/^gl_[a-z0-9]{12}_[\w-]{43}$/);
  const command = await app.getByLabel('Try it: invite one customer with curl').inputValue();
  expect(await inShell(command)).toContain('HTTP/1.1 201');
  expect(await inShell(command)).toContain('HTTP/1.1 200');
  expect(site.jira.state.withEmail('customer@acme.example')).toHaveLength(1);

  await app.getByRole('button', { name: 'Done' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByText('The key “Onboarding script” is no longer shown.')).toBeVisible();
  const row = keys(app).getByRole('row', { name: /Onboarding script/ });
  await expect(row).toBeFocused();
  await expect(row).toContainText(secret.slice(0, 15));
  await expect(row).toContainText('Only acme.example');
  await expect(row).toContainText('Only in Acme');
  await expect(row).toContainText('Jo Admin');
  await expect(row).toContainText('Active');
  expect(await app.textContent()).not.toContain(secret);

  await app.getByRole('button', { name: 'Refresh' }).focus();
  await page.keyboard.press('Enter');
  await expect(row).not.toContainText('Never');

  await app.getByRole('button', { name: 'Revoke Onboarding script' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Revoke “Onboarding script”?' })).toBeFocused();
  await app.getByRole('button', { name: 'Revoke key' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByText('“Onboarding script” is revoked.')).toBeVisible();
  await expect(row).toBeFocused();
  await expect(row).toContainText('Revoked');
  await expect(row.getByRole('button')).toHaveCount(0);
  expect(await inShell(command)).toContain('HTTP/1.1 401');
});

test('a project that was enabled meanwhile can be chosen', async ({ open, page, site }) => {
  const app = await openKeys(open);
  const projects = ['10001', '10002'].map((id) => ({ projectId: projectIdSchema.parse(id), overrides: {} }));
  await savePolicy(site, { projects });

  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Name').fill('CI');
  await app.getByLabel('Projects', { exact: true }).focus();
  await page.keyboard.type('Partner');
  await app.getByRole('option', { name: 'Partner help (PAR)' }).waitFor();
  await page.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Create key' }).click();
  await app.getByRole('button', { name: 'Done' }).click();
  await expect(keys(app).getByRole('row', { name: /CI/ })).toContainText('Partner help');
});

test('a project admin makes keys for their own project, where the policy lets them', async ({
  open,
  page,
  site,
}) => {
  await savePolicy(site, { projectAdminsMakeKeys: true });
  const frame = await open('project-admin', 'project settings');
  await frame.getByRole('tab', { name: 'API keys' }).click();
  const app = frame.getByRole('tabpanel', { name: 'API keys' });
  await app.getByRole('button', { name: 'Create API key' }).click();
  await expect(app.getByLabel('Projects', { exact: true })).toHaveCount(0);
  await app.getByLabel('Name').fill('CI');
  await app.getByLabel('Allowed organizations').focus();
  // Organizations of other projects are not offered.
  await page.keyboard.type('Initech');
  await expect(app.getByText('No organization has that name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await app.getByRole('button', { name: 'Create key' }).click();
  await expect(app.getByLabel('Try it')).toHaveValue(/"project":"SUP"/);
  await app.getByRole('button', { name: 'Done' }).click();
  await expect(keys(app).getByRole('row', { name: /CI/ })).toContainText('Pat Lead');

  await savePolicy(site, { projectAdminsMakeKeys: false });
  await app.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.getByText('The policy does not let project admins make API keys.')).toBeVisible();
});

test('what is wrong in the form is said at its field, and nothing typed is lost', async ({ open }) => {
  const app = await openKeys(open);
  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Allowed domains').fill('acme.example\ncom\nno domain');
  await app.getByLabel('Invitations a day').fill('0');
  await app.getByLabel('Days until it expires').fill('91');
  await app.getByRole('button', { name: 'Create key' }).click();

  await expect(app.getByLabel('Name')).toBeFocused();
  await expect(app.getByText('Type a name.')).toBeVisible();
  await expect(app.getByText('“com” is a whole top-level domain.')).toBeVisible();
  await expect(app.getByText('Type a whole number from 1 to 10,000.')).toBeVisible();
  await expect(app.getByText('Type a whole number from 1 to 90.')).toBeVisible();
  await expect(app.getByLabel('Invitations a day')).toHaveAccessibleDescription(/Type a whole number/);
  await expect(app.getByLabel('Allowed domains')).toHaveValue('acme.example\ncom\nno domain');
  await expect(app.getByLabel('Days until it expires')).toHaveValue('91');

  await app.getByLabel('Name').fill('CI');
  await app.getByLabel('Allowed domains').fill('*.Acme.example');
  await app.getByLabel('Invitations a day').fill('5');
  await app.getByLabel('Days until it expires').fill('7');
  await app.getByRole('button', { name: 'Create key' }).click();
  await app.getByRole('button', { name: 'Done' }).click();
  const row = keys(app).getByRole('row', { name: /CI/ });
  await expect(row).toContainText('Only acme.example');
  await expect(row).toContainText('5 invitations a day');
  await expect(row).toContainText('Expires soon');
});

test('a rotated key opens with its new secret, and with the old one for the time chosen', async ({
  open,
  page,
}) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  const command = await app.getByLabel('Try it: invite one customer with curl').inputValue();
  await app.getByRole('button', { name: 'Done' }).click();

  await app.getByRole('button', { name: 'Rotate CI' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Rotate “CI”?' })).toBeFocused();
  await expect(app.getByRole('radio', { name: '24 hours' })).toBeChecked();
  await app.getByRole('button', { name: 'Rotate key' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: '“CI”: copy the key now' })).toBeFocused();
  await expect(app.getByText('The old secret still opens until')).toBeVisible();
  const second = await app.getByLabel('Try it: invite one customer with curl').inputValue();
  expect(second).not.toBe(command);
  expect(await inShell(command)).toContain('HTTP/1.1 201');
  expect(await inShell(second)).toContain('HTTP/1.1 200');
  await app.getByRole('button', { name: 'Done' }).click();

  await app.getByRole('button', { name: 'Rotate CI' }).click();
  await app.getByRole('radio', { name: 'Not at all' }).check();
  await app.getByRole('button', { name: 'Rotate key' }).click();
  await expect(once(app)).not.toContainText('The old secret');
  expect(await inShell(second)).toContain('HTTP/1.1 401');
});

test('a question is called off with Escape, and the focus goes back to its key', async ({ open, page }) => {
  const app = await openKeys(open);
  await createKey(app, 'CI');
  await app.getByRole('button', { name: 'Done' }).click();
  await app.getByRole('button', { name: 'Revoke CI' }).click();
  await expect(app.getByText('This cannot be undone.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.getByText('This cannot be undone.')).toBeHidden();
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
  expect(await copied()).toContain(`Bearer ${secret}`);
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
      ? route.fulfill({ json: { value: { ok: false, error: { code: 'key-gone', message: '' } } } })
      : route.continue(),
  );
  await app.getByRole('button', { name: 'Rotate CI' }).click();
  await app.getByRole('button', { name: 'Rotate key' }).click();
  await expect(app.getByText('There is no such API key.')).toBeVisible();
  await app.getByRole('group').getByRole('button', { name: 'Load the list again' }).click();
  await expect(app.getByText('There is no such API key.')).toBeHidden();
  await expect(keys(app).getByRole('row', { name: /CI/ })).toBeVisible();
});

test('where the keys cannot be loaded, the page says so and tries again', async ({ open, page }) => {
  let refuse = true;
  await page.route('**/__site/invoke', async (route) =>
    refuse && route.request().postData()?.includes('"keys.list"')
      ? route.fulfill({ json: { value: { ok: false, error: { code: 'storage-unavailable', message: '' } } } })
      : route.continue(),
  );
  const app = await openTab(open);
  await expect(app.getByText('The API keys could not be loaded')).toBeVisible();
  refuse = false;
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(app.getByText('There is no API key yet')).toBeVisible();
});
