import { chooseOrganization, organizationField } from './organization-field';
import type { FrameLocator } from '@playwright/test';
import { moreOptions } from './more-options';
import { NARROW, paint } from './looks';
import { chooseSpaces, tryAddress } from './get-started';
import { expect, test } from './site';

/** Every screen and state, as it looks: light, dark and on a phone, each checked with axe. */
test('the invite page', async ({ open, looks, site }) => {
  const { state } = site.jira;
  const twin = state.addCustomer('twin@acme.example', 'Tess Twin');
  state.addPerson({
    ...twin,
    accountId: '5b10ac8d:twin',
    accountType: 'atlassian',
    displayName: 'Tess (work)',
  });

  const app = await open('agent', 'invite');
  await addresses(app).waitFor();
  await looks('invite-empty');

  await addresses(app).fill('Ada Lovelace <ada@acme.example>, bob@@acme.example; eve@denied.example');
  await app.getByText('2 addresses need correcting:').waitFor();
  await looks('invite-marked');

  await addresses(app).fill(
    'Ada Lovelace <ada@acme.example>, customer@guestlist.example, no-customer-role@guestlist.example, twin@acme.example',
  );
  await organizationField(app).click();
  await app.getByRole('option', { name: 'Acme' }).waitFor();
  await looks('invite-picker');
  await app.getByRole('option', { name: 'Acme' }).click();
  await app.getByRole('button', { name: 'Invite 4' }).click();
  await app.getByText('2 invited, 1 needs attention, 1 failed').waitFor();
  await looks('invite-results');

  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('table').waitFor();
  await looks('history');
});

test.describe('on a phone', () => {
  test.use({ viewport: NARROW });

  test('one invitation, done', async ({ open, looks }) => {
    const app = await open('agent', 'invite');
    await addresses(app).fill('ada@acme.example');
    await moreOptions(app);
    await app.getByLabel('Name').fill('Ada Lovelace');
    await chooseOrganization(app, 'Acme');
    await app.getByRole('button', { name: 'Invite', exact: true }).click();
    await app.getByText('added to Acme').waitFor();
    await looks('invite-done');
  });
});

test('a page that opens in a dark Jira is dark', async ({ open, look, context, siteUrl }) => {
  await paint(context, siteUrl, 'dark');
  const app = await open('agent', 'invite');
  await addresses(app).waitFor();
  await expect(app.locator('html')).toHaveAttribute('data-color-mode', 'dark');
  await look('invite-empty-dark-first');
});

test('why the page cannot be used', async ({ open, looks }) => {
  await (await open('other-agent', 'invite in PAR')).getByText('Guestlist is off').waitFor();
  await looks('not-enabled');
  await (await open('user', 'invite')).getByText('You cannot invite').waitFor();
  await looks('not-an-agent');
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByText('No one has been invited yet').waitFor();
  await looks('history-empty');
});

test('the Get started page', async ({ open, looks }) => {
  const app = await open('jira-admin', 'get started');
  await app.getByText('Guestlist has the permission it needs').waitFor();
  await app.getByText('3 of 4 done').waitFor();
  await looks('get-started-ready');

  await chooseSpaces(app);
  await app.getByLabel('Support (SUP)').waitFor();
  await app.getByRole('button', { name: 'Details' }).click();
  await app.getByText('Advanced').click();
  await tryAddress(app);
  await app.getByLabel('Space', { exact: true }).waitFor();
  await looks('get-started-open');
});

test.describe('where the app is no admin', () => {
  test.use({ profile: 'app-not-admin' });

  test('the invite page', async ({ open, looks }) => {
    const app = await open('agent', 'invite');
    await addresses(app).fill('ada@acme.example');
    await app.getByRole('button', { name: 'Invite', exact: true }).click();
    await app.getByText('Failed', { exact: true }).waitFor();
    await looks('invite-lacks-power');
  });

  test('the Get started page', async ({ open, looks }) => {
    const app = await open('jira-admin', 'get started');
    await app.getByText('Guestlist cannot create accounts').waitFor();
    await app.getByRole('button', { name: 'Lend my permission' }).click();
    await looks('get-started-lacks-power');
    await app.getByRole('group').getByRole('button', { name: 'Lend my permission' }).click();
    await app.getByText('Lent by Jo Admin').waitFor();
    await looks('get-started-lent');
  });
});

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
