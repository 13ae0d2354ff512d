import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { choose, goOn, kind, openEarlier, openImport, pick, preview, REFUSED } from './importing';
import { expect, test } from './site';

const FILE = [
  'email;name;organization;phone',
  'ada@acme.example;Ada Lovelace;Acme;1',
  'grace@acme.example;Grace Hopper;Acme;2',
  'ADA@acme.example;;Globex;3',
  'nobody;No Address;Acme;4',
  'eve@denied.example;Eve;Acme;5',
  'new@acme.example;New;Nowhere;6',
  'customer@guestlist.example;;Acme;7',
].join('\n');

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFile(await file.path(), 'utf8');
}

test('a file is previewed, imported, and what is wrong is mended and imported again', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, FILE);
  await expect(kind(app, 'All')).toHaveText('All: 7');
  await expect(kind(app, 'Add')).toHaveText('Add: 1');
  await expect(kind(app, 'Create')).toHaveText('Create: 2');
  await expect(kind(app, 'Merged')).toHaveText('Merged: 1');
  await expect(kind(app, 'Error')).toHaveText('Error: 3');
  // Nothing was changed to find that out.
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);

  const toFix = await saved(page, () => app.getByRole('button', { name: 'Download 3 rows to fix' }).click());
  await app.getByRole('button', { name: 'Import 3, skip 3' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  await expect(app.getByText('3 of 3 handled.')).toBeVisible();
  await expect(page.locator('.flag')).toContainText('Import finished: customers.csv');
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  for (const name of ['Acme', 'Globex']) {
    const organization = [...site.jira.state.organizations.values()].find((each) => each.name === name);
    expect(organization?.members).toContain(ada?.accountId);
  }

  expect(toFix).toContain('"nobody","No Address","Acme","4","The address has no @.');
  const mended = toFix
    .replace('"nobody"', '"somebody@acme.example"')
    .replace('"eve@denied.example"', '"eve@acme.example"')
    .replace('"Nowhere"', '"Globex"');
  await app.getByRole('button', { name: 'New import' }).click();
  await preview(app, mended, 'mended.csv');
  await expect(kind(app, 'Create')).toHaveText('Create: 3');
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByRole('heading', { name: 'mended.csv' })).toBeVisible();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  await expect(app.getByRole('button', { name: /rows? to fix/ })).toHaveCount(0);
});

test('organizations that are not there are decided once, for all rows', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(
    app,
    'email,organization\na@acme.example,Nowhere\nb@acme.example,Nowhere\nc@acme.example,Gone',
  );
  await expect(kind(app, 'Error')).toHaveText('Error: 3');
  await pick(app, /^Nowhere/, 'Acme');
  await expect(kind(app, 'Error')).toHaveText('Error: 1');
  await pick(app, /^Gone/, 'Leave it out');
  await expect(kind(app, 'Error')).toHaveCount(0);
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  const member = (email: string) => acme?.members.has(site.jira.state.withEmail(email)[0]?.accountId ?? '');
  expect(['a', 'b', 'c'].map((name) => member(`${name}@acme.example`))).toEqual([true, true, false]);
});

test('many people are confirmed by their number', async ({ open, site }) => {
  await site.savePolicy({ importConfirmFrom: 3 }, ['SUP']);
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, ['email', 'a@x.example', 'b@x.example', 'c@x.example'].join('\n'));
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText('This is not 3.')).toBeVisible();
  await app.getByLabel('Type 3 to confirm').fill('3');
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
});

test('more than the policy allows is not started', async ({ open, site }) => {
  await site.savePolicy({ importMax: 2 }, ['SUP']);
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, ['email', 'a@x.example', 'b@x.example', 'c@x.example'].join('\n'));
  await expect(app.getByText('3 people are too many for one import here. The maximum is 2.')).toBeVisible();
  await expect(app.getByRole('button', { name: /^Import 3/ })).toHaveCount(0);
});

test('rows are pasted, columns changed by hand, and lists of addresses read', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await app.getByLabel('Or paste rows').fill('Ada Lovelace <ada@acme.example>, bob@acme.example');
  await app.getByRole('button', { name: 'Read rows' }).click();
  await goOn(app);
  await expect(kind(app, 'Create')).toHaveText('Create: 2');
  await app.getByRole('button', { name: /^File/ }).click();
  await choose(app, 'x\ty\nada@acme.example\tAda\nbob@acme.example\tBob');
  await pick(app, 'What x holds', 'Ignore');
  await expect(app.getByText('Choose the column with the email addresses.')).toBeVisible();
  await pick(app, 'What x holds', 'Email address');
  await pick(app, 'What y holds', 'Name');
  await goOn(app);
  await expect(app.getByRole('table', { name: /Preview/ })).toContainText('Ada');
});

