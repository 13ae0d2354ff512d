import type { FrameLocator } from '@playwright/test';
import { choose, goOn, kind, openImport, pick } from './importing';
import { expect, test } from './site';

const MONTHLY = 'Mail;Alt;Company\nada@acme.example;ada@x.example;Acme\n';
const CHANGED = 'E-mail;Company\nbob@acme.example;Globex\n';

const row = (app: FrameLocator, name: string) => app.getByRole('row', { name: new RegExp(`^${name} `) });

async function saveAs(app: FrameLocator, name: string): Promise<void> {
  await app.getByRole('button', { name: 'Save layout' }).click();
  await app.getByLabel('Name of the layout').fill(name);
  await app.getByRole('button', { name: 'Save layout' }).click();
  await expect(app.getByLabel('Name of the layout')).toHaveCount(0);
}

test('a layout is saved, applied to the next file of the same columns, and undone', async ({
  open,
  looks,
}) => {
  let app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, MONTHLY);
  await pick(app, 'What Mail holds', 'Ignore');
  await pick(app, 'What Alt holds', 'Email address');
  await app.getByRole('button', { name: 'Save layout' }).click();
  await looks('layouts-save');
  await app.getByLabel('Name of the layout').fill('Monthly CRM');
  await app.getByRole('button', { name: 'Save layout' }).click();
  await expect(app.getByRole('button', { name: 'Layouts (1)' })).toBeVisible();

  // A colleague, another day.
  app = await open('project-admin', 'invite');
  await openImport(app);
  await choose(app, MONTHLY.replace('ada@x', 'cleo@x'));
  await expect(app.getByText('The layout “Monthly CRM” is applied')).toBeVisible();
  await expect(row(app, 'Alt')).toContainText('Email address');
  await looks('layouts-applied');
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByText('The layout “Monthly CRM” is applied')).toHaveCount(0);
  await expect(row(app, 'Mail')).toContainText('Email address');
  await app.getByRole('button', { name: 'Layouts (1)' }).click();
  await looks('layouts-list');
  await app.getByRole('button', { name: 'Use Monthly CRM' }).click();
  await expect(row(app, 'Alt')).toContainText('Email address');
  await goOn(app);
  await expect(kind(app, 'Create')).toHaveText('Create: 1');
  await expect(app.getByText('cleo@x.example').first()).toBeVisible();
});

test('a layout whose columns are not all there says which, and what they held is guessed', async ({
  open,
  look,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, MONTHLY);
  await saveAs(app, 'Monthly');
  await app.getByRole('button', { name: 'Choose another file' }).click();
  await choose(app, CHANGED);
  await expect(app.getByText(/is applied/)).toHaveCount(0);
  await app.getByRole('button', { name: 'Layouts (1)' }).click();
  await app.getByRole('button', { name: 'Use Monthly' }).click();
  await expect(
    app.getByText('These columns aren’t in this file: Mail. What they held is guessed.'),
  ).toBeVisible();
  await expect(row(app, 'E-mail')).toContainText('Email address');
  await expect(row(app, 'Company')).toContainText('Organizations');
  await look('layouts-missing');
});

test('layouts are renamed and deleted by keyboard, and the focus is never lost', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, MONTHLY);
  await saveAs(app, 'First');
  await expect(app.getByRole('button', { name: 'Save layout' })).toBeFocused();
  await saveAs(app, 'Second');
  await app.getByRole('button', { name: 'Layouts (2)' }).press('Enter');
  await expect(app.getByRole('heading', { name: 'Layouts' })).toBeFocused();
  await app.getByRole('button', { name: 'Rename First' }).press('Enter');
  await expect(app.getByLabel('Name of the layout')).toBeFocused();
  await app.getByLabel('Name of the layout').fill('Third');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('button', { name: 'Use Third' })).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Layouts' })).toBeFocused();
  await app.getByRole('button', { name: 'Delete Third' }).press('Enter');
  await expect(app.getByRole('button', { name: 'Use Third' })).toHaveCount(0);
  await expect(app.getByRole('heading', { name: 'Layouts' })).toBeFocused();
  await app.getByRole('button', { name: 'Close' }).press('Enter');
  await expect(app.getByRole('button', { name: 'Layouts (1)' })).toBeVisible();
});
