import type { FrameLocator, Locator } from '@playwright/test';
import type { LocalSite } from '../../local/server/local-site';
import { test } from './site';

const KEY = { projects: ['10001'], domains: [], organizations: [], dailyQuota: 100, days: 30 };

/** API keys and the audit log, as they look: light, dark and on a phone, each checked with axe. */
test('API keys', async ({ open, looks, page, site }) => {
  const app = await openTab(open, 'API keys');
  await app.getByText('No API keys yet').waitFor();
  await looks('keys-empty');

  await app.getByRole('button', { name: 'Create API key' }).click();
  await app.getByLabel('Allowed domains').fill('acme.example\ncom');
  await app.getByLabel('Invitations a day').fill('many');
  await app.getByRole('button', { name: 'Create key' }).click();
  await app.getByText('Enter a name.').waitFor();
  await looks('keys-form');

  await app.getByLabel('Name').fill('Onboarding script of the sales team');
  await app.getByLabel('Allowed domains').fill('acme.example, bücher.example, globex.example');
  await app.getByLabel('Allowed organizations').fill('Acme');
  await app.getByRole('option', { name: 'Acme' }).waitFor();
  await looks('keys-organizations');
  await page.keyboard.press('Enter');
  await app.getByLabel('Invitations a day').fill('5');
  await app.getByRole('button', { name: 'Create key' }).click();
  await app.getByText('It will not be shown again.').waitFor();
  await app.getByRole('button', { name: 'Copy key' }).click();
  await app.getByText('Copied').waitFor();
  await looks('keys-once');
  await app.getByRole('button', { name: 'Done' }).click();

  await call(site, 'keys.create', { ...KEY, name: 'CI', days: 3 });
  const old = await call(site, 'keys.create', { ...KEY, name: 'Old importer' });
  await call(site, 'keys.revoke', { id: old.key.id });
  const turned = await call(site, 'keys.create', { ...KEY, name: 'CRM sync' });
  await call(site, 'keys.rotate', { id: turned.key.id, overlapHours: 24 });
  await app.getByRole('button', { name: 'Refresh' }).click();
  await app.getByRole('row', { name: /CRM sync/ }).waitFor();
  await looks('keys-table');
  await app.getByRole('button', { name: 'Rotate CI' }).click();
  await looks('keys-rotate');
  await app.getByRole('button', { name: 'Cancel' }).click();
  await app.getByRole('button', { name: 'Revoke CI' }).click();
  await looks('keys-revoke');
});

test('the audit log', async ({ open, looks, page, site }) => {
  await fill(site);
  const app = await openTab(open, 'Audit');
  await app.getByRole('row', { name: /Ada Lovelace/ }).waitFor();
  await looks('audit');

  await app.getByLabel('To', { exact: true }).fill('2020-01-01');
  await app.getByLabel('From').fill('2021-01-01');
  await app.getByLabel('Space', { exact: true }).fill('Part');
  await app.getByRole('option', { name: 'Partner help (PAR)' }).waitFor();
  await looks('audit-filters');
  await page.keyboard.press('Enter');
  await app.getByLabel('To', { exact: true }).fill('');
  await app.getByText('No entries match the filters').waitFor();
  const downloading = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Export as CSV' }).click();
  await downloading;
  await looks('audit-none');
});

async function openTab(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
  tab: string,
): Promise<Locator> {
  const app = await open('jira-admin', 'get started');
  await app.getByRole('tab', { name: tab }).click();
  return app.getByRole('tabpanel', { name: tab });
}

async function call(
  site: LocalSite,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly key: { readonly id: string } }> {
  const reply = await site.forge.invoke(site.screen('settings', 'jira-admin'), name, input);
  return (reply as { data: { key: { id: string } } }).data;
}

/** Some of everything that the log can tell. */
async function fill(site: LocalSite): Promise<void> {
  const agent = site.screen('invite', 'agent', 'SUP');
  const invite = (email: string, organizations: readonly unknown[] = [], displayName?: string) =>
    site.forge.invoke(agent, 'invite.send', {
      people: [{ email, ...(displayName && { displayName }) }],
      organizations,
      notify: true,
    });
  await invite('ada@acme.example', [{ name: 'Acme' }], 'Ada Lovelace');
  await invite('customer@guestlist.example');
  await invite('no-customer-role@guestlist.example');
  await invite('eve@denied.example');
  await site.forge.invoke(site.screen('settings', 'user'), 'policy.show', {});
  await call(site, 'authority.consent', {});
  await call(site, 'authority.withdraw', {});
  const { key } = await call(site, 'keys.create', { ...KEY, name: 'Onboarding script' });
  await call(site, 'keys.revoke', { id: key.id });
}
