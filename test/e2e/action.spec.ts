import type { FrameLocator } from '@playwright/test';
import { weighScript } from './script-weight';
import { expect, test } from './site';

const ACTION = 'invite-customer';
/** What Automation finds for the smart values, once a request has come in. */
const FOUND: Readonly<Record<string, string>> = {
  '{{issue.reporter.emailAddress}}': 'ada@acme.example',
  '{{issue.reporter.displayName}}': 'Ada Lovelace',
  '{{issue.project.key}}': 'SUP',
  '{{rule.name}}': 'Unknown senders',
};

const field = (app: FrameLocator, name: string) => app.getByRole('textbox', { name });

test('a rule that is filled in invites whoever sent the request, and is named in the audit log', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'action in a rule');
  await expect(field(app, 'Email address')).toHaveValue('{{issue.reporter.emailAddress}}');
  await field(app, 'Organization').fill('Acme');
  await expect.poll(() => site.forge.actionForms.filled(ACTION)).toMatchObject({ organization: 'Acme' });

  const filled = Object.entries(site.forge.actionForms.filled(ACTION) ?? {});
  const inputs = Object.fromEntries(filled.map(([name, value]) => [name, FOUND[String(value)] ?? value]));
  const { accountId } = site.person('agent');
  const result = await site.forge.runAction(ACTION, { by: 'automation', inputs, accountId });
  expect(result).toMatchObject({ status: 'done', outputs: { outcome: 'created' } });

  const settings = await open('jira-admin', 'settings');
  await settings.getByRole('tab', { name: 'Audit' }).click();
  await expect(settings.getByText('by the rule “Unknown senders”')).toBeVisible();
});

test('the author can go on at once, and comes back to what was filled in', async ({ open, page }) => {
  let app = await open('agent', 'action in a rule');
  await field(app, 'Organization').waitFor();
  await expect(page.getByRole('button', { name: 'Next' })).toBeEnabled();
  await field(app, 'Service space').fill('PAR');
  await app.getByText('Send Jira’s invitation email').click();
  await page.getByRole('button', { name: 'Next' }).click();
  app = await open('agent', 'action in a rule');
  await expect(field(app, 'Service space')).toHaveValue('PAR');
  await expect(app.getByRole('checkbox')).toBeChecked();
});

test('what is missing is told when the author goes on, and Automation’s own word when they come back', async ({
  open,
  page,
}) => {
  let app = await open('agent', 'action in a rule');
  await field(app, 'Email address').fill('');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(app.getByText('Fill this in.')).toBeVisible();
  await expect(field(app, 'Email address')).toBeFocused();
  app = await open('agent', 'action in a rule');
  await expect(app.getByText('email is required')).toBeVisible();
  await field(app, 'Email address').fill('{{issue.Contact}}');
  await expect(app.getByText('email is required')).toHaveCount(0);
});

test('the form loads less than the invite page', async ({ open, page }) => {
  const weight = weighScript(page, 'action');
  await field(await open('agent', 'action in a rule'), 'Organization').waitFor();
  expect(await weight()).toBeLessThan(150_000);
});

test('the form of the action', async ({ open, looks, page }) => {
  const app = await open('agent', 'action in a rule');
  await field(app, 'Organization').waitFor();
  await looks('action-form');
  await field(app, 'Email address').fill('');
  await page.getByRole('button', { name: 'Next' }).click();
  await app.getByText('Fill this in.').waitFor();
  await looks('action-missing');
});
