import { changes, confirm, review } from './policy-page';
import { expect, test } from './site';
import { storedPolicy } from './stored-policy';

test('an admin sets rules, reads what changes, and confirms', async ({ open, site }) => {
  const app = await open('jira-admin', 'configure');
  await expect(app.getByRole('tab', { name: 'Policy' })).toHaveAttribute('aria-selected', 'true');
  await expect(app.getByRole('button', { name: 'Review changes' })).toBeDisabled();
  await app.getByLabel('Allowed domains').fill('*.ACME.example, bücher.example');
  await expect(app.getByText('Saved as: acme.example, xn--bcher-kva.example')).toBeVisible();
  await app.getByLabel('People with the space permission “Invite customers”').check();
  await app.getByLabel('Invitations a day per person').fill('20');
  await app.getByLabel('People in one import').fill('5000');
  await app.getByLabel('Confirm imports of this many people or more').fill('50');
  await app.getByLabel('Never sent').check();
  await app.getByLabel('Days the audit log keeps invitations').fill('90');
  await review(app);

  await expect(app.getByRole('heading', { name: 'Review changes' })).toBeFocused();
  await expect(changes(app)).toContainText('Every domain that is not denied → After: acme.example');
  await expect(changes(app)).toContainText('Added: People with the space permission');
  await expect(changes(app)).toContainText('No limit → After: 20 a day');
  await expect(changes(app)).toContainText('The maximum of 100,000 → After: At most 5,000 people');
  await expect(changes(app)).toContainText('500 people or more → After: 50 people or more');
  await expect(changes(app)).toContainText('365 days → After: 90 days');
  await confirm(app);

  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeFocused();
  expect(await storedPolicy(site)).toMatchObject({
    auditDays: 90,
    rules: {
      mayInvite: ['agents', 'permission'],
      allowedDomains: ['acme.example', 'xn--bcher-kva.example'],
      deniedDomains: ['denied.example'],
      email: 'never',
      dailyPerPerson: 20,
      dailyPerProject: null,
      importMax: 5000,
      importConfirmFrom: 50,
    },
  });
});

test('what was reviewed can be changed once more, and discarded', async ({ open, site }) => {
  const before = await storedPolicy(site);
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Denied domains').fill('denied.example\nevil.example');
  await review(app);
  await app.getByRole('button', { name: 'Back' }).click();
  await expect(app.getByLabel('Denied domains')).toHaveValue('denied.example\nevil.example');
  await app.getByRole('button', { name: 'Discard changes' }).click();
  await expect(app.getByLabel('Denied domains')).toHaveValue('denied.example');
  await expect(app.getByRole('button', { name: 'Review changes' })).toBeDisabled();
  expect(await storedPolicy(site)).toEqual(before);
});

test('a domain that is none, and a whole top-level domain, are marked and lead back', async ({ open }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Allowed domains').fill('acme..example\ncom');
  await expect(app.getByText('“acme..example” isn’t a domain. Write it as company.example.')).toBeVisible();
  await expect(app.getByText('“com” isn’t a complete domain.')).toBeVisible();
  await review(app);
  await expect(app.getByLabel('Allowed domains')).toBeFocused();
  await expect(app.getByText('Correct the fields marked above first.')).toBeVisible();
  await expect(app.getByLabel('Allowed domains')).toHaveValue('acme..example\ncom');
});

test('a quota that is no number is marked', async ({ open }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Invitations a day per space').fill('many');
  await expect(app.getByText('Enter a whole number from 1 to 100,000.')).toBeVisible();
  await review(app);
  await expect(app.getByLabel('Invitations a day per space')).toBeFocused();
});

