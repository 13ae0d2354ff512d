import type { Download, FrameLocator, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { LocalSite } from '../../local/server/local-site';
import type { AuditEntry, AuditPage } from '../../src/contract/audit';
import type { PolicyChange } from '../../src/domain/policy/policy-changes';
import { expect, test } from './site';

const log = (app: Locator) => app.getByRole('table', { name: 'Audit log' });
const rows = (app: Locator) => log(app).locator('tbody').getByRole('row');

async function openAudit(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
): Promise<Locator> {
  const page = await open('jira-admin', 'get started');
  await page.getByRole('tab', { name: 'Audit' }).click();
  const app = page.getByRole('tabpanel', { name: 'Audit' });
  await app.getByRole('heading', { name: 'Audit log', exact: true }).waitFor();
  return app;
}

/** Invites as the agent, through the app's own back end. */
async function invite(site: LocalSite, email: string, displayName?: string): Promise<void> {
  await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
    people: [{ email, ...(displayName && { displayName }) }],
    organizations: [],
    notify: false,
  });
}

/** Answers `audit.page` in the back end's place. */
async function answerPages(
  page: Page,
  answer: (query: {
    readonly before?: string;
    readonly domain?: string;
  }) => AuditPage | 'failed' | Promise<AuditPage>,
): Promise<void> {
  await page.route('**/__site/invoke', async (route) => {
    const { functionKey, payload } = route.request().postDataJSON() as {
      functionKey: string;
      payload: { readonly before?: string; readonly domain?: string };
    };
    if (functionKey !== 'audit.page') return route.continue();
    const data = await answer(payload);
    const failed = { ok: false, error: { code: 'storage-unavailable' } };
    return route.fulfill({ json: { value: data === 'failed' ? failed : { ok: true, data } } });
  });
}

function entries(count: number, from = 0): AuditEntry[] {
  return Array.from({ length: count }, (_, place): AuditEntry => ({
    id: `entry-${from + place}`,
    at: new Date(Date.UTC(2026, 9, 5) - (from + place) * 60_000).toISOString(),
    actor: { kind: 'nobody' },
    domain: `d${from + place}.example`,
    outcome: 'refused',
    reason: 'key-wrong',
    event: 'refusal',
    asked: 'script',
  }));
}

async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

