import type { FrameLocator } from '@playwright/test';
import { people, settled, started } from '../site/importing';
import { expect, test } from './site';
import { saveOverrides, storedPolicy } from './stored-policy';

const rule = (app: FrameLocator, name: string) => app.getByRole('group', { name }).first();
async function openPolicy(
  open: (who: string, where: 'project settings') => Promise<FrameLocator>,
): Promise<FrameLocator> {
  const app = await open('project-admin', 'project settings');
  await app.getByRole('tab', { name: 'Policy' }).click();
  return app;
}

const review = (app: FrameLocator) => app.getByRole('button', { name: 'Review changes' }).click();
const confirm = (app: FrameLocator) => app.getByRole('button', { name: 'Confirm and save' }).click();

test('a project admin is stricter than the site, and reads what changes before', async ({ open, site }) => {
  const app = await openPolicy(open);
  const email = rule(app, 'Jira’s invitation email');
  await expect(email).toContainText('The site’s rule: Sent if the inviter chooses so');
  await email.getByLabel('Be stricter in this space').check();
  await email.getByLabel('Never sent').check();
  await rule(app, 'Denied domains').getByLabel('Be stricter in this space').check();
  await app.getByRole('textbox', { name: 'Denied domains' }).fill('denied.example\nevil.example');
  await review(app);
  const changes = app.getByRole('region', { name: 'Review changes' });
  await expect(changes).toContainText('This space, by its admins');
  await expect(changes).toContainText('Inherited → After: Never sent');
  await confirm(app);

  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    projects: { 10001: { overrides: {}, own: { email: 'never' } } },
  });

  const admin = await open('jira-admin', 'configure');
  await admin.getByRole('button', { name: /Support \(SUP\)/ }).click();
  await expect(admin.getByRole('heading', { name: 'Set by the space’s admins' })).toBeVisible();
  await expect(admin.getByText('denied.example, evil.example')).toBeVisible();
});

test('only what the site allows is offered', async ({ open, site }) => {
  await saveOverrides(site, { accounts: 'existing', allowedDomains: ['acme.example'], dailyPerProject: 50 });
  const app = await openPolicy(open);
  await expect(rule(app, 'New accounts')).toContainText('This can’t be stricter.');
  await rule(app, 'Where customers may be added').getByLabel('Be stricter in this space').check();
  await expect(app.getByLabel('No organizations')).toBeVisible();
  await expect(app.getByLabel('Any organization of the site')).toHaveCount(0);

  await rule(app, 'Allowed domains').getByLabel('Be stricter in this space').check();
  await app.getByRole('textbox', { name: 'Allowed domains' }).fill('globex.example');
  await expect(app.getByText('globex.example isn’t one of the domains that the site allows.')).toBeVisible();
  await review(app);
  await expect(app.getByRole('textbox', { name: 'Allowed domains' })).toBeFocused();
  await app.getByRole('textbox', { name: 'Allowed domains' }).fill('mail.acme.example');

  await rule(app, 'Invitations a day per space').getByLabel('Be stricter in this space').check();
  await app.getByRole('textbox', { name: 'Invitations a day per space' }).fill('51');
  await expect(app.getByText('Enter a whole number from 1 to 50.')).toBeVisible();
  await app.getByRole('textbox', { name: 'Invitations a day per space' }).fill('5');
  await review(app);
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
});

test('imports can be smaller than the site’s, and confirmed sooner, but not later', async ({
  open,
  site,
}) => {
  const app = await openPolicy(open);
  const most = rule(app, 'People in one import');
  await expect(most).toContainText('The site’s rule: The maximum of 100,000');
  await most.getByLabel('Be stricter in this space').check();
  await most.getByRole('textbox').fill('1000');
  const from = rule(app, 'Confirm imports of this many people or more');
  await expect(from).toContainText('The site’s rule: 500 people or more');
  await from.getByLabel('Be stricter in this space').check();
  await from.getByRole('textbox').fill('501');
  await expect(from.getByText('Enter a whole number from 1 to 500.')).toBeVisible();
  await review(app);
  await expect(from.getByRole('textbox')).toBeFocused();
  await from.getByRole('textbox').fill('50');
  await review(app);
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    projects: { 10001: { own: { importMax: 1000, importConfirmFrom: 50 } } },
  });
});

