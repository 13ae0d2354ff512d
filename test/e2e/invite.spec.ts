import type { FrameLocator } from '@playwright/test';
import { chooseOrganization, organizationField } from './organization-field';
import { moreOptions } from './more-options';
import { expect, test } from './site';

const addresses = (app: FrameLocator) => app.getByLabel('Email addresses');
const line = (app: FrameLocator, email: string) => app.getByRole('listitem').filter({ hasText: email });

test('an agent invites a new customer into an organization', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Name').fill('Ada Lovelace');
  await chooseOrganization(app, 'Acme');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  await expect(line(app, 'ada@acme.example')).toContainText('Done: New account · added to Acme');
  await app.getByRole('button', { name: 'Details: ada@acme.example' }).click();
  await expect(line(app, 'ada@acme.example')).toContainText(
    'Account created, added to the service desk, added to Acme',
  );
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  expect(ada).toMatchObject({ accountType: 'customer', displayName: 'Ada Lovelace' });
  expect(site.jira.state.desk('SUP')?.customers).toContain(ada?.accountId);
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  expect(acme?.members).toContain(ada?.accountId);
  expect(site.jira.state.mailsSent).toEqual([]);
  await expect(addresses(app)).toHaveValue('');
});

test('an invitation e-mail goes out when the agent asks for it', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Send Jira’s invitation email').check();
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  await expect(line(app, 'ada@acme.example')).toContainText('invitation email sent');
  expect(site.jira.state.mailsSent).toHaveLength(1);
});

test('inviting the same customer again changes nothing and says so', async ({ open }) => {
  const app = await open('agent', 'invite');
  for (const told of ['Done: New account', 'Done: Already a customer']) {
    await addresses(app).fill('ada@acme.example');
    await app.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(line(app, 'ada@acme.example')).toContainText(told);
  }
});

test('an existing Atlassian account without the Customer role is explained', async ({ open }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('no-customer-role@guestlist.example');
  await moreOptions(app);
  await app.getByLabel('Name').fill('Norole, Nico');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  const result = line(app, 'no-customer-role@guestlist.example');
  await expect(result).toContainText('Failed');
  await expect(result).toContainText('Ask a user access admin');
  await expect(addresses(app)).toHaveValue('"Norole, Nico" <no-customer-role@guestlist.example>');
  await expect(app.getByLabel('Name')).toHaveValue('Norole, Nico');
});

test('no address at all is asked for', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await addresses(app).waitFor();
  site.jira.log.clear();
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('There is no email address.')).toBeVisible();
  expect(site.jira.log.all()).toEqual([]);
});

test('twenty-five pasted addresses are invited at once, each with its own line', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  const people = Array.from({ length: 25 }, (_, index) => `Guest ${index} <guest${index}@acme.example>`);
  await addresses(app).fill(people.join(', '));
  await chooseOrganization(app, 'Globex');
  await app.getByRole('button', { name: 'Invite 25' }).click();

  await expect(app.getByText('25 invited')).toBeVisible();
  await expect(app.getByRole('listitem')).toHaveCount(25);
  expect(site.jira.state.withEmail('guest24@acme.example')[0]?.displayName).toBe('Guest 24');
});

test.describe('on a slow site', () => {
  // Long enough to be seen: between two looks Playwright waits up to a second.
  test.use({ latencyMs: 2000 });

  test('each line fills in step by step, and nothing can be sent twice meanwhile', async ({ open }) => {
    const app = await open('agent', 'invite');
    await addresses(app).fill('ada@acme.example, bob@acme.example');
    await app.getByRole('button', { name: 'Invite 2' }).click();
    await expect(line(app, 'ada@acme.example')).toContainText('Creating the account…');
    await expect(addresses(app)).toBeDisabled();
    await expect(organizationField(app)).toBeDisabled();
    await expect(line(app, 'bob@acme.example')).toContainText('Adding to the service desk and organization…');
    await expect(app.getByText('2 invited')).toBeVisible();
    await expect(addresses(app)).toHaveValue('');
  });
});

