import { chooseSpaces } from './get-started';
import { changes, confirm, review } from './policy-page';
import { expect, test } from './site';
import { storedPolicy } from './stored-policy';

test('two admins who save at once: the second sees what the first saved, and nothing is lost', async ({
  open,
  site,
}) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Denied domains').fill('denied.example\nmine.example');
  await app.getByLabel('Never sent').check();
  await site.savePolicy({ deniedDomains: ['denied.example', 'theirs.example'], accounts: 'existing' }, [
    'SUP',
  ]);
  await review(app);
  await confirm(app);

  await expect(app.getByText('Someone else has saved the policy')).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Review changes' })).toBeFocused();
  await app.getByText('What they changed').click();
  await expect(changes(app)).toContainText('Add only people who already have an account');
  await expect(changes(app)).toContainText('Added: mine.exampleThey changed this too');
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: {
      accounts: 'existing',
      email: 'never',
      deniedDomains: ['denied.example', 'theirs.example', 'mine.example'],
    },
  });
});

test('what is edited survives a look at another tab and the projects saved there', async ({ open, site }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Never sent').check();
  await app.getByRole('tab', { name: 'Get started' }).click();
  await chooseSpaces(app);
  await app.getByLabel('Partner help (PAR)').check();
  await app.getByRole('button', { name: 'Save spaces' }).click();
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  await app.getByRole('tab', { name: 'Policy' }).click();
  await expect(app.getByRole('button', { name: /Partner help \(PAR\)/ })).toBeVisible();
  await review(app);
  await confirm(app);
  await expect(app.getByRole('heading', { name: 'Policy', exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { email: 'never' },
    projects: { 10001: {}, 10002: {} },
  });
});

test('whoever leaves with unsaved edits is asked first', async ({ open, page }) => {
  const app = await open('jira-admin', 'configure');
  await app.getByLabel('Never sent').check();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(app.getByText('1 change', { exact: true })).toBeVisible();
});
