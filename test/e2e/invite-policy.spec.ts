import { organizationField } from './organization-field';
import { expect, test } from './site';

test('where the e-mail is always sent, the page says so instead of asking', async ({ open, site }) => {
  await site.savePolicy({ email: 'always' }, ['SUP']);
  const app = await open('agent', 'invite');
  await expect(app.getByText('Jira sends its invitation email with each new account.')).toBeVisible();
  await expect(app.getByLabel('Send Jira’s invitation email')).toHaveCount(0);
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('invitation email sent')).toBeVisible();
});

test('where customers may be enrolled in no organization, none is asked for', async ({ open, site }) => {
  await site.savePolicy({ organizations: 'none' }, ['SUP']);
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').waitFor();
  await expect(organizationField(app)).toHaveCount(0);
});

test('only the organizations that the policy lists are offered', async ({ open, site }) => {
  const globex = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Globex');
  await site.savePolicy({ onlyOrganizations: [{ id: globex?.id, name: 'Globex' }] }, ['SUP']);
  const app = await open('agent', 'invite');
  await organizationField(app).click();
  await expect(app.getByRole('option')).toHaveText(['Globex']);
});

test('where any organization may be chosen, those of the site are offered', async ({ open, site }) => {
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  const app = await open('agent', 'invite');
  await expect(app.getByText('Optional. Any organization that Jira shows you.')).toBeVisible();
  await organizationField(app).click();
  await expect(app.getByRole('option', { name: 'Acme' })).toBeVisible();
});

test('where Jira does not list those of the site, those of the project are offered', async ({
  open,
  site,
}) => {
  await site.savePolicy({ organizations: 'any' }, ['SUP']);
  const path = '/rest/servicedeskapi/organization';
  site.jira.faults.set([{ path, status: 403, rate: 1, times: 1, afterWork: false }]);
  const app = await open('agent', 'invite');
  await organizationField(app).click();
  await expect(app.getByRole('option', { name: 'Globex' })).toBeVisible();
});

test('an organization that is chosen takes the place of the one suggested', async ({ open, site }) => {
  const { organizations } = site.jira.state;
  const acme = [...organizations.values()].find(({ name }) => name === 'Acme');
  const rule = { domain: 'acme.example', organization: { id: acme?.id, name: 'Acme' } };
  await site.savePolicy({ domainOrganizations: [rule] }, ['SUP']);
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await expect(app.getByText('acme.example goes to Acme (by rule)')).toBeVisible();
  await organizationField(app).click();
  await app.getByRole('option', { name: 'Globex' }).click();
  await expect(app.getByText('goes to Acme')).toHaveCount(0);
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('added to Globex')).toBeVisible();
});

test('where none is asked for, the rule for a domain holds all the same, and the page says so', async ({
  open,
  site,
}) => {
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  const rule = { domain: 'acme.example', organization: { id: acme?.id, name: 'Acme' } };
  await site.savePolicy({ organizations: 'none', domainOrganizations: [rule] }, ['SUP']);
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await expect(app.getByText('Added to Acme by the rule for acme.example.')).toBeVisible();
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('added to Acme')).toBeVisible();
});
