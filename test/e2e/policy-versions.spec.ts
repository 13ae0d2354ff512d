import { violations } from './axe';
import { expect, test } from './site';
import { saveOverrides, storedPolicy } from './stored-policy';

test('an admin sees who changed the policy last, goes back to a version, reviews and saves it', async ({
  open,
  site,
}) => {
  await saveOverrides(site, { email: 'never' });
  const before = await storedPolicy(site);
  await saveOverrides(site, { accounts: 'existing' });
  const app = await open('jira-admin', 'configure');
  await expect(app.getByText(/Last changed by Jo.* on /)).toBeVisible();
  await app.getByLabel('Invitations a day per person').fill('20');
  await app.getByRole('button', { name: 'Versions' }).click();

  await expect(app.getByRole('heading', { name: 'Versions of the policy' })).toBeFocused();
  await expect(app.getByText('Going back replaces your unsaved changes.')).toBeVisible();
  const list = app.getByRole('list').filter({ hasText: 'Current' }).first();
  await expect(list.getByRole('listitem').first()).toContainText('Current');
  await expect(list).toContainText('Inherited → After: Never sent');
  await app.getByRole('button', { name: 'Go back to this version' }).first().click();

  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeFocused();
  await expect(app.getByText(/is in the form, not saved yet/)).toBeVisible();
  await expect(app.getByLabel('Invitations a day per person')).toHaveValue('');
  expect(await storedPolicy(site)).not.toMatchObject({ rules: { dailyPerPerson: 20 } });
  await app.getByRole('button', { name: 'Review changes' }).click();
  await expect(app.getByRole('region', { name: 'Review changes' })).toContainText('After: Never sent');
  await app.getByRole('button', { name: 'Confirm and save' }).click();
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  const { projects } = before as { projects: unknown };
  expect(await storedPolicy(site)).toMatchObject({ projects });
});

test('a version in which a space was off warns before it is saved', async ({ open, site }) => {
  await saveOverrides(site, { email: 'never' });
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Versions' }).click();
  await app.getByRole('button', { name: 'Go back to this version: The policy of a new site' }).click();
  await app.getByRole('button', { name: 'Review changes' }).click();
  await expect(
    app.getByText('Support (SUP): Guestlist is switched off, so no one can be invited.'),
  ).toBeVisible();
});

test('a version that names what is gone says so', async ({ open, site }) => {
  const organization = { id: '103', name: 'Umbra' };
  await saveOverrides(site, { onlyOrganizations: [organization] });
  await saveOverrides(site, {});
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Versions' }).click();
  site.jira.state.organizations.delete('103');
  await app.getByRole('button', { name: 'Go back to this version' }).first().click();
  await expect(app.getByText(/These organizations no longer exist: Umbra\./)).toBeVisible();
});

test('the versions have no accessibility violations, and come back to the policy', async ({
  open,
  page,
  site,
}) => {
  await saveOverrides(site, { email: 'never' });
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Versions' }).click();
  await expect(app.getByText('Current', { exact: true })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await app.getByRole('button', { name: 'Back to the policy' }).click();
  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeFocused();
});

test('a link leads to each section, and takes the focus along', async ({ open }) => {
  const app = await open('jira-admin', 'configure');
  await app
    .getByRole('navigation', { name: 'On this page' })
    .getByRole('link', { name: 'Organizations' })
    .click();
  const heading = app.getByRole('heading', { name: 'Organizations', exact: true });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
});
