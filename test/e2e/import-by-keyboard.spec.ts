import { kind, openImport, preview, REFUSED } from './importing';
import { expect, test } from './site';

test('a file is chosen, previewed, imported and erased by keyboard alone', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  // Early: the browser is told to ask no file of anybody, and needs a moment for that.
  const choosing = page.waitForEvent('filechooser');
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  /** Goes on with Tab until something has the focus. */
  const tabTo = async (what: ReturnType<typeof app.getByRole>): Promise<void> => {
    for (let step = 0; step < 40; step += 1) {
      if (await what.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await press('Tab');
    }
    await expect(what).toBeFocused();
  };

  await app.getByRole('tab', { name: 'Invite' }).focus();
  await press('ArrowRight');
  await expect(app.getByRole('tab', { name: 'Import' })).toBeFocused();
  await tabTo(app.getByRole('button', { name: 'Choose a file' }));
  await press('Enter');
  const chooser = await choosing;
  const rows = Array.from({ length: 30 }, (_, index) => `g${index}@acme.example;Gast ${index}`);
  await chooser.setFiles({
    name: 'gaeste.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['E-Mail-Adresse;Anmerkung', ...rows, 'nobody;'].join('\n')),
  });
  await expect(app.getByRole('heading', { name: 'gaeste.csv: 31 rows' })).toBeFocused();

  await tabTo(app.getByRole('combobox', { name: 'What Anmerkung holds' }));
  await page.keyboard.type('Name');
  await press('Enter');
  await tabTo(app.getByRole('button', { name: 'Continue' }));
  await press('Enter');
  await expect(app.getByRole('heading', { name: 'Preview' })).toBeFocused();
  await expect(app.getByRole('table', { name: /Preview/ })).toContainText('Gast 1');
  await tabTo(app.getByRole('table', { name: /Preview/ }));
  await press('End');
  await expect(app.getByRole('row', { name: /nobody/ }).last()).toBeInViewport();
  await tabTo(app.getByRole('button', { name: 'Import 30, skip 1' }));
  await press('Enter');

  await expect(app.getByText(/^Finished/)).toBeVisible();
  await expect(app.getByRole('heading', { name: 'gaeste.csv' })).toBeFocused();
  await tabTo(app.getByRole('button', { name: 'Erase rows' }));
  await press('Enter');
  await expect(app.getByRole('heading', { name: 'Erase the rows of this import?' })).toBeFocused();
  await press('Escape');
  await expect(app.getByRole('heading', { name: 'gaeste.csv' })).toBeFocused();
});

test('among many rows that failed, one is found by its address', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  const rows = Array.from({ length: 12 }, (_, index) => `guest${index}@x.example`);
  await preview(app, ['email', ...rows].join('\n'));
  site.jira.faults.set([REFUSED]);
  await app.getByRole('button', { name: 'Import 12 people' }).click();
  await app.getByLabel('Find an address').fill('GUEST7@');
  await expect(app.getByRole('status').getByText('1 row found')).toBeAttached();
  await expect(app.getByText('Line 9: guest7@x.example')).toBeVisible();
  await expect(app.getByText('guest8@x.example')).toHaveCount(0);
  await app.getByLabel('Find an address').fill('nobody');
  await expect(app.getByText('No matching rows.')).toBeVisible();
});

test('100,000 rows are scrolled to their end, and filtered', async ({ open }) => {
  const app = await open('agent', 'invite');
  await openImport(app);
  const rows = Array.from({ length: 100_000 }, (_, index) =>
    index % 1000 === 999 ? `nobody${index};Acme` : `g${index}@acme.example;Acme`,
  );
  await preview(app, ['email;organization', ...rows].join('\n'));
  await expect(kind(app, 'All')).toHaveText('All: 100,000');
  await expect(kind(app, 'Error')).toHaveText('Error: 100');
  const table = app.getByRole('table', { name: /Preview/ });
  await table.scrollIntoViewIfNeeded();
  await table.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(app.getByRole('row', { name: /nobody99999/ })).toBeInViewport();
  await table.evaluate((box) => box.scrollTo(0, box.scrollHeight / 2));
  await expect(app.getByRole('row', { name: /g50000@/ })).toBeInViewport();
  // Only what is in sight is in the page.
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  await kind(app, 'Error').click();
  await expect(app.getByRole('row', { name: /nobody999 / })).toBeInViewport();
});
