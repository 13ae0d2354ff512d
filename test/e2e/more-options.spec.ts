import type { FrameLocator } from '@playwright/test';
import { moreOptions } from './more-options';
import { dayIn, test } from './fixed-day';
import { expect } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');

test('closed, the options say what is set other than usual', async ({ open }) => {
  const app = await open('agent', 'invite');
  const options = app.getByRole('group').filter({ hasText: 'More options' });
  await addresses(app).fill('Ada Lovelace <ada@acme.example>');
  await expect(options).toContainText('Ada Lovelace');
  await expect(app.getByLabel('Last day of access')).toBeHidden();
  await moreOptions(app);
  await app.getByLabel('Send Jira’s invitation email').check();
  await app.getByLabel('Last day of access').fill(dayIn(20));
  await moreOptions(app);
  await expect(options).toContainText(/Ada Lovelace.* · invitation email · ends \w+ \d+, \d{4}/);

  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('access ends on').first()).toBeVisible();
  await expect(app.getByText('invitation email', { exact: true })).toHaveCount(0);
  await expect(app.getByLabel('Last day of access')).toHaveValue('');
});

test('what is wrong among the closed options is shown', async ({ open }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill('2020-01-01');
  await moreOptions(app);
  await expect(app.getByLabel('Last day of access')).toBeHidden();
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByLabel('Last day of access')).toBeFocused();
  await expect(app.getByText('The last day is in the past.')).toBeVisible();
});

test('the name is asked of one person, and not of several', async ({ open }) => {
  const app = await open('agent', 'invite');
  await moreOptions(app);
  await expect(app.getByLabel('Name')).toBeVisible();
  await addresses(app).fill('ada@acme.example, bob@acme.example');
  await expect(app.getByLabel('Name')).toHaveCount(0);
});
