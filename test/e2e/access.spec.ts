import { readFile } from 'node:fs/promises';
import { endingsIn } from './endings';
import { DAY_MS, dayIn, test } from './fixed-day';
import { expect } from './site';
import { moreOptions } from './more-options';
import { settled, started } from '../site/importing';

test('access ends when it was set to', async ({ open, looks, site }) => {
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill('2020-01-01');
  await expect(app.getByText('The last day is in the past.')).toBeVisible();
  await looks('access-past');
  await app.getByLabel('Last day of access').fill(dayIn(20));
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  const line = app.getByRole('listitem').filter({ hasText: 'ada@acme.example' });
  await expect(line).toContainText('access ends on');
  await looks('access-invited');

  await app.getByRole('tab', { name: 'Temporary access' }).click();
  const ending = app.getByRole('region', { name: 'Temporary access' });
  await expect(ending).toContainText('Service desk');
  await looks('access-list');
  await ending.getByRole('button', { name: /^Change when/ }).click();
  await ending.getByLabel('Last day of access').fill(dayIn(40));
  await looks('access-move');
  await ending.getByRole('button', { name: 'Save' }).click();
  await expect(ending).toContainText('now lasts until');

  await ending.getByRole('button', { name: /^End now: / }).click();
  await looks('access-end');
  await ending.getByRole('button', { name: 'End access' }).click();
  await expect(ending).toContainText('has ended');
  await app.getByRole('tab', { name: 'History' }).click();
  await expect(app.getByRole('row', { name: /Access ended/ })).toBeVisible();
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  expect(site.jira.state.desk('SUP')?.customers.has(ada?.accountId ?? '')).toBe(false);
});

test('the end of several is changed at once', async ({ open, site }) => {
  for (const [index, name] of ['ada', 'bob', 'cyd'].entries()) {
    await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
      people: [{ email: `${name}@acme.example`, displayName: name }],
      organizations: [],
      notify: false,
      endsAt: `${dayIn(2 + index)}T23:59:59.000Z`,
    });
  }
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  await app.getByLabel('Choose ada').check();
  await app.getByLabel('Choose cyd').check();
  await app
    .getByRole('group', { name: 'With those chosen' })
    .getByRole('button', { name: 'Change end' })
    .click();
  const question = app.getByRole('group', { name: 'When should the access of 2 customers end?' });
  await expect(question).toContainText('ada, cyd');
  await question.getByLabel('Last day of access').fill(dayIn(40));
  await question.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByText(/^The access of 2 customers now lasts until .*Jan 10, 2027/)).toBeVisible();

  const endOf = async (name: string): Promise<string | undefined> => {
    const [person] = site.jira.state.withEmail(`${name}@acme.example`);
    return (await endingsIn(site)).find(({ accountId }) => accountId === person?.accountId)?.endsAt;
  };
  for (const [name, days] of [
    ['ada', 40],
    ['bob', 3],
    ['cyd', 40],
  ] as const)
    expect(await endOf(name)).toBe(`${dayIn(days)}T23:59:59.000Z`);
});

test('access that is to last does not end any more', async ({ open, site }) => {
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Last day of access').fill(dayIn(2));
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'ada@acme.example' })).toContainText('ends on');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  await app.getByRole('button', { name: /^Change when/ }).click();
  await app.getByText('Never').click();
  await app.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByText('no longer ends.')).toBeVisible();

  await site.forge.passTime(5 * DAY_MS);
  await site.forge.runSchedule('ending');
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  expect(site.jira.state.desk('SUP')?.customers.has(ada?.accountId ?? '')).toBe(true);
});

test('a day that was typed in part is told, and nobody is invited for good by mistake', async ({
  open,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  await app.getByLabel('Email addresses').fill('ada@acme.example');
  await moreOptions(app);
  await app.getByLabel('Last day of access').focus();
  await page.keyboard.type('06');
  await expect(app.getByText('The date is incomplete.')).toHaveCount(0);
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByText('The date is incomplete.')).toBeVisible();
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);
  await app.getByLabel('Last day of access').focus();
  await page.keyboard.press('Enter');
  expect(site.jira.state.withEmail('ada@acme.example')).toEqual([]);

  await app.getByLabel('Last day of access').fill(dayIn(2));
  await app.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(app.getByRole('listitem').filter({ hasText: 'ada@acme.example' })).toContainText('ends on');
});

test('what ends is saved as a file: what is searched for, pages that are not loaded included', async ({
  open,
  page,
  site,
}) => {
  const rows = Array.from({ length: 1_050 }, (_, index) => [
    `g${index}@${index % 2 === 0 ? 'acme' : 'globex'}.example`,
    `Guest ${index}`,
    '',
    dayIn(20),
  ]);
  site.forge.time.hurried = true;
  const columns = ['email', 'name', 'organizations', 'endsAt'] as const;
  const { id } = await started(site, { rows, columns: [...columns] });
  await settled(site, id);
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  await app.getByLabel('Search name, domain or place').fill('globex');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    app.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(text.trim().split('\r\n')).toHaveLength(1 + 525);
  expect(text).toContain('"globex.example"');
  expect(text).not.toContain('acme.example');
});
