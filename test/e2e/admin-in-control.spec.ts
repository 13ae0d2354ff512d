import type { FrameLocator, Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from './site';
import { takeHighlighted } from './take-highlighted';

/** Runs the command that the page shows, for another address. @returns the status of the answer. */
async function runCommand(
  { command, secret }: { readonly command: string; readonly secret: string },
  email: string,
): Promise<number> {
  const changed = command.replace(/[\w.-]+@[\w.-]+/, email);
  const env = { ...process.env, GUESTLIST_KEY: secret };
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', `${changed} --silent`], { env });
  return Number(/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1]);
}

/** Goes to something with the Tab key, as somebody without a mouse does. */
async function tabTo(page: Page, target: ReturnType<FrameLocator['getByLabel']>): Promise<void> {
  await target.waitFor();
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead there');
}

async function openTab(app: FrameLocator, page: Page, name: string): Promise<void> {
  const tab = app.getByRole('tab', { name });
  await app.getByRole('tab', { selected: true }).focus();
  for (let pressed = 0; pressed < 4 && (await tab.getAttribute('aria-selected')) !== 'true'; pressed += 1) {
    await page.keyboard.press('ArrowRight');
  }
  await expect(tab).toHaveAttribute('aria-selected', 'true');
}

test('an admin steers everything, and a script gets a key instead of an admin’s token: by keyboard only', async ({
  open,
  page,
  site,
}) => {
  const app = await open('jira-admin', 'get started');
  await test.step('the app is tested', async () => {
    await tabTo(page, app.getByRole('button', { name: 'Test now' }));
    await page.keyboard.press('Enter');
    await expect(app.getByText('Guestlist has the permission it needs')).toBeVisible();
  });

  await test.step('a project is enabled', async () => {
    await tabTo(page, app.getByRole('button', { name: 'Choose spaces' }));
    await page.keyboard.press('Enter');
    await tabTo(page, app.getByLabel('Partner help (PAR)'));
    await page.keyboard.press('Space');
    await tabTo(page, app.getByRole('button', { name: 'Save spaces' }));
    await page.keyboard.press('Enter');
    await expect(app.getByText('Saved.', { exact: true })).toBeVisible();
  });

  await test.step('a domain is denied', async () => {
    await openTab(app, page, 'Policy');
    await tabTo(page, app.getByLabel('Denied domains').first());
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n*.Evil.example');
    await tabTo(page, app.getByRole('button', { name: 'Review changes' }));
    await page.keyboard.press('Enter');
    await expect(app.getByRole('region', { name: 'Review changes' })).toContainText('evil.example');
    await tabTo(page, app.getByRole('button', { name: 'Confirm and save' }));
    await page.keyboard.press('Enter');
    await expect(
      app.getByRole('tabpanel', { name: 'Policy' }).getByText('Saved.', { exact: true }),
    ).toBeVisible();
  });

  const command = await test.step('a key is created', async () => {
    await openTab(app, page, 'API keys');
    await tabTo(page, app.getByRole('button', { name: 'Create API key' }));
    await page.keyboard.press('Enter');
    await expect(app.getByLabel('Name')).toBeFocused();
    await page.keyboard.type('Nightly');
    await tabTo(page, app.getByRole('combobox', { name: 'Spaces' }));
    await page.keyboard.type('Partner');
    await app.getByRole('option', { name: 'Partner help (PAR)' }).waitFor();
    await takeHighlighted(app, page);
    await tabTo(page, app.getByRole('button', { name: 'Create key' }));
    await page.keyboard.press('Enter');
    return {
      command: await app.getByLabel('Try it: invite one customer with curl').inputValue(),
      secret: await app.getByLabel('API key', { exact: true }).inputValue(),
    };
  });

  await test.step('its command invites, once more says that they exist, and not whom the policy denies', async () => {
    expect(await runCommand(command, 'ada@acme.example')).toBe(201);
    expect(await runCommand(command, 'ada@acme.example')).toBe(200);
    expect(await runCommand(command, 'eve@mail.evil.example')).toBe(403);
    const [ada] = site.jira.state.withEmail('ada@acme.example');
    expect(site.jira.state.desk('PAR')?.customers).toContain(ada?.accountId);
    expect(site.jira.state.withEmail('eve@mail.evil.example')).toEqual([]);
  });

  await test.step('the audit log shows all three, with the key as the actor', async () => {
    await openTab(app, page, 'Audit');
    const rows = app.getByRole('table').getByRole('row');
    await expect(rows.filter({ hasText: 'Nightly' }).filter({ hasText: 'acme.example' })).toHaveCount(2);
    const refused = rows.filter({ hasText: 'mail.evil.example' });
    await expect(refused).toContainText('Nightly');
    await expect(refused).toContainText('Refused');
  });

  await test.step('the key is revoked, and opens nothing any more', async () => {
    await openTab(app, page, 'API keys');
    await tabTo(page, app.getByRole('button', { name: /^Revoke/ }).first());
    await page.keyboard.press('Enter');
    await tabTo(page, app.getByRole('button', { name: 'Revoke key' }));
    await page.keyboard.press('Enter');
    await expect(app.getByText('“Nightly” is revoked.')).toBeVisible();
    expect(await runCommand(command, 'bob@acme.example')).toBe(401);
  });
});
