import type { AuditEntry } from '../../src/contract/audit';
import type { PolicyChange } from '../../src/domain/policy/policy-changes';
import { log, rows, openAudit, invite, answerPages, entries } from './audit-page';
import { expect, test } from './site';
import { takeHighlighted } from './take-highlighted';

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
  await takeHighlighted(app, page);
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
  await takeHighlighted(app, page);
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
