import { rows, openAudit, invite, answerPages, entries, textOf } from './audit-page';
import { expect, test } from './site';

test('the export as CSV runs no formula, whatever a customer is called', async ({ open, page, site }) => {
  await invite(site, 'rascal@acme.example', '=HYPERLINK("https://evil.example","Ada")');
  const app = await openAudit(open);
  await app.getByLabel('Domain').fill('acme');
  await expect(rows(app)).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Export as CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^guestlist-audit-\d{4}-\d\d-\d\d\.csv$/);
  const text = await textOf(download);
  expect(text.startsWith('\uFEFF"When (UTC)"')).toBe(true);
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""Ada"")"`);
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  await expect(app.getByText(/^1 entry is in guestlist-audit-.*\.csv\.$/)).toBeVisible();
});

test('the export as JSON lines has everything selected, page after page, by keyboard', async ({
  open,
  page,
}) => {
  const asked: (string | undefined)[] = [];
  await answerPages(page, ({ before }) => {
    asked.push(before);
    const from = Number(before ?? 0);
    return { entries: entries(100, from), ...(from < 900 && { before: String(from + 100) }) };
  });
  const app = await openAudit(open);
  await rows(app).first().waitFor();
  asked.length = 0;
  const downloading = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Export as JSON lines' }).focus();
  await page.keyboard.press('Enter');
  const lines = (await textOf(await downloading)).trimEnd().split('\n');
  expect(lines).toHaveLength(1000);
  expect(JSON.parse(lines[999] ?? '')).toEqual(entries(1, 999)[0]);
  expect(asked).toHaveLength(10);
  const again = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Save again' }).click();
  expect((await textOf(await again)).split('\n')).toHaveLength(1001);
});

test('an export can be cancelled', async ({ open, page }) => {
  await answerPages(page, async ({ before = '0' }) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { entries: entries(100, Number(before)), before: String(Number(before) + 100) };
  });
  const app = await openAudit(open);
  await rows(app).first().waitFor();
  await app.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(app.getByText(/entries so far/)).toContainText(/Back to .*2026/);
  await app.getByRole('button', { name: 'Cancel export' }).click();
  await expect(app.getByText('The export was cancelled.')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Export as CSV' })).toBeFocused();
});

test('an export that breaks off offers what is there', async ({ open, page }) => {
  await page.clock.install();
  await answerPages(page, ({ before }) =>
    before === '100' ? 'failed' : { entries: entries(100), before: '100' },
  );
  const app = await openAudit(open);
  await page.clock.runFor(1000);
  await rows(app).first().waitFor();
  await app.getByRole('button', { name: 'Export as JSON lines' }).click();
  await expect(async () => {
    await page.clock.runFor(5000);
    await expect(app.getByText('The export stopped after 100 entries')).toBeVisible({ timeout: 500 });
  }).toPass();
  const downloading = page.waitForEvent('download');
  await app.getByRole('button', { name: 'Save this part' }).click();
  expect((await textOf(await downloading)).trimEnd().split('\n')).toHaveLength(100);
});
