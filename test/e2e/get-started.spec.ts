import { DEFAULT_RULES } from '../../src/domain/policy/rules';
import type { LocalSite } from '../../local/server/local-site';
import { tryAddress } from './get-started';
import { expect, test } from './site';
import { weighScript } from './script-weight';

test('the steps of setting up tick themselves', async ({ open, site }) => {
  await site.savePolicy({ ...DEFAULT_RULES }, []);
  const admin = await open('jira-admin', 'get started');
  await expect(admin.getByText('1 of 4 done')).toBeVisible();
  await expect(admin.getByRole('heading', { level: 3 })).toHaveText([
    'Permission Done',
    'Spaces Not done yet',
    'Rules Not done yet',
    'Try it Not done yet',
  ]);

  // Where none is on, there is nothing to do but to choose some.
  await admin.getByLabel('Support (SUP)').check();
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(admin.getByText('2 of 4 done')).toBeVisible();
  await expect(admin.getByText('1 of 2 service spaces enabled')).toBeVisible();

  await tryAddress(admin);
  await admin.getByLabel('Email address').fill('ada@acme.example');
  await admin.getByLabel('Space', { exact: true }).click();
  await admin.getByRole('option', { name: 'Support (SUP)' }).click();
  await admin.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(admin.getByText('3 of 4 done')).toBeVisible();

  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await app.getByText('New account').waitFor();
  await open('jira-admin', 'get started');
  await expect(admin.getByText('4 of 4 done')).toBeVisible();
  await expect(admin.getByText('Customers have been invited.')).toBeVisible();
});

test('the step of the rules says what holds, and leads to them', async ({ open, site }) => {
  await site.savePolicy({ deniedDomains: ['denied.example'], dailyPerPerson: 20 }, ['SUP']);
  const admin = await open('jira-admin', 'get started');
  await expect(
    admin.getByText(
      'In 1 space, agents may invite anyone except at denied.example. Each person may invite 20 a day.',
    ),
  ).toBeVisible();
  await admin.getByRole('button', { name: 'Edit policy' }).click();
  await expect(admin.getByRole('tab', { name: 'Policy' })).toHaveAttribute('aria-selected', 'true');
});

test('where the permission suffices, lending is folded away', async ({ open }) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByText('Guestlist has the permission it needs').waitFor();
  const lend = admin.getByRole('button', { name: 'Lend my permission' });
  await expect(lend).toBeHidden();
  await admin.getByRole('button', { name: 'Details' }).click();
  await expect(admin.getByText('The app’s own')).toBeVisible();
  await expect(lend).toBeHidden();
  await admin.getByText('Advanced').click();
  await expect(lend).toBeVisible();
});

test.describe('where the app is no admin', () => {
  test.use({ profile: 'app-not-admin' });

  test('whoever lent their permission is not asked for it again', async ({ open }) => {
    const admin = await open('jira-admin', 'get started');
    await admin.getByRole('button', { name: 'Lend my permission' }).click();
    await admin.getByRole('group').getByRole('button', { name: 'Lend my permission' }).click();
    await expect(admin.getByText('Lent by Jo Admin')).toBeVisible();
    await expect(admin.getByText('Guestlist now uses your permission.')).toBeVisible();
    await expect(admin.getByRole('button', { name: 'Lend my permission' })).toHaveCount(0);
  });
});

test('keys that expire soon are told on the first tab only', async ({ open, site }) => {
  await createKey(site, 'CRM', 9);
  await createKey(site, 'Later', 60);
  const admin = await open('jira-admin', 'get started');
  const warning = admin.getByText('1 API key expires within 14 days');
  await expect(warning).toBeVisible();
  await expect(admin.getByText(/“CRM” expires on/)).toBeVisible();
  await expect(admin.getByText(/“Later”/)).toHaveCount(0);
  await admin.getByRole('button', { name: 'Open API keys' }).click();
  await expect(admin.getByRole('tab', { name: 'API keys' })).toHaveAttribute('aria-selected', 'true');
  await expect(warning).toBeHidden();
});

test('the first tab’s first load stays under 145 KB of gzipped script', async ({ open, page }) => {
  const weight = weighScript(page, 'admin');
  const admin = await open('jira-admin', 'get started');
  await admin.getByText('3 of 4 done').waitFor();
  expect(await weight()).toBeLessThan(145_000);
});

async function createKey(site: LocalSite, name: string, days: number): Promise<void> {
  const limits = { domains: [], organizations: [], dailyQuota: 100, days };
  const input = { name, projects: ['10001'], ...limits };
  await site.forge.invoke(site.screen('settings', 'jira-admin'), 'keys.create', input);
}
