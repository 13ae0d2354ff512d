import type { FrameLocator } from '@playwright/test';
import { expect, test } from './site';
import { storedPolicy } from './stored-policy';

const review = (app: FrameLocator) => app.getByRole('button', { name: 'Review changes' }).click();
const confirm = (app: FrameLocator) => app.getByRole('button', { name: 'Confirm and save' }).click();
const changes = (app: FrameLocator) => app.getByRole('region', { name: 'Review changes' });

test('imports are confirmed from some number on: none is marked', async ({ open }) => {
  const app = await open('jira-admin', 'configure');
  const from = app.getByLabel('Confirm imports of this many people or more');
  await expect(from).toHaveValue('500');
  await from.fill('');
  await review(app);
  await expect(app.getByText('Enter a whole number from 1 to 100,000.')).toBeVisible();
  await expect(from).toBeFocused();
});

test('one project takes larger imports than the site', async ({ open, site }) => {
  await site.savePolicy({ importMax: 100 }, ['SUP']);
  const app = await open('jira-admin', 'configure');
  await app.getByRole('button', { name: /Support \(SUP\)/ }).click();
  const most = app.getByRole('group', { name: 'People in one import' }).last();
  await expect(most).toContainText('Inherits: At most 100 people');
  await most.getByLabel('Set for this space').check();
  await most.getByRole('textbox').fill('25000');
  await review(app);
  await expect(changes(app)).toContainText('Inherited → After: At most 25,000 people');
  await confirm(app);
  await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { importMax: 100 },
    projects: { 10001: { overrides: { importMax: 25_000 } } },
  });
});
