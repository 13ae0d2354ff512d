import type { FrameLocator } from '@playwright/test';
import { invitationsIn } from './audit-entries';
import { endingsIn } from './endings';
import { chooseOrganization } from './organization-field';
import { moreOptions } from './more-options';
import { DAY_MS, dayIn, test } from './fixed-day';
import { expect } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const invited = (app: FrameLocator) => app.getByRole('region', { name: 'Invited here' });

test('an agent invites into the organization they look at, and sees who did', async ({ open, site }) => {
  const app = await open('agent', 'organization');
  await expect(app.getByText('Customers are invited into Acme.')).toBeVisible();
  await expect(invited(app)).toContainText('No one has been invited into this organization');
  await addresses(app).fill('Ada Lovelace <ada@acme.example>');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  await expect(app.getByText('New account · added to Acme')).toBeVisible();
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  expect(acme?.members).toContain(ada?.accountId);
  await expect(invited(app)).toContainText('Ada Lovelace');
  await expect(invited(app)).toContainText('by Ana Agent');
  expect(await invitationsIn(site)).toMatchObject([
    { customer: ada?.accountId, organizationIds: [acme?.id], organizations: ['Acme'] },
  ]);
});

test('the organization chosen on the project’s page is none of the panel’s', async ({ open }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('eve@globex.example');
  await chooseOrganization(app, 'Globex');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await app.getByText('added to Globex').waitFor();

  const panel = await open('agent', 'organization');
  await addresses(panel).fill('ada@acme.example');
  await panel.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(panel.getByText('added to Acme')).toBeVisible();
  await expect(invited(panel)).not.toContainText('eve');
});

test('access from an organization ends after the last day that was chosen', async ({ open, site }) => {
  const app = await open('agent', 'organization');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill(dayIn(2));
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('added to Acme · access ends on')).toBeVisible();

  const [ada] = site.jira.state.withEmail('ada@acme.example');
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  const places = () =>
    [site.jira.state.desk('SUP')?.customers, acme?.members].map((all) => all?.has(ada?.accountId ?? ''));
  expect(await endingsIn(site)).toMatchObject([
    {
      accountId: ada?.accountId,
      endsAt: `${dayIn(2)}T23:59:59.000Z`,
      desk: true,
      organizations: [{ id: acme?.id }],
    },
  ]);
  expect(places()).toEqual([true, true]);
  await site.forge.passTime(3 * DAY_MS);
  await site.forge.runSchedule('ending');
  expect(places()).toEqual([false, false]);
});

test('an organization that an identity provider fills says so, and keeps its list', async ({
  open,
  site,
}) => {
  const directory = [...site.jira.state.organizations.values()].find(({ scimManaged }) => scimManaged);
  const app = await open('agent', 'organization', directory?.id);
  await expect(app.getByText('No one can be invited into this organization here')).toBeVisible();
  await expect(invited(app)).toBeVisible();
  await expect(addresses(app)).toHaveCount(0);
});

test('older ones are shown a page at a time', async ({ open, site }) => {
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  for (let index = 0; index < 22; index += 1) {
    await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
      people: [{ email: `guest${index}@acme.example`, displayName: `Guest ${index}` }],
      organizations: [{ id: acme?.id }],
      notify: false,
    });
  }
  const app = await open('agent', 'organization');
  await expect(invited(app).getByRole('listitem')).toHaveCount(20);
  await app.getByRole('button', { name: 'Show older' }).click();
  await expect(invited(app).getByRole('listitem')).toHaveCount(22);
  await expect(invited(app)).toContainText('Guest 0');
});

test('who may not invite is told so', async ({ open }) => {
  const app = await open('user', 'organization');
  await expect(app.getByText('You cannot invite customers here')).toBeVisible();
});
