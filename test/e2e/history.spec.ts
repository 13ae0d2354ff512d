import type { FrameLocator, Locator, Page } from '@playwright/test';
import { people, settled, started } from '../site/importing';
import { DAY_MS, test } from './fixed-day';
import { organizationField } from './organization-field';
import { expect } from './site';
import { takeHighlighted } from './take-highlighted';
import type { LocalSite } from '../../local/server/local-site';

interface Invited {
  readonly who?: string;
  readonly organization?: string;
  readonly endsInDays?: number;
}

/** Invites as the page does. */
async function invite(
  site: LocalSite,
  email: string,
  displayName: string,
  { who = 'agent', organization = 'Acme', endsInDays }: Invited = {},
): Promise<void> {
  await site.forge.invoke(site.screen('invite', who, 'SUP'), 'invite.send', {
    people: [{ email, displayName }],
    organizations: [{ name: organization }],
    notify: false,
    ...(endsInDays && { endsAt: new Date(site.jira.clock.now() + endsInDays * DAY_MS).toISOString() }),
  });
  await site.forge.passTime(60_000);
}

/** An import of as many people, done. */
async function imported(site: LocalSite, count: number): Promise<void> {
  const { id } = await started(site, { rows: people(count) });
  await settled(site, id);
}

async function openHistory(app: FrameLocator): Promise<void> {
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('table', { name: 'Customers invited and removed in this space' }).waitFor();
}

