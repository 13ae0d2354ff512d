import { choose, hearInvocations, kind, openEarlier, openImport, pick, preview } from './importing';
import { expect, test } from './site';

const FEW = ['email', 'a@x.example', 'b@x.example', 'c@x.example'].join('\n');
const MANY = ['email', ...Array.from({ length: 400 }, (_, index) => `g${index}@x.example`)].join('\n');
const SLOW = {
  path: '/rest/servicedeskapi/customer',
  status: 429,
  rate: 1,
  afterWork: false,
  retryAfter: 10,
};

/** The states of an import that `import.spec.ts` does not pass through, each checked with axe. */
test('columns, confirmation and limits', async ({ open, looks, site }) => {
  await site.savePolicy({ importConfirmFrom: 3, importMax: 3 }, ['SUP']);
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, 'who,when\na@x.example,2030-01-31\nb@x.example,');
  await pick(app, 'What when holds', 'Last day of access');
  await expect(app.getByText('Access given by the import ends after this day')).toBeVisible();
  await pick(app, 'What who holds', 'Ignore');
  await expect(app.getByText('Choose the column with the email addresses.')).toBeVisible();
  await looks('import-columns');

  await app.getByRole('button', { name: 'Choose another file' }).click();
  await looks('import-file-again');
  await preview(app, FEW);
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText('This is not 3.')).toBeVisible();
  await looks('import-confirm');

  await app.getByRole('button', { name: /^File/ }).click();
  await preview(app, `${FEW}\nd@x.example`);
  await expect(app.getByText('4 people are too many for one import here. The maximum is 3.')).toBeVisible();
  await looks('import-too-many');
});

test('sending that broke off, and the same file again', async ({ open, looks, page }) => {
  await hearInvocations(page, ({ functionKey }) => functionKey === 'import.upload');
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, FEW);
  await app.getByRole('button', { name: 'Import 3 people' }).click();
  await expect(app.getByText('Not all rows were sent. The rows that were sent are kept.')).toBeVisible();
  await looks('import-not-sent');

  const again = await open('agent', 'invite');
  await openImport(again);
  await preview(again, FEW);
  await expect(again.getByText('Not all of its rows were sent: 0 of 1 parts arrived.')).toBeVisible();
  await looks('import-same-file');
  await openEarlier(again);
  await expect(again.getByText('0 of 3')).toBeVisible();
  await again.getByRole('button', { name: 'customers.csv' }).click();
  await expect(again.getByText('Choose the same file again under New import')).toBeVisible();
  await looks('import-not-started');
});

test('an import that runs, and is cancelled', async ({ open, looks, site }) => {
  test.setTimeout(120_000);
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, MANY);
  await expect(kind(app, 'Create')).toHaveText('Create: 200');
  await expect(kind(app, 'New or existing \\(not checked\\)')).toHaveText(
    'New or existing (not checked): 200',
  );
  site.jira.faults.set([SLOW]);
  await app.getByRole('button', { name: 'Import 400 people' }).click();
  await expect(app.getByText('You can close this page; the import keeps running.')).toBeVisible();
  await expect(
    app.getByText(/^Jira is slow right now: it asked Guestlist to wait about \d+ seconds?\.$/),
  ).toBeVisible();
  await looks('import-running');
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await looks('import-cancel');
  await app.getByRole('group').getByRole('button', { name: 'Cancel import' }).click();
  await expect(app.getByText('Cancelled', { exact: true })).toBeVisible();
  // Its rows are told once the batch that waits for Jira has ended.
  site.jira.faults.set([]);
  await expect(app.getByText('What is left to do')).toBeVisible({ timeout: 60_000 });
  await looks('import-cancelled');

  const colleague = await open('project-admin', 'invite');
  await openImport(colleague);
  await openEarlier(colleague);
  await colleague.getByRole('button', { name: 'customers.csv' }).click();
  await expect(colleague.getByText('Only the person who started it can see its rows.')).toBeVisible();
  await looks('import-not-mine');
});
