import { readFileSync } from 'node:fs';
import { call, cameAnotherWay, fill, invite, isIn, openUpkeep, rules } from './daily-check';
import { DAY_MS } from './fixed-day';
import { expect, test } from './site';

test('a rule is seen, switched on, and adds customers at the next look', async ({ open, page, site }) => {
  const ada = cameAnotherWay(site, 'ada@acme.example', 'Ada Lovelace');
  await rules(site, { 'acme.example': 'Acme' });
  let app = await openUpkeep(open);
  await expect(app.getByText('Nothing has been checked yet.')).toBeVisible();
  await expect(app.getByRole('row', { name: /acme\.example → Acme/ })).toContainText('Not checked yet.');
  await expect(app.getByRole('button', { name: /^Switch on/ })).toBeDisabled();

  await site.forge.runSchedule('upkeep');
  await page.reload();
  app = await openUpkeep(open);
  const row = app.getByRole('row', { name: /acme\.example → Acme/ });
  await expect(row).toContainText('1 customer would be added.');
  await row.getByRole('button', { name: /^Show customers/ }).click();
  await expect(row).toContainText('Ada Lovelace');
  expect(isIn(site, ada, 'Acme')).toBe(false);

  await row.getByRole('button', { name: /^Switch on/ }).click();
  await expect(app.getByRole('heading', { name: 'Add customers of acme.example to Acme?' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(app.getByRole('heading', { name: 'Domain rules for everyone' })).toBeFocused();
  await row.getByRole('button', { name: /^Switch on/ }).click();
  await app.getByRole('group').getByRole('button', { name: 'Switch on', exact: true }).click();
  await expect(app.getByText('It applies from the next check.')).toBeVisible();
  await expect(row).toContainText('1 customer still has to be added.');

  await app.getByRole('button', { name: 'Check again (starts within an hour)' }).click();
  await expect(app.getByText('A new check starts within an hour.')).toBeVisible();
  await expect(app.getByRole('heading', { name: 'Daily check' })).toBeFocused();
  await site.forge.runSchedule('upkeep');
  expect(isIn(site, ada, 'Acme')).toBe(true);

  await page.reload();
  await openUpkeep(open);
  await expect(row).toContainText('1 was added last time.');
  const audit = page.frameLocator('#app');
  await audit.getByRole('tab', { name: 'Audit' }).click();
  const entry = audit.getByRole('row', { name: /Added to “Acme” by a domain rule/ });
  await expect(entry).toContainText('Ada Lovelace');
  await expect(entry).toContainText('Guestlist (automatic)');
  await expect(audit.getByRole('row', { name: /Domain rule switched on for everyone/ })).toBeVisible();
});

test('the limit of a day is changed, and a wrong one is told', async ({ open, site }) => {
  await rules(site, { 'acme.example': 'Acme' });
  const app = await openUpkeep(open);
  const field = app.getByLabel('Most customers that rules may add in a day');
  await expect(field).toHaveValue('50');
  await field.fill('5000');
  await app.getByRole('button', { name: 'Save limit' }).click();
  await expect(app.getByText('Enter a whole number from 1 to 250.')).toBeVisible();
  await expect(field).toBeFocused();
  await field.fill('7');
  await field.press('Enter');
  await expect(app.getByText('Saved.')).toBeVisible();
  await expect(field).toBeFocused();
  expect((await call(site, 'upkeep.show')).changesMax).toBe(7);
});

test('what somebody else changed meanwhile is not overwritten', async ({ open, site }) => {
  await rules(site, { 'acme.example': 'Acme', 'globex.example': 'Globex' });
  await site.forge.runSchedule('upkeep');
  const app = await openUpkeep(open);
  const switchOn = app.getByRole('button', { name: 'Switch on acme.example → Acme' });
  await switchOn.waitFor();
  await call(site, 'upkeep.save', { version: 0, on: [], changesMax: 9 });
  await switchOn.click();
  await app.getByRole('group').getByRole('button', { name: 'Switch on', exact: true }).click();
  await expect(app.getByText('Someone else changed this')).toBeVisible();
  await app.getByRole('button', { name: 'Reload the list' }).click();
  await expect(app.getByLabel('Most customers that rules may add in a day')).toHaveValue('9');
  expect((await call(site, 'upkeep.show')).on).toEqual([]);
});

test('who is gone is accepted, and accounts to revoke are saved as a file', async ({ open, page, site }) => {
  await fill(site);
  await site.forge.runSchedule('upkeep');
  const app = await openUpkeep(open);
  const gone = app.getByRole('region', { name: 'Removed outside Guestlist' });
  await expect(gone).toContainText('No longer on the service desk of Support (SUP).');
  await gone.getByRole('button', { name: 'Dismiss: Linus Pauling was removed' }).click();
  await expect(gone).toContainText('It will not be shown again.');
  await expect(gone.getByRole('heading')).toBeFocused();
  await expect(gone).toContainText('Everyone is where Guestlist added them.');

  const ended = app.getByRole('region', { name: 'Portal accounts to revoke' });
  await expect(ended).toContainText('Kurt Gödel');
  const downloading = page.waitForEvent('download');
  await ended.getByRole('button', { name: 'Download the list' }).click();
  const file = readFileSync(await (await downloading).path(), 'utf8');
  expect(file).toContain('"Kurt Gödel"');
  expect(file.trim().split('\r\n')).toHaveLength(2);

  await app.getByRole('button', { name: 'Go to the API keys' }).click();
  await expect(page.frameLocator('#app').getByRole('row', { name: /Old importer/ })).toBeVisible();
});

test('what needs a person stands on top, and leads to its list', async ({ open, page, site }) => {
  await site.forge.runSchedule('upkeep');
  let app = await openUpkeep(open);
  const needs = app.getByRole('region', { name: 'What needs you' });
  await expect(needs).toContainText('Nothing needs you.');

  await fill(site);
  await site.forge.runSchedule('upkeep');
  await page.reload();
  app = await openUpkeep(open);
  await expect(needs.getByRole('link')).toHaveText([
    '40 customers a domain rule would add',
    '1 customer removed outside Guestlist',
    '1 account to revoke',
    '1 unused API key',
  ]);
  for (const [link, heading] of [
    ['1 account to revoke', 'Portal accounts to revoke'],
    ['1 customer removed outside Guestlist', 'Removed outside Guestlist'],
  ] as const) {
    await needs.getByRole('link', { name: link }).click();
    await expect(app.getByRole('heading', { name: heading })).toBeFocused();
  }
});

test('an organization that is too large to compare says why, and what to do', async ({ open, site }) => {
  await invite(site, 'linus@globex.example', 'Linus Pauling');
  const globex = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Globex');
  for (let index = 0; index < 2_001; index += 1) {
    globex?.members.add(site.jira.state.addCustomer(`member${index}@globex.example`, 'Member').accountId);
  }
  await site.forge.passTime(2 * DAY_MS);
  await site.forge.runSchedule('upkeep');
  const app = await openUpkeep(open);
  await expect(app.getByRole('region', { name: 'What needs you' })).toContainText(
    '1 organization not compared',
  );
  await expect(
    app.getByText(/Globex has too many members to compare \(2,000 at most\)\. Look in Jira/),
  ).toBeVisible();
});

test('whoever is no Jira admin is told so', async ({ open }) => {
  const app = await open('project-admin', 'settings');
  await app.getByRole('tab', { name: 'Daily check' }).click();
  await expect(app.getByRole('tabpanel', { name: 'Daily check' })).toContainText(/Jira admin/);
});

test('upkeep as it looks', async ({ open, looks, page, site }) => {
  let app = await openUpkeep(open);
  await expect(app.getByText('The policy has no domain rules.')).toBeVisible();
  await looks('upkeep-empty');
  await fill(site);
  await call(site, 'upkeep.save', {
    version: 0,
    on: [
      {
        projectId: '10001',
        domain: 'umbrella.example',
        organizationId: [...site.jira.state.organizations.values()].find(({ name: each }) =>
          each.startsWith('Umbrella'),
        )?.id,
      },
    ],
    changesMax: 20,
  });
  cameAnotherWay(site, 'ada@umbrella.example', 'Ada Lovelace');
  await site.forge.passTime(120 * DAY_MS);
  await site.forge.runSchedule('upkeep');
  await page.reload();
  app = await openUpkeep(open);
  await expect(app.getByText('40 customers would be added.')).toBeVisible();
  await expect(app.getByText('Invited into Support (SUP)').first()).toBeVisible();
  await expect(app.getByText('Kurt Gödel')).toBeVisible();
  await looks('upkeep');
  await app.getByRole('button', { name: /^Show customers of acme/ }).click();
  await app.getByRole('button', { name: 'Switch on acme.example → Acme' }).click();
  await looks('upkeep-switch');
});
