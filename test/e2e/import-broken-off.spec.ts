import { readFile } from 'node:fs/promises';
import { hearInvocations, kind, openEarlier, openImport, preview } from './importing';
import { expect, test } from './site';

const FEW = ['email', 'a@x.example', 'b@x.example', 'c@x.example'].join('\n');

test('rows that were not all sent are sent from there on when the file is chosen again', async ({
  open,
  page,
  site,
}) => {
  await site.savePolicy({ importConfirmFrom: 100_000 }, ['SUP']);
  const heard = await hearInvocations(
    page,
    ({ functionKey, payload }, before) =>
      functionKey === 'import.upload' &&
      payload.from === 5 &&
      before.every((each) => each.payload.from !== 5),
  );
  const file = ['email', ...Array.from({ length: 2400 }, (_, index) => `g${index}@x.example`)].join('\n');
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, file);
  await app.getByRole('button', { name: 'Import 2,400 people' }).click();
  await expect(app.getByText('Not all rows were sent. The rows that were sent are kept.')).toBeVisible();

  const again = await open('agent', 'invite');
  await openImport(again);
  await preview(again, file);
  await expect(again.getByText('Not all of its rows were sent: 5 of 6 parts arrived.')).toBeVisible();
  await again.getByRole('button', { name: 'Import 2,400 people' }).click();
  await expect(again.getByRole('heading', { name: 'customers.csv', exact: true })).toBeFocused();
  expect(heard.filter(({ functionKey }) => functionKey === 'import.begin')).toHaveLength(1);
  expect(
    heard.filter(({ functionKey }) => functionKey === 'import.upload').map(({ payload }) => payload.from),
  ).toEqual([0, 5, 5]);
});

test('rows that were sent under other choices are not imported under them', async ({ open, page }) => {
  const heard = await hearInvocations(
    page,
    ({ functionKey }, before) =>
      functionKey === 'import.upload' && before.every((each) => each.functionKey !== 'import.upload'),
  );
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, FEW);
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText('Not all rows were sent. The rows that were sent are kept.')).toBeVisible();
  const notify = app.getByLabel('Send Jira’s invitation email to new customers');
  // Drawn in a transition: a busy machine shows it a moment later.
  await notify.click();
  await expect(notify).toBeChecked();
  await app.getByRole('button', { name: 'Resume with 3 people' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible();
  const begun = heard.filter(({ functionKey }) => functionKey === 'import.begin');
  expect(begun.map(({ payload }) => payload)).toEqual([
    expect.objectContaining({ notify: false }),
    expect.objectContaining({ notify: true }),
  ]);
});

test('what was pasted and cannot be read stays, to be mended', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  const field = app.getByLabel('Or paste rows');
  await field.fill('email,name\na@x.example,"Ada');
  await app.getByRole('button', { name: 'Read rows' }).click();
  await expect(app.getByRole('alert')).toContainText('A quotation mark in line 2 is never closed.');
  await expect(field).toHaveValue('email,name\na@x.example,"Ada');
});

test('a row that cannot be sent is told before, and saved as a file', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, `email,note\na@x.example,${'x'.repeat(5000)}\nb@x.example,short`);
  await expect(app.getByText('1 row cannot be imported as it is')).toBeVisible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    app.getByRole('button', { name: 'Download 1 row to fix' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('customers-kept-back.csv');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('"A cell is longer than 2,000 characters. Shorten it."');
  expect(text).not.toContain('b@x.example');
  await app.getByRole('button', { name: 'Import 1, skip 1' }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible();
});

test('the list follows an import that runs, and Jira shows a flag at its end', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, FEW);
  await expect(kind(app, 'Create')).toHaveText('Create: 3');
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/customer', status: 429, rate: 1, afterWork: false, retryAfter: 1 },
  ]);
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await app.getByRole('button', { name: 'New import' }).click();
  await openEarlier(app);
  const list = app.getByRole('region', { name: 'Earlier imports' });
  await expect(list.getByText(/^(Running|Waiting)$/)).toBeVisible();
  site.jira.faults.set([]);
  await expect(list.getByText(/^Finished/)).toBeVisible({ timeout: 30_000 });
  await expect(page.locator('.flag')).toContainText('Import finished: customers.csv');
});
