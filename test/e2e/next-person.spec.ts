import type { FrameLocator } from '@playwright/test';
import { dayText } from '../../static/ui/day-words';
import { chooseOrganization, organizationField } from './organization-field';
import { dayIn, test } from './fixed-day';
import { expect } from './site';
import { moreOptions } from './more-options';
import type { LocalSite } from '../../local/server/local-site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const invite = (app: FrameLocator) => app.getByRole('button', { name: 'Invite', exact: true });
const line = (app: FrameLocator, email: string) =>
  app.getByRole('region', { name: 'Results' }).getByRole('listitem').filter({ hasText: email });
const email = (app: FrameLocator) => app.getByLabel('Send Jira’s invitation email');
const lastDay = (app: FrameLocator) => app.getByLabel('Last day of access');

const named = (site: LocalSite, wanted: string) =>
  [...site.jira.state.organizations.values()].find(({ name }) => name === wanted);

/** A rule of the policy: addresses at acme.example go to Acme. */
async function ruleForAcme(site: LocalSite): Promise<void> {
  const rule = { domain: 'acme.example', organization: { id: named(site, 'Acme')?.id, name: 'Acme' } };
  await site.savePolicy({ domainOrganizations: [rule] }, ['SUP']);
}

test('an organization of another day is never preselected, and the rule for a domain holds', async ({
  open,
  page,
  site,
}) => {
  await ruleForAcme(site);
  let app = await open('agent', 'invite');
  await addresses(app).fill('g1@globex.example');
  await chooseOrganization(app, 'Globex');
  await invite(app).click();
  await expect(line(app, 'g1@globex.example')).toContainText('added to Globex');

  await page.reload();
  app = page.frameLocator('#app');
  await addresses(app).fill('nextday@acme.example');
  await expect(organizationField(app)).toHaveValue('');
  await expect(app.getByRole('button', { name: /again/ })).toHaveCount(0);
  await expect(app.getByText('acme.example goes to Acme (by rule)')).toBeVisible();
  await invite(app).click();
  await expect(line(app, 'nextday@acme.example')).toContainText('added to Acme');
  expect(named(site, 'Globex')?.members.size).toBe(1);
});

test('nothing that was set for one person is set for the next', async ({ open, site }) => {
  await ruleForAcme(site);
  const app = await open('agent', 'invite');
  await addresses(app).fill('g1@globex.example');
  await chooseOrganization(app, 'Globex');
  await moreOptions(app);
  await email(app).check();
  await lastDay(app).fill(dayIn(20));
  await invite(app).click();
  await expect(line(app, 'g1@globex.example')).toContainText('access ends on');
  expect(site.jira.state.mailsSent).toHaveLength(1);

  await expect(organizationField(app)).toHaveValue('');
  await expect(email(app)).not.toBeChecked();
  await expect(lastDay(app)).toHaveValue('');
  await addresses(app).fill('ada@acme.example');
  await invite(app).click();
  await expect(line(app, 'ada@acme.example')).toContainText('added to Acme');
  await expect(line(app, 'ada@acme.example')).not.toContainText('access ends on');
  expect(site.jira.state.mailsSent).toHaveLength(1);
});

test('the organization of the person before is chosen again with one click', async ({ open }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('g1@globex.example');
  await chooseOrganization(app, 'Globex');
  await invite(app).click();
  await expect(line(app, 'g1@globex.example')).toContainText('added to Globex');

  await addresses(app).fill('g2@globex.example');
  await app.getByRole('button', { name: 'Choose Globex again' }).press('Enter');
  await expect(organizationField(app)).toHaveValue('Globex');
  await expect(app.getByRole('button', { name: 'Choose Globex again' })).toBeFocused();
  await invite(app).click();
  await expect(line(app, 'g2@globex.example')).toContainText('added to Globex');
});

