import type { LocalSite } from '../../local/server/local-site';
import { expect, test } from './site';
import { chooseSpaces, tryAddress } from './get-started';
import { saveOverrides, storedPolicy } from './stored-policy';

test('an admin enables a project, and its agents can invite', async ({ open }) => {
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  await expect(admin.getByLabel('Support (SUP)')).toBeChecked();
  await expect(admin.getByRole('button', { name: 'Save spaces' })).toBeDisabled();
  await admin.getByLabel('Partner help (PAR)').check();
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();

  const app = await open('other-agent', 'invite in PAR');
  await expect(app.getByLabel('Email addresses')).toBeVisible();
});

test('an admin switches a project off, and what else the policy says stays', async ({ open, site }) => {
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  await admin.getByLabel('Support (SUP)').uncheck();
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { deniedDomains: ['denied.example'] },
    projects: {},
  });

  const app = await open('agent', 'invite');
  await expect(app.getByText('Guestlist is off in this space')).toBeVisible();
});

test('two admins who save at once: the second is told, and nothing of the first is lost', async ({
  open,
  site,
}) => {
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  await admin.getByLabel('Partner help (PAR)').check();
  await site.savePolicy({ allowedDomains: ['acme.example'] }, ['SUP']);
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Someone else has saved the policy')).toBeVisible();
  await expect(admin.getByLabel('Partner help (PAR)')).toBeChecked();
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  expect(await storedPolicy(site)).toMatchObject({
    rules: { allowedDomains: ['acme.example'] },
    projects: { 10001: {}, 10002: {} },
  });
});

test('whoever switches off a project that has overrides is told that they go', async ({ open, site }) => {
  await saveOverrides(site, { email: 'never' });
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  await admin.getByLabel('Support (SUP)').uncheck();
  await expect(admin.getByText('Once saved, no one can be invited in: Support')).toBeVisible();
  await expect(admin.getByText('Switching off a space deletes its overrides: Support.')).toBeVisible();
});

test('many projects are filtered, and selected together', async ({ open, site }) => {
  addProjects(site, 30);
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  await expect(admin.getByText('1 of 32 enabled', { exact: true })).toBeVisible();
  await admin.getByLabel('Filter spaces').fill('team 1');
  await expect(admin.getByRole('group').getByRole('checkbox')).toHaveCount(11);
  await admin.getByRole('button', { name: 'Select all 11' }).click();
  await expect(admin.getByText('12 of 32 enabled', { exact: true })).toBeVisible();
  await admin.getByLabel('Filter spaces').fill('nothing of the kind');
  await expect(admin.getByText('No space has that name.')).toBeVisible();
  await admin.getByRole('button', { name: 'Save spaces' }).click();
  await expect(admin.getByText('Saved.', { exact: true })).toBeVisible();
  const { projects } = (await storedPolicy(site)) as { projects: object };
  expect(Object.keys(projects)).toHaveLength(12);
});

test('those that are enabled can be looked at alone, and one that is being switched off stays', async ({
  open,
  site,
}) => {
  addProjects(site, 30);
  const admin = await open('jira-admin', 'get started');
  await chooseSpaces(admin);
  const boxes = admin.getByRole('group').getByRole('checkbox');
  await admin.getByLabel('Only enabled').check();
  await expect(boxes).toHaveCount(1);
  await boxes.uncheck();
  await expect(boxes).toHaveCount(1);
  await expect(admin.getByText('Once saved, no one can be invited in: Support')).toBeVisible();
});

test('a dry run offers the enabled spaces first', async ({ open, page, site }) => {
  addProjects(site, 3);
  const admin = await open('jira-admin', 'get started');
  await tryAddress(admin);
  await admin.getByLabel('Space', { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(admin.getByRole('option')).toHaveText([
    'Support (SUP)',
    'Partner help (PAR)',
    'Team 1 (T1)',
    'Team 2 (T2)',
    'Team 3 (T3)',
  ]);
});

test('a dry run says what would happen, and changes nothing', async ({ open, page, site }) => {
  const admin = await open('jira-admin', 'get started');
  await tryAddress(admin);
  await admin.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(admin.getByText('Choose a space first.')).toBeVisible();
  await expect(admin.getByLabel('Space', { exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await admin.getByRole('option', { name: 'Support (SUP)' }).click();
  await admin.getByLabel('Email address').fill('ada@acme.example');
  await admin.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(admin.getByText('ada@acme.example would be invited')).toBeVisible();
  await expect(admin.getByText('An account would be created.')).toBeVisible();
  await expect(admin.getByText('Nothing was changed.')).toBeVisible();
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);

  await admin.getByLabel('Email address').fill('customer@guestlist.example');
  await admin.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(admin.getByText('The existing account would be used: Cleo Customer.')).toBeVisible();

  await admin.getByLabel('Email address').fill('eve@denied.example');
  await admin.getByRole('button', { name: 'Try it', exact: true }).click();
  await expect(admin.getByText('eve@denied.example would not be invited')).toBeVisible();
  await expect(admin.getByText('Addresses at denied.example are blocked by your Jira admin.')).toBeVisible();
});

function addProjects(site: LocalSite, count: number): void {
  const { desks } = site.jira.state;
  const like = [...desks.values()][0];
  for (let number = 1; like && number <= count; number += 1) {
    const id = String(100 + number);
    desks.set(id, {
      ...like,
      id,
      projectId: String(20_000 + number),
      projectKey: `T${number}`,
      projectName: `Team ${number}`,
    });
  }
}