/** Reaches a control from where the focus is. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  const isFocused = (): Promise<boolean> => control.evaluate((it) => it === document.activeElement);
  for (let presses = 0; presses < 25 && !(await isFocused()); presses += 1) await page.keyboard.press('Tab');
  await expect(control).toBeFocused();
}

const row = (app: FrameLocator, name: string | RegExp): Locator => app.getByRole('row', { name });

test('access is removed where it was given, with a question that names the places', async ({
  open,
  look,
  site,
}) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  const app = await open('agent', 'invite');
  await openHistory(app);
  await app.getByRole('button', { name: 'Remove access: Ada Lovelace' }).click();
  const question = app.getByRole('group', { name: 'Remove the access of Ada Lovelace?' });
  await expect(question).toContainText('This removes the customer from: Service desk, Acme.');
  await look('removal-question');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(question).toHaveCount(0);

  await app.getByRole('button', { name: 'Remove access: Ada Lovelace' }).click();
  await question.getByRole('button', { name: 'Remove access' }).click();
  await expect(app.getByText('Ada Lovelace was removed from: Service desk, Acme.')).toBeVisible();
  await expect(row(app, /Access removed/)).toBeVisible();
  await expect(row(app, /Undone/)).toContainText('Ada Lovelace');
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  expect(site.jira.state.desk('SUP')?.customers.has(ada?.accountId ?? '')).toBe(false);
});

test('what the invitation did not add stays, and the question says why', async ({ open, site }) => {
  await invite(site, 'customer@guestlist.example', 'Cleo Customer', { organization: 'Globex' });
  const app = await open('agent', 'invite');
  await openHistory(app);
  await app.getByRole('button', { name: /^Remove access: / }).click();
  const question = app.getByRole('group', { name: /^Remove the access of/ });
  await expect(question).toContainText('This removes the customer from: Globex.');
  await expect(question).toContainText('Service desk: this invitation didn’t add it.');
});

test('an agent who may not take back the invitations of others is told so', async ({ open, site }) => {
  await site.savePolicy({ mayInvite: ['agents', 'projectAdmins'] }, ['SUP']);
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  const app = await open('project-admin', 'invite');
  await openHistory(app);
  await app.getByRole('button', { name: /^Remove access: / }).click();
  await expect(app.getByText('You can only take back your own invitations.')).toBeVisible();
  await app.getByRole('button', { name: 'Close' }).click();
  await expect(app.getByText('You can only take back your own invitations.')).toHaveCount(0);
});

test('a customer is found by address, the log by kind, outcome and domain', async ({ open, page, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  await invite(site, 'bob@globex.example', 'Bob Builder');
  await invite(site, 'cyd@acme.example', 'Cyd Charisse', { endsInDays: 2 });
  await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'access.list', {});
  const app = await open('agent', 'invite');
  await openHistory(app);
  await expect(app.getByRole('row')).toHaveCount(1 + 3);

  await app.getByLabel('Customer', { exact: true }).focus();
  await page.keyboard.type('bob@globex.example');
  await app.getByRole('option', { name: /Bob Builder/ }).waitFor();
  await takeHighlighted(app, page);
  await expect(app.getByRole('row')).toHaveCount(1 + 1);
  await expect(row(app, /Bob Builder/)).toBeVisible();
  await app.getByRole('button', { name: 'Clear filters' }).click();
  await expect(app.getByRole('row')).toHaveCount(1 + 3);

  await app.getByLabel('Domain').fill('acme');
  await expect(app.getByRole('row')).toHaveCount(1 + 2);
  await app.getByLabel('Domain').fill('');
  await app.getByLabel('Kind').focus();
  await page.keyboard.type('Imports');
  await takeHighlighted(app, page);
  await expect(app.getByText('No entries match the filters')).toBeVisible();
});

test('an import is one line, and its people open under it', async ({ open, look, site }) => {
  await imported(site, 30);
  await invite(site, 'ada@acme.example', 'Ada Lovelace');
  const app = await open('agent', 'invite');
  await openHistory(app);
  await expect(app.getByRole('row')).toHaveCount(1 + 2);
  await expect(row(app, /Import of 30 people/)).toContainText('30 created');
  await app.getByRole('button', { name: /^Show people: import of/ }).click();
  await expect(row(app, /Person \d+/)).toHaveCount(25);
  await look('history-import-open');
  await app.getByRole('button', { name: 'Show older' }).click();
  await expect(row(app, /Person \d+/)).toHaveCount(30);
  await app.getByRole('button', { name: /^Hide people: import of/ }).click();
  await expect(app.getByRole('row')).toHaveCount(1 + 2);
});

test('temporary access is searched, and ended many at once', async ({ open, looks, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace', { endsInDays: 2 });
  await invite(site, 'bob@globex.example', 'Bob Builder', { endsInDays: 20, organization: 'Globex' });
  await invite(site, 'cyd@acme.example', 'Cyd Charisse', { endsInDays: 30 });
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'History' }).click();
  await app.getByRole('table').waitFor();
  await looks('history-filled');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  const rows = app.getByRole('table', { name: 'Temporary access' }).getByRole('row');
  await expect(rows.filter({ hasText: '@' }).or(rows.filter({ hasText: 'example' }))).toHaveCount(3);
  await expect(rows.filter({ hasText: 'Ends soon' })).toContainText('Ada Lovelace');
  await looks('temporary-access');

  await app.getByLabel('Search name, domain or place').fill('acme');
  await expect(rows.filter({ hasText: 'Bob Builder' })).toHaveCount(0);
  await app.getByLabel('Choose Ada Lovelace').check();
  await app.getByLabel('Choose Cyd Charisse').check();
  await expect(app.getByText('2 chosen')).toBeVisible();
  await app
    .getByRole('group', { name: 'With those chosen' })
    .getByRole('button', { name: 'End now' })
    .click();
  await expect(app.getByRole('group', { name: 'End the access of 2 customers now?' })).toContainText(
    'Ada Lovelace, Cyd Charisse',
  );
  await looks('temporary-access-end');
  await app.getByRole('button', { name: 'End access' }).click();
  await expect(app.getByText('The access of 2 customers has ended.')).toBeVisible();
  await app.getByLabel('Search name, domain or place').fill('');
  await expect(rows.filter({ hasText: 'Bob Builder' })).toBeVisible();
  await expect(rows.filter({ hasText: 'Ada Lovelace' })).toHaveCount(0);
});

test('the present day is filled in where an end is changed', async ({ open, site }) => {
  await invite(site, 'ada@acme.example', 'Ada Lovelace', { endsInDays: 20 });
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  await app.getByRole('button', { name: /^Change when/ }).click();
  const question = app.getByRole('group', { name: /^When should the access/ });
  await expect(question.getByLabel('Last day of access')).not.toHaveValue('');
  await question.getByLabel('Last day of access').fill('');
  await app.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByRole('alert')).toContainText('2027-06-30');
});

test('without temporary access the tab says how there comes to be some', async ({ open, look }) => {
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Temporary access' }).click();
  await expect(app.getByText('No temporary access')).toBeVisible();
  await look('temporary-access-empty');
});

test('an invitation is undone where its result stands, by keyboard alone', async ({
  open,
  look,
  page,
  site,
}) => {
  const app = await open('agent', 'invite');
  const addresses = app.getByLabel('Email addresses');
  await expect(addresses).toBeFocused();
  await page.keyboard.type('ada@acme.example');
  await tabTo(page, organizationField(app));
  await page.keyboard.type('Acme');
  await app.getByRole('option', { name: 'Acme', exact: true }).waitFor();
  await takeHighlighted(app, page);
  await page.keyboard.press('Shift+Tab');
  await expect(addresses).toBeFocused();
  await page.keyboard.press('Control+Enter');
  const line = app.getByRole('listitem').filter({ hasText: 'ada@acme.example' });
  await expect(line).toContainText('New account · added to Acme');
  await expect(addresses).toBeFocused();
  await tabTo(page, app.getByRole('button', { name: 'Undo: ada@acme.example' }));
  await page.keyboard.press('Enter');
  await app.getByRole('heading', { name: 'Remove the access of ada@acme.example?' }).waitFor();
  await look('undo-question');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(line).toContainText('was removed from: Service desk, Acme.');
  await expect(app.getByRole('button', { name: 'Undo: ada@acme.example' })).toHaveCount(0);
  const [ada] = site.jira.state.withEmail('ada@acme.example');
  expect(site.jira.state.desk('SUP')?.customers.has(ada?.accountId ?? '')).toBe(false);
});

test('what somebody changed meanwhile is told, and nothing is taken away by mistake', async ({
  open,
  page,
  site,
}) => {
  await site.savePolicy({ mayInvite: ['agents', 'projectAdmins'] }, ['SUP']);
  const app = await open('agent', 'invite');
  await expect(app.getByLabel('Email addresses')).toBeFocused();
  await page.keyboard.type('ada@acme.example');
  await page.keyboard.press('Control+Enter');
  const undo = app.getByRole('button', { name: 'Undo: ada@acme.example' });
  await undo.waitFor();
  await site.forge.passTime(60_000);
  await invite(site, 'ada@acme.example', 'Ada Lovelace', { who: 'project-admin' });
  await undo.click();
  await expect(app.getByText('There is nothing to remove for ada@acme.example')).toBeVisible();
  await expect(app.getByText(/^Service desk: invited again by /)).toBeVisible();
});
