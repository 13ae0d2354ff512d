import { weighScript } from './script-weight';
import { organizationField } from './organization-field';
import { expect, test } from './site';
import { saveOverrides, storedPolicy } from './stored-policy';

test('a project that no admin enabled says so, and who can enable it', async ({ open }) => {
  const app = await open('other-agent', 'invite in PAR');
  await expect(app.getByText('Guestlist is off in this space')).toBeVisible();
  await expect(app.getByText('Ask a Jira admin to enable this space')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Switch it on here' })).toHaveCount(0);
});

test('a Jira admin switches a space on where it is off, and its agents can invite', async ({
  open,
  page,
  site,
}) => {
  let app = await open('jira-admin', 'invite in PAR');
  await expect(app.getByText('Guestlist is off in this space')).toBeVisible();
  await app.getByRole('button', { name: 'Switch it on here' }).click();
  await expect(app.getByRole('heading', { name: 'Switch on Guestlist in this space?' })).toBeFocused();
  await expect(
    app.getByText(/In 2 spaces, agents may invite anyone except at denied\.example\./),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.getByText('Guestlist is off in this space')).toBeVisible();
  await app.getByRole('button', { name: 'Switch it on here' }).click();
  // Somebody else saves meanwhile: nothing of theirs is lost.
  await saveOverrides(site, { email: 'never' });
  await app.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByText('Guestlist is on in this space')).toBeVisible();
  await expect(app.getByText('Guestlist is off in this space')).toBeHidden();
  expect(await storedPolicy(site)).toMatchObject({
    projects: { 10001: { overrides: { email: 'never' } }, 10002: { key: 'PAR' } },
  });
  app = await open('other-agent', 'invite in PAR');
  await expect(app.getByLabel('Email addresses')).toBeVisible();
});

test('somebody who is no agent reads why and whom to ask', async ({ open, site }) => {
  const app = await open('user', 'invite');
  await expect(app.getByText('You cannot invite customers here')).toBeVisible();
  await expect(app.getByText('Ask a space admin which role or permission you need')).toBeVisible();
  expect(site.jira.log.all().filter(({ as }) => as === 'app')).toEqual([]);
});

test('a missing permission is said once, and there is nothing to try again', async ({ open }) => {
  const refusals = [
    ['other-agent', 'invite in PAR', 'Guestlist is off in this space', 'Guestlist is not enabled'],
    ['user', 'invite', 'You cannot invite customers here', 'You may not invite customers'],
    [
      'agent',
      'get started',
      'Only Jira admins can open this page',
      'You need the Administer Jira permission',
    ],
  ] as const;
  for (const [person, place, title, again] of refusals) {
    const app = await open(person, place);
    await expect(app.getByText(title)).toHaveCount(1);
    await expect(app.getByText(again)).toHaveCount(0);
    await expect(app.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  }
});

test('somebody who is no Jira admin cannot use the Get started page', async ({ open }) => {
  const app = await open('agent', 'get started');
  await expect(app.getByText('Only Jira admins can open this page')).toBeVisible();
});

test('the page says that it is loading, and then opens', async ({ open, page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/__site/invoke', async (route) => {
    await held;
    await route.continue();
  });
  const app = await open('agent', 'invite');
  await expect(app.getByLabel('Loading…')).toBeVisible();
  release();
  await expect(app.getByLabel('Email addresses')).toBeVisible();
});

test('where Jira does not say whether somebody is an agent, nothing opens, and trying again helps', async ({
  open,
  site,
}) => {
  site.jira.faults.set([{ path: '/permissions/check', status: 400, rate: 1, times: 1, afterWork: false }]);
  const app = await open('agent', 'invite');
  await expect(app.getByText('Jira didn’t say whether you may do this')).toBeVisible();
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(app.getByLabel('Email addresses')).toBeVisible();
});

test('where storage is down, nothing is sent, and what was typed stays', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  site.forge.kvs.failing = () => true;
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('Nothing was sent')).toBeVisible();
  await expect(app.getByText('storage didn’t answer, so nothing was done')).toBeVisible();
  await expect(app.getByLabel('Email addresses')).toHaveValue('ada@acme.example');
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
});

test('where the platform breaks off, the page does not claim that nothing was done', async ({
  open,
  page,
}) => {
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await page.route('**/__site/invoke', (route) => route.fulfill({ json: { error: 'timed out' } }));
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('We don’t know whether this was done')).toBeVisible();
  await expect(app.getByText('It is safe to repeat an invitation.')).toBeVisible();
  await expect(app.getByLabel('Email addresses')).toHaveValue('ada@acme.example');
});

test('a part of the page that cannot be loaded leaves the rest, and offers to reload', async ({
  open,
  page,
}) => {
  const app = await open('agent', 'invite');
  await page.route('**/history-*.js', (route) => route.abort());
  await app.getByRole('tab', { name: 'History' }).click();
  await expect(app.getByText('This part of the page could not be loaded.')).toBeVisible();
  await app.getByRole('tab', { name: 'Invite' }).click();
  await expect(app.getByLabel('Email addresses')).toBeVisible();
});

test('organizations that cannot be loaded can be asked for again', async ({ open, site }) => {
  const path = '/servicedesk/1/organization';
  site.jira.faults.set([{ path, status: 500, rate: 1, times: 1, afterWork: false }]);
  const app = await open('agent', 'invite');
  await organizationField(app).click();
  await expect(app.getByText('The organizations could not be loaded.')).toBeVisible();
  await app.getByRole('button', { name: 'Try again' }).click();
  await expect(organizationField(app)).toBeFocused();
  await expect(app.getByText('Acme', { exact: true })).toBeVisible();
});

test('an empty History says what will appear in it', async ({ open }) => {
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'History' }).click();
  await expect(app.getByText('No one has been invited yet')).toBeVisible();
});

test('the invite page’s first load stays under 160 KB of gzipped script', async ({ open, page }) => {
  const weight = weighScript(page, 'invite');
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').waitFor();
  const bytes = await weight();
  // React alone is 46 KB: less would mean that nothing was weighed.
  expect(bytes).toBeGreaterThan(46_000);
  expect(bytes).toBeLessThan(160_000);
});