test('another organization than that of the rule is never chosen without a word', async ({ open, site }) => {
  await ruleForAcme(site);
  const app = await open('agent', 'invite');
  await chooseOrganization(app, 'Globex');
  await addresses(app).fill('ada@acme.example');
  await expect(
    app.getByText('The rule for acme.example is Acme. You chose another organization.'),
  ).toBeVisible();
  await app.getByRole('button', { name: 'No organization' }).click();
  await expect(organizationField(app)).toBeFocused();
  await expect(app.getByText('acme.example goes to Acme (by rule)')).toBeVisible();
});

test('a choice that differs from one of several rules is told', async ({ open, site }) => {
  await ruleForAcme(site);
  const app = await open('agent', 'invite');
  await chooseOrganization(app, 'Globex');
  await addresses(app).fill('bob@globex.example, ada@acme.example');
  await expect(app.getByText('The rule for acme.example is Acme.')).toBeVisible();
});

test('another organization than most of that domain went to is never chosen without a word', async ({
  open,
}) => {
  const app = await open('agent', 'invite');
  await chooseOrganization(app, 'Acme');
  await addresses(app).fill('a@acme.example, b@acme.example');
  await app.getByRole('button', { name: 'Invite 2', exact: true }).click();
  await expect(line(app, 'b@acme.example')).toContainText('added to Acme');

  await addresses(app).fill('c@acme.example');
  await chooseOrganization(app, 'Globex');
  const told = app.getByText(
    'Most customers from acme.example were added to Acme. You chose another organization.',
  );
  await expect(told).toBeVisible();
  await app.getByRole('button', { name: 'No organization' }).click();
  await chooseOrganization(app, 'Acme');
  await expect(told).toHaveCount(0);
});

test('what was set stays for who could not be invited, and not for who is typed instead', async ({
  open,
}) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('no-customer-role@guestlist.example');
  await chooseOrganization(app, 'Globex');
  await moreOptions(app);
  await lastDay(app).fill(dayIn(20));
  await invite(app).click();
  await expect(line(app, 'no-customer-role@guestlist.example')).toContainText('Failed');
  await expect(organizationField(app)).toHaveValue('Globex');
  await expect(lastDay(app)).toHaveValue(dayText(dayIn(20), 'en-US'));

  await addresses(app).fill('no-customer-rule@guestlist.example');
  await expect(lastDay(app)).toHaveValue(dayText(dayIn(20), 'en-US'));
  await addresses(app).fill('ada@acme.example');
  await expect(organizationField(app)).toHaveValue('');
  await expect(lastDay(app)).toHaveValue('');
});

test('nothing that was set on a request for one person is set for the next', async ({ open, site }) => {
  const app = await open('agent', 'request');
  await app.getByLabel('grace@navy.example').uncheck();
  await app.getByLabel('ada@acme.example').check();
  await chooseOrganization(app, 'Globex');
  await app.getByLabel('Add them as participants of this request').check();
  await moreOptions(app);
  await email(app).check();
  await lastDay(app).fill(dayIn(2));
  await invite(app).click();
  await expect(line(app, 'ada@acme.example')).toContainText('access ends on');

  await expect(organizationField(app)).toHaveValue('');
  await expect(email(app)).not.toBeChecked();
  await expect(lastDay(app)).toHaveValue('');
  await expect(app.getByLabel('Add them as participants of this request')).not.toBeChecked();
  await app.getByLabel('bob@globex.example').check();
  await invite(app).click();
  await expect(line(app, 'bob@globex.example').first()).toContainText('Done');
  expect(site.jira.state.mailsSent).toHaveLength(1);
  const [bob] = site.jira.state.withEmail('bob@globex.example');
  expect(named(site, 'Globex')?.members).not.toContain(bob?.accountId);
  expect(site.jira.state.issue('SUP-1')?.participants).not.toContain(bob?.accountId);
});

test('nothing that was set on an organization’s page for one person is set for the next', async ({
  open,
}) => {
  const app = await open('agent', 'organization');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await email(app).check();
  await lastDay(app).fill(dayIn(2));
  await invite(app).click();
  await expect(line(app, 'ada@acme.example').first()).toContainText('access ends on');
  await expect(email(app)).not.toBeChecked();
  await expect(lastDay(app)).toHaveValue('');
});
