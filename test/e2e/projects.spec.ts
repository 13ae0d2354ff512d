import { expect, test } from './site';

test('an admin enables a project, and its agents can invite', async ({ open }) => {
  const admin = await open('jira-admin', 'get started');
  await expect(admin.getByLabel('Support (SUP)')).toBeChecked();
  await expect(admin.getByRole('button', { name: 'Save projects' })).toBeDisabled();
  await admin.getByLabel('Partner help (PAR)').check();
  await admin.getByRole('button', { name: 'Save projects' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();

  const app = await open('other-agent', 'invite in PAR');
  await expect(app.getByLabel('E-mail addresses')).toBeVisible();
});

test('an admin switches a project off, and what else the policy says stays', async ({ open, site }) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByLabel('Support (SUP)').uncheck();
  await admin.getByRole('button', { name: 'Save projects' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  expect(site.forge.kvs.store.get('plain', 'policy')?.value).toMatchObject({
    rules: { deniedDomains: ['denied.example'] },
    projects: {},
  });

  const app = await open('agent', 'invite');
  await expect(app.getByText('Guestlist is off in this project')).toBeVisible();
});

test('two admins who save at once: the second is told, and nothing of the first is lost', async ({
  open,
  site,
}) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByLabel('Partner help (PAR)').check();
  await site.savePolicy(
    {
      allowedDomains: ['acme.example'],
      deniedDomains: [],
      agentsMaySendEmail: false,
      agentsMayEnrolInOrganizations: true,
      agentsMayCreateOrganizations: false,
    },
    ['SUP'],
  );
  await admin.getByRole('button', { name: 'Save projects' }).click();
  await expect(admin.getByText('Someone else saved the policy after you opened it.')).toBeVisible();
  await admin.getByRole('button', { name: 'Load the projects again' }).click();
  await admin.getByLabel('Partner help (PAR)').check();
  await admin.getByRole('button', { name: 'Save projects' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  expect(site.forge.kvs.store.get('plain', 'policy')?.value).toMatchObject({
    rules: { allowedDomains: ['acme.example'] },
    projects: { 10001: {}, 10002: {} },
  });
});
