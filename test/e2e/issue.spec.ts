import { documentOf } from '../../local/jira/issues';
import { invitationsIn } from './audit-entries';
import { invite, line, looked, offer } from './issue-panel';
import { weighScript } from './script-weight';
import { chooseOrganization } from './organization-field';
import { expect, test } from './site';

const KB = 1000;

test('one click invites the sender: customer, organization by the rule, audit entry and list', async ({
  open,
  site,
}) => {
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  if (!acme) throw new Error('no Acme');
  await site.savePolicy(
    { domainOrganizations: [{ domain: 'navy.example', organization: { id: acme.id, name: 'Acme' } }] },
    ['SUP'],
  );
  const app = await open('agent', 'request');
  await expect(offer(app, 'grace@navy.example')).toBeChecked();
  await expect(app.getByText('Grace Hopper · Found in: reporter · goes to Acme')).toBeVisible();
  await looked(app);
  await invite(app).click();

  await expect(line(app, 'grace@navy.example')).toContainText('added to Acme');
  const [grace] = site.jira.state.withEmail('grace@navy.example');
  expect(acme.members).toContain(grace?.accountId);
  expect(site.jira.state.desk('SUP')?.customers).toContain(grace?.accountId);
  expect(site.jira.state.issue('SUP-1')?.participants.size).toBe(0);
  // What has just been done is told once: among the results.
  await expect(app.getByText('Already customers:')).toBeHidden();
  const invited = app.getByRole('region', { name: 'Invited from this request' });
  await expect(invited).toHaveCount(0);
  const again = await open('agent', 'request');
  await expect(again.getByText('Already customers: grace@navy.example')).toBeVisible();
  const list = again.getByRole('region', { name: 'Invited from this request' });
  await expect(list).toContainText('Grace Hopper');
  await expect(list).toContainText('by Ana Agent');

  expect(await invitationsIn(site)).toMatchObject([
    {
      customer: grace?.accountId,
      issueId: '20001',
      issueKey: 'SUP-1',
      actor: { kind: 'person', accountId: site.person('agent').accountId },
    },
  ]);
});

test('several are invited and take part in the request, if that is wished', async ({ open, site }) => {
  const app = await open('agent', 'request');
  await offer(app, 'ada@acme.example').check();
  await offer(app, 'grace@navy.example').uncheck();
  await offer(app, 'bob@globex.example').check();
  await app.getByLabel('Add them as participants of this request').check();
  await app.getByRole('button', { name: 'Invite 2' }).click();

  await expect(app.getByText('2 customers were added to the request.')).toBeVisible();
  const accounts = ['ada@acme.example', 'bob@globex.example'].map(
    (email) => site.jira.state.withEmail(email)[0]?.accountId,
  );
  expect([...(site.jira.state.issue('SUP-1')?.participants ?? [])].sort()).toEqual(accounts.sort());
  expect(site.jira.state.withEmail('ada@acme.example')[0]?.displayName).toBe('Ada Lovelace');
});

test('an organization can be chosen for all of them', async ({ open, site }) => {
  const app = await open('agent', 'request');
  await chooseOrganization(app, 'Globex');
  await invite(app).click();
  await expect(line(app, 'grace@navy.example')).toContainText('added to Globex');
  const globex = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Globex');
  expect(globex?.members.size).toBe(1);
});

test('customers and agents are named and not offered', async ({ open, site }) => {
  const issue = site.jira.state.issue('SUP-3');
  if (issue) issue.description = documentOf('Ask project-admin@guestlist.example or ada@acme.example.');
  const app = await open('agent', 'request of a customer');
  await expect(app.getByText('Already customers: customer@guestlist.example')).toBeVisible();
  await expect(
    app.getByText('Left out because they are agents here: project-admin@guestlist.example'),
  ).toBeVisible();
  await expect(app.getByRole('checkbox', { name: /@/ })).toHaveCount(1);
  await expect(offer(app, 'ada@acme.example')).toBeChecked();
});

test('where everybody is known, or nobody stands in the request, somebody else can be invited at once', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'request of a customer');
  await expect(app.getByText('Everyone found in this request is already a customer')).toBeVisible();
  const issue = site.jira.state.issue('SUP-3');
  if (issue) issue.reporter = undefined;
  const again = await open('agent', 'request of a customer');
  await expect(again.getByText('No external addresses were found')).toBeVisible();
  await again.getByLabel('Email addresses').fill('Ada Lovelace <ada@acme.example>');
  await invite(again).click();
  await expect(line(again, 'ada@acme.example')).toContainText('Done');
  expect(site.jira.state.withEmail('ada@acme.example')[0]?.displayName).toBe('Ada Lovelace');
});

