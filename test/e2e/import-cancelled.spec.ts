import { readFile } from 'node:fs/promises';
import { openImport, preview } from './importing';
import { expect, test } from './site';

const PEOPLE = 1000;
/** Jira turns creations away, some or all. */
const busy = (rate: number) => [
  { path: '/rest/servicedeskapi/customer', status: 429, rate, afterWork: false, retryAfter: 1 },
];

test('after a cancel the figures settle to what was done, and the rows to fix leave those people out', async ({
  open,
  page,
  site,
}) => {
  test.setTimeout(120_000);
  await site.savePolicy({ importConfirmFrom: 100_000 }, ['SUP']);
  const made = (): string[] =>
    [...site.jira.state.people.values()].map(({ email }) => email).filter((email) => /^guest\d/.test(email));
  const app = await open('agent', 'invite');
  await openImport(app);
  const rows = Array.from({ length: PEOPLE }, (_, index) => `guest${index}@x.example`);
  await preview(app, ['email', ...rows].join('\n'));
  site.jira.faults.set(busy(0.1));
  await app.getByRole('button', { name: 'Import 1,000 people' }).click();
  await expect.poll(() => made().length, { intervals: [50], timeout: 30_000 }).toBeGreaterThan(20);
  // Nobody else is made: the import cannot end before it is cancelled.
  site.jira.faults.set(busy(1));
  await app.getByRole('button', { name: 'Cancel import' }).click();
  await app.getByRole('group').getByRole('button', { name: 'Cancel import' }).click();
  await expect(app.getByText('Cancelled', { exact: true })).toBeVisible();
  site.jira.faults.set([]);

  await expect(app.getByText('What is left to do')).toBeVisible({ timeout: 60_000 });
  await expect(app.getByText(/^The last rows are still being processed/)).toHaveCount(0);
  const done = made();
  expect(done.length).toBeLessThan(PEOPLE);
  const left = PEOPLE - done.length;
  const created = app.locator('.counts div').filter({ hasText: 'Created' }).locator('dd');
  await expect(created).toHaveText(`${done.length}`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    app.getByRole('button', { name: `Download ${left} row${left === 1 ? '' : 's'} to fix` }).click(),
  ]);
  const toFix = (await readFile(await file.path(), 'utf8')).match(/guest\d+@x\.example/g) ?? [];
  expect([...toFix, ...done].sort()).toEqual([...rows].sort());
});
