import { readFile } from 'node:fs/promises';
import type { FrameLocator, Page } from '@playwright/test';
import type { LocalSite } from '../../local/server/local-site';
import { inviteUntil, outcomesIn, placesOf } from '../site/ending';
import { kind, pick } from './importing';
import { WIDTHS } from './looks';
import { expect, test } from './site';
import { chooseLocale } from './speaking';

const LEFT = ['ada@acme.example', 'grace@acme.example', 'hugo@acme.example'];
/** A customer of the site from before. */
const KNOWN = 'customer@guestlist.example';

/** So many others that a list of three is no great share of them. */
async function prepare(site: LocalSite, others = 12): Promise<void> {
  const many = Array.from({ length: others }, (_, index) => `guest${index}@acme.example`);
  outcomesIn(await inviteUntil(site, undefined, [...LEFT, ...many]));
}

function deactivate(site: LocalSite, email: string): void {
  for (const person of site.jira.state.withEmail(email)) person.active = false;
}

async function openLeavers(app: FrameLocator): Promise<void> {
  await app.getByRole('tab', { name: 'Remove customers' }).click();
  await expect(app.getByRole('heading', { name: 'Remove customers by a list' })).toBeVisible();
}

async function paste(app: FrameLocator, lines: readonly string[]): Promise<void> {
  await app.getByLabel('Or paste rows').fill(lines.join('\n'));
  await app.getByRole('button', { name: 'Read rows' }).click();
}

async function saved(page: Page, press: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFile(await file.path(), 'utf8');
}

test('a pasted list is checked, removed after a question, and told in History', async ({
  open,
  page,
  site,
}) => {
  await prepare(site);
  const app = await open('agent', 'invite');
  await openLeavers(app);
  await paste(app, [...LEFT, KNOWN, 'nobody@acme.example', 'no-address']);
  await expect(kind(app, 'To remove')).toHaveText('To remove: 3');
  await expect(kind(app, 'Not removed')).toHaveText('Not removed: 3');
  const row = (email: string) => app.getByRole('row', { name: new RegExp(email) });
  await expect(row('ada@acme.example')).toContainText('Service desk, Acme');
  await expect(row(KNOWN)).toContainText('nothing to remove');
  await expect(row('nobody@acme.example')).toContainText('No customer with this address was found');
  const staying = await saved(page, () =>
    app.getByRole('button', { name: 'Download the 3 people who stay' }).click(),
  );
  expect(staying).toContain(KNOWN);
  expect(staying).not.toContain('ada@');
  expect(placesOf(site, 'ada@acme.example')).toEqual(['desk', 'Acme']);

  await app.getByRole('button', { name: 'Remove 3, skip 3' }).click();
  await expect(app.getByRole('heading', { name: 'Remove 3 customers from this space?' })).toBeFocused();
  await app.getByRole('button', { name: 'Cancel', exact: true }).click();
  expect(placesOf(site, 'ada@acme.example')).toEqual(['desk', 'Acme']);
  await app.getByRole('button', { name: 'Remove 3, skip 3' }).click();
  await app.getByRole('button', { name: 'Remove 3 customers', exact: true }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('.flag')).toContainText('Removal finished');
  expect(LEFT.flatMap((email) => placesOf(site, email))).toEqual([]);
  expect(placesOf(site, 'guest0@acme.example')).toEqual(['desk', 'Acme']);
  const accounts = await saved(page, () =>
    app.getByRole('button', { name: 'Download these accounts' }).click(),
  );
  for (const email of LEFT) expect(accounts).toContain(email);

  await app.getByRole('tab', { name: 'History' }).click();
  await expect(app.getByText('Removal of 3 customers finished')).toBeVisible();
  await app.getByRole('tab', { name: 'Import' }).click();
  await expect(app.getByRole('button', { name: /^Earlier imports/ })).toHaveCount(0);
  await app.getByRole('tab', { name: 'Remove customers' }).click();
  await app.getByRole('button', { name: 'New list' }).click();
  await app.getByRole('button', { name: 'Earlier lists (1)' }).click();
  await expect(app.getByRole('row', { name: /Pasted rows/ })).toContainText('3 of 3');
});

test('of somebody whose account is deactivated the places are removed all the same', async ({
  open,
  looks,
  site,
}) => {
  await prepare(site);
  deactivate(site, 'ada@acme.example');
  const app = await open('agent', 'invite');
  await openLeavers(app);
  await paste(app, [...LEFT, 'nobody@acme.example']);
  const ada = app.getByRole('row', { name: /ada@acme.example/ });
  await expect(ada).toContainText('Service desk, Acme');
  await expect(ada).toContainText('The account is deactivated.');
  await expect(app.getByRole('row', { name: /nobody@/ })).toContainText('leaves out deactivated accounts');
  await looks('leavers-inactive');
});

