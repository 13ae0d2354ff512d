import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from '@playwright/test';
import { openEarlier, openImport, preview } from './importing';
import { expect, test } from './site';

const FILE = 'email;name\nada@acme.example;Ada\nbob@acme.example;Bob\n';
const AGAIN = 'Choose the file again';

async function report(page: Page, app: FrameLocator): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    app.getByRole('button', { name: 'Download the full report' }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

const chooseAgain = (app: FrameLocator, text: string, name: string): Promise<void> =>
  app.getByLabel(AGAIN).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('the full report has the addresses while the page has the file, and once it is chosen again', async ({
  open,
  look,
  page,
}) => {
  let app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, FILE);
  await app.getByRole('button', { name: 'Import 2 people' }).click();
  await expect(app.getByText('The full report includes the addresses from your file.')).toBeVisible();
  expect(await report(page, app)).toContain('"ada@acme.example","Ada","2","account created"');

  // Opened anew, the page has no file.
  app = await open('agent', 'invite');
  await openImport(app);
  await openEarlier(app);
  await app.getByRole('button', { name: 'customers.csv' }).click();
  await expect(app.getByText('Guestlist doesn’t keep the addresses of rows that are done.')).toBeVisible();
  expect(await report(page, app)).toContain('"","","2","account created"');
  await look('import-report-missing');

  await chooseAgain(app, FILE.replace('Bob', 'Rob'), 'other.csv');
  await expect(app.getByText('other.csv isn’t the file of this import')).toBeVisible();
  await look('import-report-wrong');
  expect(await report(page, app)).not.toContain('ada@acme.example');
  await chooseAgain(app, FILE, 'renamed.csv');
  await expect(app.getByText('The full report includes the addresses from your file.')).toBeVisible();
  await expect(app.getByRole('button', { name: AGAIN })).toHaveCount(0);
  const text = await report(page, app);
  expect(text).toContain('"ada@acme.example","Ada","2","account created"');
  expect(text).toContain('"bob@acme.example","Bob","3","account created"');
});