test('the log tells who invited whom, what was refused, and which key was made', async ({ open, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  await invite(site, 'eve@denied.example');
  await site.forge.invoke(site.screen('settings', 'agent'), 'policy.show', {});
  const app = await openAudit(open);

  const invited = log(app).getByRole('row', { name: /Ada Lovelace/ });
  await expect(invited).toContainText('Ana Agent');
  await expect(invited).toContainText('Support (SUP)');
  await expect(invited).toContainText('account created');
  await expect(invited).toContainText('acme.example');
  await expect(invited).toContainText('Done');
  const denied = log(app).getByRole('row', { name: /Ana Agent .*denied\.example/ });
  await expect(denied).toContainText('Addresses at denied.example are blocked by your Jira admin.');
  const refused = log(app).getByRole('row', { name: /Not allowed/ });
  await expect(refused).toContainText('asked for the policy');
  await expect(refused).toContainText('Refused');
  // Setting up the site saved the policy.
  await expect(rows(app).filter({ hasText: /Policy: \d+ changes/ })).toContainText('Jo Admin');
});

test('a project admin sees what happened in their own project, and nothing else', async ({ open, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  await site.forge.invoke(site.screen('settings', 'jira-admin'), 'authority.consent', {});
  const frame = await open('project-admin', 'project settings');
  await frame.getByRole('tab', { name: 'Audit' }).click();
  const app = frame.getByRole('tabpanel', { name: 'Audit' });
  await expect(log(app).getByRole('row', { name: /Ada Lovelace/ })).toBeVisible();
  await expect(app.getByText('Permission lent to Guestlist')).toHaveCount(0);
  await expect(app.getByLabel('Space', { exact: true })).toHaveCount(0);
});

test('a policy that changed in many places opens on demand', async ({ open, page }) => {
  const changes: PolicyChange[] = [
    { rule: 'auditDays', before: 365, after: 90 },
    { rule: 'email', before: 'never', after: 'choice' },
    { rule: 'deniedDomains', before: [], after: ['evil.example'] },
  ];
  const [refusal] = entries(1);
  await answerPages(page, () => ({
    entries: [{ ...refusal, outcome: 'done', event: 'policy', changes } as AuditEntry],
  }));
  const app = await openAudit(open);
  await expect(app.getByText('evil.example')).toBeHidden();
  await app.getByText('Policy: 3 changes').focus();
  await page.keyboard.press('Enter');
  await expect(app.getByText('evil.example')).toBeVisible();
});

test('filters select, and are cleared together', async ({ open, page, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  await invite(site, 'bob@globex.example', 'Bob');
  await invite(site, 'eve@denied.example');
  const app = await openAudit(open);
  await rows(app).first().waitFor();

  await app.getByLabel('Domain').focus();
  await page.keyboard.type('GLOBEX');
  await expect(rows(app)).toHaveCount(1);
  await expect(rows(app)).toContainText('Bob');

  await app.getByRole('button', { name: 'Clear filters' }).focus();
  await page.keyboard.press('Enter');
  await expect(log(app).getByRole('row', { name: /Ada Lovelace/ })).toBeVisible();
  await expect(app.getByLabel('Customer', { exact: true })).toBeFocused();

  await app.getByLabel('Who').focus();
  await page.keyboard.type('Ana');
  await app.getByRole('option', { name: 'Ana Agent' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(rows(app)).toHaveCount(3);
  await app.getByLabel('Outcome').focus();
  await page.keyboard.type('Done');
  await page.keyboard.press('Enter');
  await expect(rows(app)).toHaveCount(2);
  await app.getByLabel('Space').focus();
  await page.keyboard.type('Partner');
  await page.keyboard.press('Enter');
  await expect(app.getByText('No entries match the filters')).toBeVisible();
});

test('anybody can be searched by, also who is on no page that was loaded', async ({ open, page, site }) => {
  await invite(site, 'ada@acme.example');
  const app = await openAudit(open);
  await rows(app).first().waitFor();
  const name = site.person('other-agent').displayName;
  await app.getByLabel('Who').focus();
  await page.keyboard.type(name.slice(0, 4));
  await app.getByRole('option', { name }).click();
  await expect(app.getByText('No entries match the filters')).toBeVisible();
  await expect(app.getByRole('region', { name: 'Filters' })).toContainText(name);
});

test('an account id can be pasted to search by', async ({ open, page, site }) => {
  await invite(site, 'ada@acme.example');
  const app = await openAudit(open);
  await rows(app).first().waitFor();
  await app.getByLabel('Who').fill('5b10ac8d:other-agent');
  await app.getByRole('option', { name: 'Account ID 5b10ac8d:other-agent' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(app.getByText('No entries match the filters')).toBeVisible();
});

test('days are those of the person at the page, and out of order they are marked', async ({ open, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  const today = new Date(site.jira.clock.now()).toISOString().slice(0, 10);
  const app = await openAudit(open);
  await app.getByLabel('From').fill(today);
  await app.getByLabel('To', { exact: true }).fill(today);
  await expect(log(app).getByRole('row', { name: /Ada Lovelace/ })).toBeVisible();
  await app.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(app.getByText('The first day is after the last.')).toBeVisible();
});

test('older entries come on demand', async ({ open, page }) => {
  await answerPages(page, ({ before }) =>
    before ? { entries: entries(5, 25) } : { entries: entries(25), before: 'older' },
  );
  const app = await openAudit(open);
  await expect(app.getByText('25 entries shown.')).toBeVisible();
  await app.getByRole('button', { name: 'Show older' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.getByText('30 entries shown.')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Show older' })).toBeHidden();
  await expect(app.getByText('30 entries shown.')).toBeFocused();
});

test('where matches are rare, the log is searched further back by itself', async ({ open, page }) => {
  await answerPages(page, ({ before }) =>
    before
      ? { entries: entries(1) }
      : { entries: [], before: 'further', searchedTo: '2026-08-01T10:00:00.000Z' },
  );
  const app = await openAudit(open);
  await expect(app.getByText(/Searched back to .*2026, 10:00/)).toBeVisible();
  await expect(app.getByText('1 entry shown.')).toBeVisible();
});

test('a late answer to old filters is thrown away', async ({ open, page }) => {
  await answerPages(page, async ({ domain }) => {
    if (domain === 'slow') await new Promise((resolve) => setTimeout(resolve, 2500));
    return { entries: domain === 'slow' ? entries(3) : entries(1, 7) };
  });
  const app = await openAudit(open);
  await rows(app).first().waitFor();
  await app.getByLabel('Domain').fill('slow');
  await page.waitForTimeout(600);
  await app.getByLabel('Domain').fill('quick');
  await expect(app.getByText('d7.example')).toBeVisible();
  await page.waitForTimeout(2500);
  await expect(rows(app)).toHaveCount(1);
});

test('where the log cannot be loaded, the page says so and tries again', async ({ open, page }) => {
  let refuse = true;
  await answerPages(page, () => (refuse ? 'failed' : { entries: entries(2) }));
  const app = await openAudit(open);
  await expect(app.getByText('The audit log could not be loaded')).toBeVisible();
  refuse = false;
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(rows(app)).toHaveCount(2);
});

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