test.describe('what is no file of customers', () => {
  for (const [what, text, told] of [
    ['nothing', '', 'It is empty.'],
    ['names of columns only', 'email,name\n', 'It has column names but no rows.'],
    [
      'an open quotation mark',
      'email,name\na@x.example,"Ada\n',
      'A quotation mark in line 2 is never closed.',
    ],
    ['a spreadsheet', 'PK\u0003\u0004\u0000\u0000xlsx', 'It is a spreadsheet.'],
    ['10,000 columns', `${'a,'.repeat(9_999)}b\n1`, 'Line 1 has 10,000 columns'],
  ] as const) {
    test(`${what} is told, and the page stays`, async ({ open, site }) => {
      const app = await open('agent', 'invite');
      await openImport(app);
      await choose(app, text);
      await expect(app.getByRole('alert')).toContainText(told);
      await preview(app, 'email\na@x.example');
      await expect(kind(app, 'Create')).toHaveText('Create: 1');
      expect(JSON.stringify(site.forge.kvs.store.snapshot())).not.toContain('x.example');
    });
  }
});

test('the question whether to cancel goes when the import ends meanwhile', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  const rows = Array.from({ length: 300 }, (_, index) => `guest${index}@acme.example,Acme`);
  await preview(app, ['email,organization', ...rows].join('\n'));
  // Slow enough to be asked in the middle.
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/customer', status: 429, rate: 0.1, afterWork: false, retryAfter: 1 },
  ]);
  await app.getByRole('button', { name: 'Import 300 people' }).click();
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await app.getByRole('button', { name: 'Keep importing' }).click();
  await expect(app.getByRole('heading', { name: 'Cancel this import?' })).toHaveCount(0);
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await expect(app.getByRole('heading', { name: 'Cancel this import?' })).toBeFocused();

  site.jira.faults.set([]);
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 30_000 });
  await expect(app.getByRole('heading', { name: 'Cancel this import?' })).toHaveCount(0);
  await expect(app.getByRole('heading', { name: 'customers.csv' })).toBeFocused();
});

test('an import is cancelled, gone on with, and seen by a colleague without its rows', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  const rows = Array.from({ length: 400 }, (_, index) => `guest${index}@acme.example,Acme`);
  await preview(app, ['email,organization', ...rows].join('\n'));
  // Slow enough to be stopped in the middle.
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/customer', status: 429, rate: 0.1, afterWork: false, retryAfter: 1 },
  ]);
  await app.getByRole('button', { name: 'Import 400 people' }).click();
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await expect(app.getByText('Cancelled', { exact: true })).toBeVisible();
  site.jira.faults.set([]);

  const colleague = await open('project-admin', 'invite');
  await openImport(colleague);
  await openEarlier(colleague);
  await colleague.getByRole('button', { name: 'customers.csv' }).click();
  await expect(colleague.getByText('Only the person who started it can see its rows.')).toBeVisible();
  await expect(colleague.getByRole('button', { name: 'Resume' })).toHaveCount(0);

  const again = await open('agent', 'invite');
  await openImport(again);
  await preview(again, ['email,organization', ...rows].join('\n'));
  await again.getByRole('button', { name: 'Open that import' }).click();
  await again.getByRole('button', { name: 'Resume', exact: true }).click();
  await expect(again.getByText(/^Finished/)).toBeVisible({ timeout: 30_000 });
  await expect(again.getByText('400 of 400 handled.')).toBeVisible();
  expect(rows.filter((row) => site.jira.state.withEmail(row.split(',')[0] ?? '').length === 1)).toHaveLength(
    400,
  );
  await page.close();
});

test('every state of an import', async ({ open, looks, site }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await looks('import-empty');
  await choose(app, 'PK\u0003\u0004\u0000\u0000xlsx', 'customers.xlsx');
  await expect(app.getByRole('alert')).toBeVisible();
  await looks('import-problem');
  await choose(app, FILE);
  await expect(app.getByRole('heading', { name: 'customers.csv: 7 rows' })).toBeFocused();
  await looks('import-columns-step');
  await goOn(app);
  await expect(kind(app, 'Add')).toHaveText('Add: 1');
  await looks('import-preview');
  site.jira.faults.set([REFUSED]);
  await app.getByRole('button', { name: 'Import 3, skip 3' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  site.jira.faults.set([]);
  await expect(app.getByText('What is left to do')).toBeVisible();
  await looks('import-result');
  await app.getByRole('button', { name: 'Erase rows' }).click();
  await looks('import-erase');
  await app.getByRole('button', { name: 'Erase rows' }).click();
  await expect(app.getByText('Its rows were erased.')).toBeVisible();
  await openEarlier(app);
  await expect(app.getByRole('button', { name: 'Import with erased rows' })).toBeVisible();
  await looks('import-list');
  site.jira.faults.set([{ path: '/permissions/check', status: 500, rate: 1, afterWork: false }]);
  await app.getByRole('button', { name: 'Refresh' }).first().click();
  await expect(app.getByText('Imports could not be loaded')).toBeVisible({ timeout: 20_000 });
  await looks('import-failed');
});