test('a rule that the site has outrun since is told, and can be chosen again', async ({ open, site }) => {
  await site.savePolicy({ mayInvite: ['agents', 'permission'] }, ['SUP']);
  const app = await openPolicy(open);
  const inviters = rule(app, 'Who may invite customers');
  await inviters.getByLabel('Be stricter in this space').check();
  await inviters.getByLabel('Agents of the space').uncheck();
  await review(app);
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();

  await site.savePolicy({ mayInvite: ['agents'] }, ['SUP']);
  const again = await openPolicy(open);
  await expect(again.getByText('The site no longer allows what was chosen here.')).toBeVisible();
  await rule(again, 'Who may invite customers').getByLabel('Agents of the space').check();
  await expect(again.getByText('The site no longer allows what was chosen here.')).toHaveCount(0);
  await review(again);
  await confirm(again);
  await expect(again.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({ projects: { 10001: { own: { mayInvite: ['agents'] } } } });
});

test('a Jira admin who saves meanwhile is not overwritten, and nothing is lost', async ({ open, site }) => {
  const app = await openPolicy(open);
  const email = rule(app, 'Jira’s invitation email');
  await email.getByLabel('Be stricter in this space').check();
  await email.getByLabel('Never sent').check();
  await site.savePolicy({ accounts: 'existing' }, ['SUP']);
  await review(app);
  await confirm(app);
  await expect(app.getByText('Someone else has saved the policy')).toBeVisible();
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(rule(app, 'New accounts')).toContainText('Add only people who already have an account');
  expect(await storedPolicy(site)).toMatchObject({
    rules: { accounts: 'existing' },
    projects: { 10001: { own: { email: 'never' } } },
  });
});

test('the project’s audit log shows what its admin changed, and API keys only where allowed', async ({
  open,
}) => {
  const app = await openPolicy(open);
  await expect(app.getByRole('tab', { name: 'API keys' })).toHaveCount(0);
  await rule(app, 'New accounts').getByLabel('Be stricter in this space').check();
  await app.getByLabel('Add only people who already have an account').check();
  await review(app);
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  await app.getByRole('tab', { name: 'Audit' }).click();
  await expect(app.getByRole('table').getByText('Pat Lead').first()).toBeVisible();

  const admin = await open('jira-admin', 'configure');
  await admin.getByLabel('Space admins may create API keys for their own space').check();
  await review(admin);
  await confirm(admin);
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  const again = await openPolicy(open);
  await again.getByRole('tab', { name: 'API keys' }).click();
  await expect(again.getByRole('button', { name: 'Create API key' })).toBeVisible();
});

test('whoever is no admin of the project reads so, and in a project that is off, who can enable it', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'project settings');
  await expect(app.getByText('You are not an admin of this space.')).toBeVisible();
  await site.savePolicy({}, []);
  const off = await open('project-admin', 'project settings');
  await expect(off.getByText('Guestlist is off in this space')).toBeVisible();
  await expect(off.getByText('Ask a Jira admin to enable this space')).toBeVisible();
});

test('a project admin sees at a glance who was invited lately, and by whom', async ({ open, look, site }) => {
  const invite = (email: string, displayName: string): Promise<unknown> =>
    site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
      people: [{ email, displayName }],
      organizations: [{ name: 'Acme' }],
      notify: false,
    });
  for (let index = 0; index < 11; index += 1) {
    await invite(`guest${index}@acme.example`, `Guest ${index}`);
    await site.forge.passTime(60_000);
  }
  const { id } = await started(site, { rows: people(3) });
  await settled(site, id);
  const app = await open('project-admin', 'project settings');
  const recent = app.getByRole('table', { name: 'Invited lately' });
  await expect(recent.getByRole('row')).toHaveCount(11);
  await expect(recent.getByRole('row').nth(1)).toContainText('Import of 3 people finished');
  await expect(recent.getByRole('row').nth(2)).toContainText('Guest 10');
  await expect(recent.getByRole('row').nth(2)).toContainText('Ana Agent');
  await expect(recent.getByRole('row').nth(2)).toContainText('in Acme');
  await look('project-overview');
  await app.getByRole('button', { name: 'Show all in Audit' }).click();
  await expect(app.getByRole('tab', { name: 'Audit' })).toHaveAttribute('aria-selected', 'true');
});