test('a request without a reporter: one click makes the customer it', async ({ open, site }) => {
  const app = await open('agent', 'request without a reporter');
  await invite(app).click();
  await expect(app.getByText('This request has no reporter.')).toBeVisible();
  const make = app.getByRole('button', { name: 'Make linus@vitamin.example the reporter' });
  site.jira.faults.set([
    { method: 'PUT', path: '/rest/api/3/issue/', status: 400, rate: 1, afterWork: false },
  ]);
  await make.click();
  await expect(app.getByText('Jira did not let you change the reporter of this request.')).toBeVisible();
  site.jira.faults.set([]);
  await make.click();
  await expect(app.getByText('linus@vitamin.example is the reporter of this request now.')).toBeVisible();
  await expect(make).toHaveCount(0);
  const linus = site.jira.state.withEmail('linus@vitamin.example')[0]?.accountId;
  expect(site.jira.state.issue('SUP-2')?.reporter).toBe(linus);
});

test('somebody of whom the request does not speak is invited beside those ticked, and what is wrong stays', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'request');
  await app.getByRole('button', { name: 'Invite someone else' }).click();
  await expect(app.getByLabel('Email addresses')).toBeFocused();
  // The likeliest is no longer taken as meant.
  await expect(offer(app, 'grace@navy.example')).not.toBeChecked();
  await page.keyboard.type('eve@globex.example, not an address');
  await offer(app, 'ada@acme.example').check();
  await app.getByRole('button', { name: 'Invite 2' }).click();
  await expect(line(app, 'eve@globex.example')).toContainText('Done');
  await expect(line(app, 'ada@acme.example')).toContainText('Done');
  await expect(app.getByLabel('Email addresses')).toHaveValue('not an address');
  expect(site.jira.state.desk('SUP')?.customers).not.toContain('qm:local:grace');

  await invite(app).click();
  await expect(app.getByLabel('Email addresses')).toBeFocused();
});

test('whom the policy refuses is shown with why, and cannot be chosen', async ({ open, site }) => {
  await site.savePolicy({ deniedDomains: ['acme.example'] }, ['SUP']);
  const app = await open('agent', 'request');
  await expect(offer(app, 'ada@acme.example')).toBeDisabled();
  await expect(app.getByText('Addresses at acme.example are blocked by your Jira admin.')).toBeVisible();
});

test('with nobody chosen, that is said and nothing is sent', async ({ open, site }) => {
  const app = await open('agent', 'request');
  await offer(app, 'grace@navy.example').uncheck();
  await looked(app);
  site.jira.log.clear();
  await invite(app).click();
  await expect(app.getByText('Choose who to invite.')).toBeVisible();
  expect(site.jira.log.all()).toEqual([]);
});

test('the keyboard alone is enough', async ({ open, page, site }) => {
  const app = await open('agent', 'request');
  await offer(app, 'ada@acme.example').focus();
  await page.keyboard.press('Space');
  await expect(offer(app, 'ada@acme.example')).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(app.getByText('2 invited')).toBeVisible();
  expect(site.jira.state.withEmail('ada@acme.example')).toHaveLength(1);
});

test('a failure names who did not become a participant, and the invitation stands', async ({
  open,
  site,
}) => {
  const app = await open('agent', 'request');
  await app.getByLabel('Add them as participants of this request').check();
  await looked(app);
  site.jira.faults.set([{ path: '/participant', status: 403, rate: 1, afterWork: false }]);
  await invite(app).click();
  await expect(app.getByText('1 customer was not added to the request')).toBeVisible();
  await expect(line(app, 'grace@navy.example')).toContainText('Done');
});

test('the action in the menu of the request does the same', async ({ open, site }) => {
  const app = await open('agent', 'action of a request');
  await invite(app).click();
  await expect(line(app, 'grace@navy.example')).toContainText('Done');
  expect(site.jira.state.desk('SUP')?.customers).toContain('qm:local:grace');
});

test('the panel loads less than 150 KB of script until it can be used', async ({ open, page }) => {
  const weight = weighScript(page, 'issue');
  const app = await open('agent', 'request');
  await expect(offer(app, 'grace@navy.example')).toBeVisible();
  expect((await weight()) / KB).toBeLessThan(150);
});

test('who may not invite sees no address of the request', async ({ open }) => {
  const app = await open('user', 'request');
  await expect(app.getByText('You cannot invite customers here')).toBeVisible();
  await expect(app.getByText('@')).toHaveCount(0);
});
