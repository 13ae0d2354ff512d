import type { Locator, Page } from '@playwright/test';
import { chooseSpaces, tryAddress } from './get-started';
import { test } from './site';
import { saveOverrides } from './stored-policy';

/** The policy's screens as they look: light, dark and on a phone, each checked with axe. */
const group = (app: { getByRole: Page['getByRole'] }, name: string): Locator =>
  app.getByRole('group', { name });

test('the policy', async ({ open, looks, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Allowed domains').waitFor();
  await looks('policy');

  await app.getByLabel('Allowed domains').fill('*.Acme.example\ncom\nbücher..example');
  await app.getByLabel('Invitations a day per person').fill('many');
  await app.getByRole('button', { name: 'Add a domain' }).click();
  await group(app, 'Rule 1').getByLabel('Domain').fill('acme.example');
  await app.getByRole('button', { name: 'Review changes' }).click();
  await app.getByText('Correct the fields marked above first.').waitFor();
  await looks('policy-wrong');

  await app.getByLabel('Allowed domains').fill('*.Acme.example\nmail.denied.example');
  await app.getByLabel('Invitations a day per person').fill('20');
  await group(app, 'Rule 1').getByRole('button', { name: 'Remove rule 1' }).click();
  await app.getByLabel('Denied domains').fill('denied.example\nmine.example');
  await app.getByLabel('Agents of the space').uncheck();
  await app.getByRole('button', { name: /Support \(SUP\)/ }).click();
  const email = group(app, 'Jira’s invitation email').last();
  await email.getByLabel('Set for this space').check();
  await email.getByLabel('Never sent').check();
  await looks('policy-project');

  await app.getByRole('button', { name: 'Review changes' }).click();
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await looks('policy-review');
  await site.savePolicy({ deniedDomains: ['denied.example', 'evil.example'] }, ['SUP']);
  await app.getByRole('button', { name: 'Confirm and save' }).click();
  await app.getByText('What they changed').click();
  await looks('policy-merged');
});

test('the versions of the policy', async ({ open, looks, site }) => {
  await saveOverrides(site, { email: 'never' });
  await saveOverrides(site, { onlyOrganizations: [{ id: '103', name: 'Umbra' }] });
  await saveOverrides(site, { accounts: 'existing' });
  site.jira.state.organizations.delete('103');
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Versions' }).click();
  await app.getByText('Current', { exact: true }).waitFor();
  await looks('policy-versions');
  await app.getByRole('button', { name: 'Go back to this version' }).first().click();
  await app.getByText(/no longer exist/).waitFor();
  await looks('policy-restored');
});

test('a dry run, and many projects', async ({ open, looks, page, site }) => {
  const { desks } = site.jira.state;
  for (let number = 1; number <= 12; number += 1) {
    const id = String(100 + number);
    const like = desks.get('1');
    const names = { id, projectId: String(20_000 + number), projectKey: `T${number}` };
    if (like) desks.set(id, { ...like, ...names, projectName: `Team ${number}` });
  }
  const app = await open('jira-admin', 'get started');
  await chooseSpaces(app);
  await app.getByLabel('Filter spaces').waitFor();
  await tryAddress(app);
  await app.getByLabel('Email address').fill('ada@acme.example');
  await app.getByLabel('Space', { exact: true }).focus();
  await page.keyboard.type('Supp');
  await page.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Try it' }).click();
  await app.getByText('ada@acme.example would be invited').waitFor();
  await looks('get-started-try');
  await app.getByLabel('Email address').fill('eve@denied.example');
  await app.getByRole('button', { name: 'Try it' }).click();
  await app.getByText('eve@denied.example would not be invited').waitFor();
  await looks('get-started-try-refused');
});

test('the space settings', async ({ open, looks }) => {
  const app = await open('project-admin', 'project settings');
  await app.getByText('No one has been invited yet').waitFor();
  await looks('project-overview-empty');
  await app.getByRole('tab', { name: 'Policy' }).click();
  const denied = group(app, 'Denied domains');
  await denied.getByLabel('Be stricter in this space').check();
  await looks('project-policy');
  await app.getByRole('textbox', { name: 'Denied domains' }).fill('denied.example\nevil.example');
  await app.getByRole('button', { name: 'Review changes' }).click();
  await app.getByRole('heading', { name: 'Review changes' }).waitFor();
  await looks('project-review');
});
