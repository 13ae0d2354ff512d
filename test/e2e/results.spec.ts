import type { FrameLocator } from '@playwright/test';
import { organizationField } from './organization-field';
import { expect, test } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const send = (app: FrameLocator) => app.locator('form button[type=submit]');
const lines = (app: FrameLocator) => app.getByRole('region', { name: 'Results' }).getByRole('listitem');

async function invite(app: FrameLocator, text: string): Promise<void> {
  await addresses(app).fill(text);
  await send(app).click();
}

test('the newest stands on top, and each person once', async ({ open }) => {
  const app = await open('agent', 'invite');
  await invite(app, 'ada@acme.example, bob@acme.example');
  await expect(app.getByText('2 invited', { exact: true })).toBeVisible();
  await invite(app, 'cleo@acme.example');
  await expect(lines(app)).toContainText(['cleo@', 'ada@', 'bob@']);
  await invite(app, 'ada@acme.example');
  await expect(lines(app)).toContainText(['ada@', 'cleo@', 'bob@']);
  await expect(lines(app).first()).toContainText('Already a customer');
});

test('counts of zero are left out, and why is told in short until somebody asks for more', async ({
  open,
}) => {
  const app = await open('agent', 'invite');
  const good = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@acme.example`);
  await invite(app, [...good, 'no-customer-role@guestlist.example'].join('\n'));
  await expect(app.getByText('5 invited, 1 failed', { exact: true })).toBeVisible();
  const failed = lines(app).filter({ hasText: 'no-customer-role' });
  await expect(failed).toContainText('Failed: ');
  await expect(failed).not.toContainText('Ask a user access admin');
  const details = failed.getByRole('button', { name: /^Details/ });
  await details.press('Enter');
  await expect(failed).toContainText('Ask a user access admin');
  await expect(details).toHaveAttribute('aria-expanded', 'true');
});

test('of a single person, what failed is told in full at once', async ({ open }) => {
  const app = await open('agent', 'invite');
  await invite(app, 'no-customer-role@guestlist.example');
  await expect(lines(app)).toContainText('Ask a user access admin');
});

test('an organization that was created is called so, and only the first time', async ({
  open,
  page,
  site,
}) => {
  await site.savePolicy({ createOrganizations: true }, ['SUP']);
  const app = await open('agent', 'invite');
  for (const [email, told] of [
    ['ada@newco.example', 'New account · added to NewCo (created)'],
    ['bob@newco.example', 'New account · added to NewCo'],
  ] as const) {
    await addresses(app).fill(email);
    await organizationField(app).focus();
    await page.keyboard.type('NewCo');
    await app.getByRole('option', { name: 'NewCo' }).click();
    await send(app).click();
    await expect(lines(app).first()).toContainText(email);
    await expect(lines(app).first().getByText(told)).toContainText(
      new RegExp(`${told.replace(/[()]/g, '\\$&')}$`),
    );
  }
});

test('lines of earlier requests stay where a request fails', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await invite(app, 'ada@acme.example');
  await expect(lines(app)).toContainText(['New account']);
  await page.route('**/__site/invoke', (route) =>
    route.request().postData()?.includes('invite.send') ? route.abort() : route.continue(),
  );
  await invite(app, 'ada@acme.example, bob@acme.example');
  await expect(app.getByText('We don’t know whether this was done')).toBeVisible();
  await expect(lines(app)).toContainText(['New account']);
});

for (const { many, text } of [
  { many: 'one person', text: 'a@acme.example' },
  { many: 'several', text: 'a@acme.example, b@acme.example' },
]) {
  test(`while Jira asks to wait, the line of ${many} says so`, async ({ open, site }) => {
    const app = await open('agent', 'invite');
    await app.getByLabel('Email addresses').fill(text);
    site.jira.faults.set([
      { path: '/rest/servicedeskapi/customer', status: 429, rate: 1, afterWork: false, retryAfter: 5 },
    ]);
    await app.getByRole('button', { name: /^Invite/ }).click();
    await expect(app.getByText('Jira is slow: waiting for 5 seconds…').first()).toBeVisible();
    site.jira.faults.set([]);
    await expect(app.getByText(/^\d invited$/)).toBeVisible({ timeout: 20_000 });
    await expect(app.getByText(/Jira is slow/)).toHaveCount(0);
  });
}
