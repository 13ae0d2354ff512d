import type { FrameLocator, Locator, Page } from '@playwright/test';
import type { AuditEntry } from '../../src/contract/audit';
import { expect, test } from './site';
import { chooseLocale, speaking } from './speaking';

const ENTRY: AuditEntry = {
  id: 'entry-1',
  at: '2026-01-05T10:00:00.000Z',
  actor: { kind: 'nobody' },
  domain: 'rare.example',
  outcome: 'refused',
  reason: 'key-wrong',
  event: 'refusal',
  asked: 'script',
};

interface Search {
  /** How often the back end was asked. */
  asked: number;
}

/** A search that finds nothing for so many answers, a day further back each; then what is given, and the end. */
async function answerSearch(page: Page, name: string, empty: number, last: object): Promise<Search> {
  const search: Search = { asked: 0 };
  await page.route('**/__site/invoke', async (route) => {
    const { functionKey } = route.request().postDataJSON() as { functionKey: string };
    if (functionKey !== name) return route.continue();
    search.asked += 1;
    const at = new Date(Date.UTC(2026, 9, 28 - search.asked, 10)).toISOString();
    const found = name === 'audit.page' ? { entries: [] } : { ended: [] };
    const data = search.asked > empty ? last : { ...found, before: at, searchedTo: at };
    return route.fulfill({ json: { value: { ok: true, data } } });
  });
  return search;
}

async function openTab(
  open: (who: string, where: 'settings') => Promise<FrameLocator>,
  name: string,
): Promise<Locator> {
  const app = await open('jira-admin', 'settings');
  await app.getByRole('tab', { name }).click();
  return app.getByRole('tabpanel', { name });
}

test.describe('the audit log', () => {
  test('is never left half searched: it goes on by itself until something is found', async ({
    open,
    page,
  }) => {
    await answerSearch(page, 'audit.page', 3, { entries: [ENTRY] });
    const app = await openTab(open, 'Audit');
    await expect(app.getByText(/Still searching. Searched back to .*2026, 10:00/)).toBeVisible();
    await expect(app.getByText('rare.example')).toBeVisible({ timeout: 15_000 });
    await expect(app.getByText('1 entry shown.')).toBeVisible();
    await expect(app.getByRole('button', { name: 'Stop searching' })).toBeHidden();
  });

  test('is searched no further once somebody stops it, and goes on when told', async ({ open, page }) => {
    const search = await answerSearch(page, 'audit.page', 100, { entries: [] });
    await page.clock.install();
    const app = await openTab(open, 'Audit');
    const stop = app.getByRole('button', { name: 'Stop searching' });
    await stop.focus();
    await page.keyboard.press('Enter');
    await expect(app.getByText(/No entries found back to/)).toBeVisible();
    const further = app.getByRole('button', { name: 'Search further back' });
    await expect(further).toBeFocused();
    const { asked } = search;
    await page.clock.fastForward(10_000);
    expect(search.asked).toBe(asked);
    await page.keyboard.press('Enter');
    await expect(stop).toBeVisible();
    await expect.poll(() => search.asked).toBeGreaterThan(asked);
  });

  test('says so where it was searched to its end and holds nothing', async ({ open, page }) => {
    await answerSearch(page, 'audit.page', 1, { entries: [] });
    const app = await openTab(open, 'Audit');
    await expect(app.getByText('No entries yet')).toBeVisible({ timeout: 15_000 });
  });
});

test.describe('portal accounts to revoke', () => {
  test('are never told as none before the log was searched to its end', async ({ open, page }) => {
    await answerSearch(page, 'upkeep.ended', 2, { ended: [] });
    const app = await openTab(open, 'Daily check');
    const ended = app.getByRole('region', { name: 'Portal accounts to revoke' });
    await expect(ended.getByText(/Searched back to .*2026, 10:00/)).toBeVisible();
    await expect(ended.getByText('There are no accounts to revoke.')).toBeHidden();
    await expect(ended.getByText('There are no accounts to revoke.')).toBeVisible({ timeout: 15_000 });
    await expect(ended.getByRole('button', { name: 'Stop searching' })).toBeHidden();
  });

  test('say how far back was looked, once somebody stops', async ({ open, page }) => {
    const search = await answerSearch(page, 'upkeep.ended', 100, { ended: [] });
    await page.clock.install();
    const app = await openTab(open, 'Daily check');
    const ended = app.getByRole('region', { name: 'Portal accounts to revoke' });
    await ended.getByRole('button', { name: 'Stop searching' }).click();
    await expect(ended.getByText(/No entries found back to .*2026, 10:00/)).toBeVisible();
    const { asked } = search;
    await page.clock.fastForward(10_000);
    expect(search.asked).toBe(asked);
    await ended.getByRole('button', { name: 'Show older' }).click();
    await expect.poll(() => search.asked).toBeGreaterThan(asked);
  });
});

for (const [language, locale] of [
  ['en', 'en_US'],
  ['de', 'de_DE'],
] as const) {
  test(`searching as it looks in ${language}`, async ({ open, looks, page, context, siteUrl }) => {
    const say = speaking(language);
    await chooseLocale(context, siteUrl, locale);
    await answerSearch(page, 'audit.page', 100, { entries: [] });
    const app = await openTab(open, say('admin.tab.audit'));
    await expect(app.getByRole('button', { name: say('audit.stop') })).toBeVisible();
    await looks(`searching-audit-${language}`);
    await page.unroute('**/__site/invoke');
    await answerSearch(page, 'upkeep.ended', 100, { ended: [] });
    const upkeep = await openTab(open, say('admin.tab.upkeep'));
    await expect(upkeep.getByRole('button', { name: say('audit.stop') })).toBeVisible();
    await looks(`searching-upkeep-${language}`);
  });
}
