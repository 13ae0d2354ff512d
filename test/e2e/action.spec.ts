import type { FrameLocator } from '@playwright/test';
import { WIDTHS } from './looks';
import { weighScript } from './script-weight';
import { expect, test } from './site';
import { chooseLocale, speaking } from './speaking';

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

test('the author tries the action with an address, which changes nothing', async ({ open, looks, site }) => {
  const app = await open('agent', 'action in a rule');
  await field(app, 'Service space').fill('SUP');
  await field(app, 'Organization').fill('Acme');
  await app.getByRole('button', { name: 'Try this action' }).click();
  const trying = app.getByRole('form', { name: 'Try it' });
  await expect(trying.getByLabel('Space')).toHaveValue('SUP');
  await trying.getByLabel('Email address').fill('ada@acme.example');
  await trying.getByLabel('Email address').press('Enter');
  await expect(app.getByText('ada@acme.example would be invited')).toBeVisible();
  await expect(app.getByText('It would be added to Acme.')).toBeVisible();
  await expect(app.getByText('No email would be sent.')).toBeVisible();
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  await looks('action-tried');
  await trying.getByLabel('Space').fill('NOPE');
  await trying.getByRole('button', { name: 'Try it' }).click();
  await expect(app.getByRole('alert')).toContainText('You may not invite customers in a space with this key');
  await looks('action-tried-refused');
});

for (const locale of ['de_DE', 'ja_JP'] as const) {
  test(`in ${locale} the action is tried, too`, async ({ open, looks, context, siteUrl }) => {
    await chooseLocale(context, siteUrl, locale);
    const t = speaking(locale.slice(0, 2));
    const app = await open('agent', 'action in a rule');
    await app.getByRole('button', { name: t('action.try.open') }).click();
    const trying = app.getByRole('form', { name: t('try.title') });
    await trying.getByLabel(t('try.email')).fill('eve@denied.example');
    await trying.getByLabel(t('try.project')).fill('SUP');
    await trying.getByLabel(t('try.project')).press('Enter');
    await expect(app.getByText(t('try.check.domain'))).toBeVisible();
    await looks(`action-tried-${locale}`, WIDTHS);
  });
}

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
