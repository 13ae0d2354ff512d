import type { LocalSite } from '../../local/server/local-site';
import { projectIdSchema } from '../../src/domain/ids';
import type { Policy, PolicyInput } from '../../src/domain/policy/policy';
import { inShell, keys, openKeys } from './keys-page';
import { expect, test } from './site';

/** Saves the policy as a Jira admin, somewhere else. */
async function savePolicy(site: LocalSite, changed: Partial<PolicyInput>): Promise<void> {
  const admin = site.screen('settings', 'jira-admin');
  const { data } = (await site.forge.invoke(admin, 'policy.show', {})) as { data: Policy };
  const { version, rules, auditDays, projectAdminsMakeKeys } = data;
  const projects = [{ projectId: '10001', overrides: {} }];
  const input = { version, rules, auditDays, projectAdminsMakeKeys, projects, ...changed };
  expect(await site.forge.invoke(admin, 'policy.save', input)).toMatchObject({ ok: true });
}

test('a key is made, shown once, invites through the shown command, and is revoked: by keyboard only', async ({
  open,
  page,
  site,
}) => {
  const app = await openKeys(open);
  await expect(app.getByText('No API keys yet')).toBeVisible();
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
  expect(command).not.toContain(secret);
  expect(await inShell(command, secret)).toContain('HTTP/1.1 201');
  expect(await inShell(command, secret)).toContain('HTTP/1.1 200');
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
  expect(await inShell(command, secret)).toContain('HTTP/1.1 401');
});

test('a project that was enabled meanwhile can be chosen', async ({ open, page, site }) => {
  const app = await openKeys(open);
  const projects = ['10001', '10002'].map((id) => ({ projectId: projectIdSchema.parse(id), overrides: {} }));
  await savePolicy(site, { projects });

  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Name').fill('CI');
  await app.getByLabel('Spaces', { exact: true }).focus();
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
  await expect(app.getByLabel('Spaces', { exact: true })).toHaveCount(0);
  await app.getByLabel('Name').fill('CI');
  await app.getByLabel('Allowed organizations').focus();
  // Organizations of other projects are not offered.
  await page.keyboard.type('Initech');
  await expect(app.getByText('No organization has that name.')).toBeVisible();
  // A form is not sent while something typed is nobody's choice.
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await app.getByRole('button', { name: 'Create key' }).click();
  await expect(app.getByLabel('Try it')).toHaveValue(/"project":"SUP"/);
  await app.getByRole('button', { name: 'Done' }).click();
  const row = keys(app).getByRole('row', { name: /CI/ });
  await expect(row).toContainText('Pat Lead');
  await app.getByRole('button', { name: 'Edit limits of CI' }).click();
  const form = app.getByRole('group', { name: 'Edit the limits of “CI”' });
  await expect(form.getByLabel('Spaces', { exact: true })).toHaveCount(0);
  await form.getByLabel('Invitations a day').fill('5');
  await form.getByRole('button', { name: 'Save limits' }).click();
  await expect(row).toContainText('0 of 5 invitations today');

  await savePolicy(site, { projectAdminsMakeKeys: false });
  await app.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.getByText('The policy doesn’t let space admins create API keys.')).toBeVisible();
});

test('what is wrong in the form is said at its field, and nothing typed is lost', async ({ open }) => {
  const app = await openKeys(open);
  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Allowed domains').fill('acme.example\ncom\nno domain');
  await app.getByLabel('Invitations a day').fill('0');
  await app.getByLabel('Days until it expires').fill('91');
  await app.getByRole('button', { name: 'Create key' }).click();

  await expect(app.getByLabel('Name')).toBeFocused();
  await expect(app.getByText('Enter a name.')).toBeVisible();
  await expect(app.getByText('“com” isn’t a complete domain.')).toBeVisible();
  await expect(app.getByText('Enter a whole number from 1 to 10,000.')).toBeVisible();
  await expect(app.getByText('Enter a whole number from 1 to 90.')).toBeVisible();
  await expect(app.getByLabel('Invitations a day')).toHaveAccessibleDescription(/Enter a whole number/);
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
  await expect(row).toContainText('0 of 5 invitations today');
  await expect(row).toContainText('Expires soon');
});