test('two accounts with one address are a choice for the agent', async ({ open, site }) => {
  const { state } = site.jira;
  const portalOnly = state.addCustomer('twin@acme.example', 'Tess Twin');
  state.addPerson({
    ...portalOnly,
    accountId: '5b10ac8d:twin',
    accountType: 'atlassian',
    displayName: 'Tess (work)',
  });
  const acme = [...state.organizations.values()].find(({ name }) => name === 'Acme');
  acme?.members.add(portalOnly.accountId);
  const issue = state.issue('SUP-1');
  if (!issue) throw new Error('no SUP-1');
  state.addIssue({ ...issue, id: '29999', key: 'SUP-99', reporter: portalOnly.accountId });
  const app = await open('agent', 'invite');
  await addresses(app).fill('twin@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();

  const choice = app.getByRole('group', { name: 'Which account is twin@acme.example?' });
  // What tells them apart.
  await expect(choice.getByText('In Acme · Last request here: Jan 5, 2026')).toBeVisible();
  await expect(choice.getByText('In no organization · No request in this space')).toBeVisible();
  await expect(choice.getByRole('button', { name: 'Show in Jira: Tess (work)' })).toBeVisible();
  await choice.getByRole('button', { name: 'Invite this account' }).click();
  await expect(choice.getByText('Choose an account first.')).toBeVisible();
  await choice.getByLabel('Tess Twin, portal-only account').check();
  await choice.getByRole('button', { name: 'Invite this account' }).click();

  await expect(line(app, 'twin@acme.example')).toContainText('Done');
  expect(state.desk('SUP')?.customers).toContain(portalOnly.accountId);
  expect(state.desk('SUP')?.customers).not.toContain('5b10ac8d:twin');
});

test('what Jira does not tell of the accounts is left out of the choice', async ({ open, site }) => {
  const twin = site.jira.state.addCustomer('twin@acme.example', 'Tess Twin');
  site.jira.state.addPerson({ ...twin, accountId: '5b10ac8d:twin', displayName: 'Tess (old)' });
  const faults = ['/rest/servicedeskapi/organization', '/rest/api/3/search/jql'];
  site.jira.faults.set(faults.map((path) => ({ path, status: 500, rate: 1, times: 100, afterWork: false })));
  const app = await open('agent', 'invite');
  await addresses(app).fill('twin@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await app.getByLabel('Tess Twin, portal-only account').check();
  await expect(app.getByText('In no organization')).toHaveCount(0);
  await expect(app.getByText('No request')).toHaveCount(0);
});

test('what happened can be copied', async ({ open, page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await app.getByRole('button', { name: 'Copy results' }).click();

  await expect(app.getByText('Copied', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^ada@acme\.example \(qm:.*\): Done\n\s+Account created, added to the service desk$/,
  );
});

test('the customer can be opened in Jira', async ({ open, page }) => {
  const app = await open('agent', 'invite');
  await addresses(app).fill('ada@acme.example');
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  const opened = page.waitForEvent('popup');
  await app.getByRole('button', { name: 'Show in Jira: ada@acme.example' }).click();
  await expect((await opened).getByText('Elsewhere in Jira')).toBeVisible();
});

test('History shows what was invited, newest first, a page at a time', async ({ open, site }) => {
  const agent = site.screen('invite', 'agent', 'SUP');
  for (let count = 1; count <= 27; count += 1) {
    await site.forge.invoke(agent, 'invite.send', {
      people: [{ email: `guest${count}@acme.example`, displayName: `Guest ${count}` }],
      organizations: [],
      notify: false,
    });
    await site.forge.passTime(60_000);
  }
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'History' }).click();

  const rows = app.getByRole('row');
  await expect(rows).toHaveCount(1 + 25);
  await expect(rows.nth(1)).toContainText('Guest 27');
  await expect(rows.nth(1)).toContainText('Ana Agent');
  await app.getByRole('button', { name: 'Show older' }).click();
  await expect(rows).toHaveCount(1 + 27);
  await expect(rows.last()).toContainText('Guest 1');
});