test('customers of a domain go to an organization', async ({ open, page, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: 'Add a domain' }).click();
  const rule = app.getByRole('group', { name: 'Rule 1' });
  await expect(rule.getByLabel('Domain')).toBeFocused();
  await rule.getByLabel('Domain').fill('acme.example');
  await review(app);
  await expect(app.getByText('Choose where customers of acme.example go.')).toBeVisible();
  await rule.getByLabel('Organization').focus();
  await page.keyboard.press('ArrowDown');
  await app.getByRole('option', { name: 'Acme' }).click();
  await review(app);
  await expect(changes(app)).toContainText('No rules → After: acme.example → Acme');
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { domainOrganizations: [{ domain: 'acme.example', organization: { name: 'Acme' } }] },
  });

  const invite = await open('agent', 'invite');
  await invite.getByLabel('Email addresses').fill('ada@acme.example');
  await expect(invite.getByText('acme.example goes to Acme (by rule)')).toBeVisible();
  await invite.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(invite.getByText('added to Acme')).toBeVisible();
});

test('a policy that locks everybody out is warned about, and can be saved', async ({ open, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Agents of the space').uncheck();
  await app.getByLabel('Allowed domains').fill('mail.denied.example');
  await review(app);
  await expect(app.getByText('This locks everyone out')).toBeVisible();
  await expect(app.getByText('Whole site: no one may invite customers.')).toBeVisible();
  await expect(app.getByText('Whole site: every allowed domain is denied as well')).toBeVisible();
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({ rules: { mayInvite: [] } });
});

test('a project has an override, and shows what it inherits', async ({ open, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: /Support \(SUP\)/ }).click();
  const email = app.getByRole('group', { name: 'Jira’s invitation email' }).last();
  await expect(email).toContainText('Inherits: Sent if the inviter chooses so');
  await email.getByLabel('Set for this space').check();
  await email.getByLabel('Never sent').check();
  await expect(app.getByRole('button', { name: /Support \(SUP\)/ })).toContainText('1 override');
  await review(app);
  await expect(changes(app)).toContainText('Support (SUP)');
  await expect(changes(app)).toContainText('Inherited → After: Never sent');
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { email: 'choice' },
    projects: { 10001: { overrides: { email: 'never' } } },
  });

  const invite = await open('agent', 'invite');
  await invite.getByLabel('Email addresses').waitFor();
  await expect(invite.getByLabel('Send Jira’s invitation email')).toHaveCount(0);
});

test('where no project is enabled, the way to enable one is shown', async ({ open, site }) => {
  await site.savePolicy({}, []);
  const app = await open('jira-admin', 'configure');
  await expect(app.getByText('No spaces are enabled yet')).toBeVisible();
  await app.getByRole('button', { name: 'Enable spaces under Get started' }).click();
  await expect(app.getByRole('heading', { name: 'Spaces' })).toBeVisible();
});

test('where storage is down, nothing is saved, and the edits stay', async ({ open, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Never sent').check();
  await review(app);
  site.forge.kvs.failing = () => true;
  await confirm(app);
  await expect(app.getByText('Nothing was saved')).toBeVisible();
  site.forge.kvs.failing = () => false;
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({ rules: { email: 'never' } });
});

test('the tab stands in the address, and “back” leads to the one before', async ({ open, page }) => {
  const app = await open('jira-admin', 'settings');
  await app.getByRole('tab', { name: 'Policy' }).click();
  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\/policy\?/);
  await page.reload();
  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeVisible();
  await app.getByRole('tab', { name: 'Audit' }).click();
  await expect(page).toHaveURL(/\/audit\?/);
  await page.goBack();
  await expect(app.getByRole('tab', { name: 'Policy' })).toHaveAttribute('aria-selected', 'true');
});

test('the whole way can be gone with the keyboard alone', async ({ open, page, site }) => {
  const app = await open('jira-admin', 'configure');
  const tabTo = async (name: string): Promise<void> => {
    const target = app.getByRole('button', { name });
    while (!(await target.evaluate((button) => button === document.activeElement))) {
      await page.keyboard.press('Tab');
    }
  };
  await app.getByRole('tab', { name: 'Policy' }).focus();
  await tabTo('Support (SUP)');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  // The first is ticked, as inherited: the second comes in.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await tabTo('Review changes');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Review changes' })).toBeFocused();
  await tabTo('Confirm and save');
  await page.keyboard.press('Enter');
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    projects: { 10001: { overrides: { mayInvite: ['agents', 'projectAdmins'] } } },
  });
});
