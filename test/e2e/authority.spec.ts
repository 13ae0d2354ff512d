import { expect, test } from './site';

test.use({ profile: 'app-not-admin' });

test('an agent reads that the app lacks the power, and who can mend it where', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await expect(app.getByText('Guestlist may not have permission to create accounts')).toBeVisible();
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  const result = app.getByRole('listitem').filter({ hasText: 'ada@acme.example' });
  await expect(result).toContainText('Guestlist doesn’t have the Administer Jira permission on this site');
  await expect(result).toContainText('A Jira admin can fix this on the Get started page');
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
});

test('once a Jira admin lends their permission, the agent’s next invite succeeds', async ({ open, site }) => {
  const admin = await open('jira-admin', 'get started');
  await expect(admin.getByText('Guestlist cannot create accounts on this site')).toBeVisible();
  await expect(admin.getByRole('row', { name: /Has Administer Jira/ })).toContainText('200, ADMINISTER: no');
  await admin.getByRole('button', { name: 'Lend my permission' }).click();
  await expect(admin.getByRole('heading', { name: 'Lend Guestlist your permission?' })).toBeFocused();
  await admin.getByRole('button', { name: 'Lend my permission' }).click();
  await expect(admin.getByText('Guestlist has the permission it needs')).toBeVisible();
  await expect(admin.getByText('Lent by Jo Admin')).toBeVisible();

  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'ada@acme.example' })).toContainText(
    'New account',
  );
  const created = site.jira.log.all().find(({ path }) => path.startsWith('/rest/servicedeskapi/customer?'));
  expect(created).toMatchObject({ as: 'user', accountId: '5b10ac8d:jira-admin', status: 201 });
});

test('a lent permission is withdrawn with one click', async ({ open }) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByRole('button', { name: 'Lend my permission' }).click();
  await admin.getByRole('group').getByRole('button', { name: 'Lend my permission' }).click();
  await admin.getByRole('button', { name: 'Withdraw' }).click();

  await expect(admin.getByText('Withdrawn. Guestlist uses its own permission again.')).toBeVisible();
  await expect(admin.getByText('Guestlist cannot create accounts on this site')).toBeVisible();
});

test('consent can be called off', async ({ open, site }) => {
  const admin = await open('jira-admin', 'get started');
  await admin.getByRole('button', { name: 'Lend my permission' }).click();
  await admin.getByRole('button', { name: 'Cancel' }).click();
  await expect(admin.getByText('The app’s own')).toBeVisible();
  expect(site.forge.kvs.store.get('plain', 'authority')).toBeUndefined();
});