test('a list that is in truth the list of customers has its number typed', async ({ open, look, site }) => {
  await prepare(site, 0);
  const app = await open('agent', 'invite');
  await openLeavers(app);
  await paste(app, LEFT);
  await expect(app.getByText(/This removes \d+\s?% of this space’s customers/)).toBeVisible();
  await app.getByRole('button', { name: 'Remove 3 customers' }).click();
  await app.getByRole('button', { name: 'Remove 3 customers', exact: true }).click();
  await expect(app.getByText('This is not 3.')).toBeVisible();
  await look('leavers-share');
  expect(placesOf(site, 'ada@acme.example')).toEqual(['desk', 'Acme']);
  await app.getByLabel('Type 3 to confirm').fill('3');
  await app.getByRole('button', { name: 'Remove 3 customers', exact: true }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  expect(LEFT.flatMap((email) => placesOf(site, email))).toEqual([]);
});

test('a file without a column that looks like addresses asks which it is', async ({ open, site }) => {
  await prepare(site);
  const app = await open('agent', 'invite');
  await openLeavers(app);
  await app.getByLabel('Choose a file').setInputFiles({
    name: 'leavers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['x;y', ...LEFT.map((email, index) => `${index};(${email})`)].join('\n')),
  });
  await pick(app, 'Column with the email addresses', 'y');
  await expect(app.getByRole('row', { name: /ada@acme.example/ })).toBeVisible();
});

test('a look-up that Jira refuses goes on where it stopped', async ({ open, site }) => {
  await prepare(site);
  const app = await open('agent', 'invite');
  await openLeavers(app);
  site.jira.faults.set([
    { path: '/rest/servicedeskapi/servicedesk/1/organization', status: 403, rate: 1, afterWork: false },
  ]);
  await paste(app, LEFT);
  await expect(app.getByText('Not everyone could be checked')).toBeVisible();
  await expect(app.getByRole('button', { name: /^Remove \d/ })).toHaveCount(0);
  site.jira.faults.set([]);
  await app.getByRole('button', { name: 'Continue checking' }).click();
  await expect(kind(app, 'To remove')).toHaveText('To remove: 3');
});

test('by keyboard alone', async ({ open, page, site }) => {
  await prepare(site);
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Invite' }).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const tabTo = async (what: ReturnType<typeof app.getByRole>): Promise<void> => {
    for (let step = 0; step < 40; step += 1) {
      if (await what.evaluate((element) => element === element.ownerDocument.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(what).toBeFocused();
  };
  await tabTo(app.getByLabel('Or paste rows'));
  await page.keyboard.insertText(LEFT.join('\n'));
  await tabTo(app.getByRole('button', { name: 'Read rows' }));
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Who will be removed' })).toBeFocused();
  await app.getByRole('button', { name: 'Remove 3 customers' }).waitFor();
  await tabTo(app.getByRole('button', { name: 'Remove 3 customers' }));
  await page.keyboard.press('Enter');
  await expect(app.getByRole('heading', { name: 'Remove 3 customers from this space?' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
});

test('where the policy allows no lists there is no such tab', async ({ open, site }) => {
  await site.savePolicy({ leavers: 'none' }, ['SUP']);
  const app = await open('agent', 'invite');
  await app.getByRole('tab', { name: 'Temporary access' }).waitFor();
  await expect(app.getByRole('tab', { name: 'Remove customers' })).toHaveCount(0);
});

test('a list, what would become of it, and the question', async ({ open, looks, site }) => {
  await prepare(site);
  const app = await open('agent', 'invite');
  await openLeavers(app);
  await looks('leavers-list');
  await paste(app, [...LEFT, KNOWN, 'no-address']);
  await app.getByRole('button', { name: 'Remove 3, skip 2' }).waitFor();
  await looks('leavers-check');
  await app.getByRole('button', { name: 'Remove 3, skip 2' }).click();
  await looks('leavers-question');
  await app.getByRole('button', { name: 'Remove 3 customers', exact: true }).click();
  await expect(app.getByText(/^Finished/)).toBeVisible({ timeout: 20_000 });
  await looks('leavers-result');
});

for (const locale of ['de_DE', 'ja_JP'] as const) {
  test(`in ${locale}`, async ({ open, looks, page, context, siteUrl, site }) => {
    await chooseLocale(context, siteUrl, locale);
    await prepare(site);
    deactivate(site, 'hugo@acme.example');
    const app = await open('agent', 'invite');
    await app.getByRole('tab').last().click();
    await app
      .getByRole('textbox')
      .last()
      .fill([...LEFT, KNOWN, 'nobody@acme.example'].join('\n'));
    await app.getByRole('textbox').last().press('Tab');
    await page.keyboard.press('Enter');
    await expect(app.getByRole('row')).toHaveCount(6);
    await looks(`leavers-check-${locale}`, WIDTHS);
  });
}
