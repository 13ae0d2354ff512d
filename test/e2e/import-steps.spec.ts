import type { FrameLocator } from '@playwright/test';
import { choose, goOn, kind, openEarlier, openImport, pick, preview, REFUSED } from './importing';
import { expect, test } from './site';

const FILE = 'email,organization\na@acme.example,Nowhere\nb@acme.example,Acme';

const steps = (app: FrameLocator) => app.getByRole('navigation', { name: 'Import steps' });
const current = (app: FrameLocator) => steps(app).locator('[aria-current="step"]');

test('one step is shown at a time, and finished ones can be gone back to with nothing lost', async ({
  open,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await expect(current(app)).toContainText('File');
  await expect(steps(app).getByRole('button')).toHaveCount(0);
  await choose(app, FILE);
  await expect(current(app)).toContainText('Columns');
  await expect(app.getByRole('table', { name: 'Preview' })).toHaveCount(0);
  await pick(app, 'What organization holds', 'Ignore');
  await goOn(app);
  await expect(current(app)).toContainText('Check');
  await expect(kind(app, 'Create')).toHaveText('Create: 2');

  await steps(app)
    .getByRole('button', { name: /^Columns/ })
    .click();
  await expect(app.getByText('customers.csv: 2 rows')).toBeFocused();
  await expect(app.getByRole('row', { name: /^organization/ })).toContainText('Ignore');
  await pick(app, 'What organization holds', 'Organizations');
  await goOn(app);
  await pick(app, /^Nowhere/, 'Globex');
  await expect(kind(app, 'Create')).toHaveText('Create: 2');

  await steps(app).getByRole('button', { name: /^File/ }).click();
  await expect(app.getByText('customers.csv: 2 rows')).toBeVisible();
  await goOn(app);
  await goOn(app);
  await expect(app.getByRole('listitem').filter({ hasText: 'Nowhere' })).toContainText('Globex');
  await expect(app.getByRole('button', { name: 'Import 2 people' })).toBeEnabled();
});

test('a step whose column of addresses is missing goes no further, and says why', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await choose(app, FILE);
  await pick(app, 'What email holds', 'Ignore');
  await goOn(app);
  await expect(app.getByText('Choose the column with the email addresses.')).toBeVisible();
  await expect(app.getByRole('combobox', { name: 'What email holds' })).toBeFocused();
  await expect(current(app)).toContainText('Columns');
});

test('once it runs nothing before can be changed; its result leads to a new import', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, 'email\na@acme.example');
  await app.getByRole('button', { name: 'Import 1 person' }).click();
  await expect(current(app)).toContainText('Result');
  await expect(steps(app).getByRole('button')).toHaveCount(0);
  await app.getByRole('button', { name: 'New import' }).click();
  await expect(current(app)).toContainText('File');
  await expect(app.getByRole('button', { name: 'Earlier imports (1)' })).toBeVisible();
});

test('earlier imports are a view of their own, and the new import is as it was', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await expect(app.getByRole('button', { name: /^Earlier imports/ })).toHaveCount(0);
  await preview(app, 'email\na@acme.example');
  await app.getByRole('button', { name: 'Import 1 person' }).click();
  await expect(app.getByText('Finished', { exact: true })).toBeVisible();
  await app.getByRole('button', { name: 'New import' }).click();
  await preview(app, FILE, 'second.csv');
  await openEarlier(app);
  await expect(app.getByRole('heading', { name: 'Earlier imports' })).toBeFocused();
  await expect(current(app)).toBeHidden();
  await app.getByRole('button', { name: 'customers.csv' }).click();
  await expect(app.getByRole('heading', { name: 'customers.csv' })).toBeFocused();
  await app.getByRole('button', { name: 'Earlier imports', exact: true }).click();
  await app.getByRole('button', { name: 'Back to the new import' }).click();
  await expect(current(app)).toContainText('Check');
  await expect(kind(app, 'All')).toHaveText('All: 2');
});

test('an import with people left to look at says how many, in its list as on its page', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  await preview(app, 'email\na@x.example\nb@x.example');
  site.jira.faults.set([REFUSED]);
  await app.getByRole('button', { name: 'Import 2 people' }).click();
  const state = app.getByText('Finished · 2 need attention', { exact: true }).filter({ visible: true });
  await expect(state).toBeVisible();
  const colour = (): Promise<string> =>
    state.evaluate((element) => getComputedStyle(element.parentElement ?? element).backgroundColor);
  const onPage = await colour();
  await openEarlier(app);
  await expect(app.getByRole('row', { name: /customers\.csv/ })).toContainText('Finished · 2 need attention');
  expect(await colour()).toBe(onPage);
});

test('the main button of a long step is in view', async ({ open, page }) => {
  await page.setViewportSize({ width: 1100, height: 600 });
  const app = await open('agent', 'invite');
  await openImport(app);
  const header = ['email', ...Array.from({ length: 30 }, (_, index) => `more ${index}`)];
  await choose(app, [header.join(','), `a@x.example${','.repeat(30)}`].join('\n'));
  await expect(app.getByRole('button', { name: 'Continue' })).toBeInViewport({ ratio: 1 });
});
