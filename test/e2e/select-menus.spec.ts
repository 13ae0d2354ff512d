import type { FrameLocator } from '@playwright/test';
import { appFrame } from './app-frame';
import { tryAddress } from './get-started';
import { expect, test } from './site';

/** Pages that have selects, and how these are reached. */
const PAGES = [
  { who: 'jira-admin', where: 'settings', what: 'Audit', reach: tab('Audit') },
  { who: 'jira-admin', where: 'settings', what: 'Policy', reach: tab('Policy') },
  {
    who: 'jira-admin',
    where: 'settings',
    what: 'a new API key',
    reach: async (app: FrameLocator) => {
      await tab('API keys')(app);
      await app.getByRole('button', { name: 'Create API key' }).click();
    },
  },
  { who: 'jira-admin', where: 'get started', what: 'Try it', reach: tryAddress },
  { who: 'agent', where: 'invite', what: 'History', reach: tab('History') },
  { who: 'project-admin', where: 'project settings', what: 'Audit', reach: tab('Audit') },
] as const;

function tab(name: string): (app: FrameLocator) => Promise<void> {
  return (app) => app.getByRole('tab', { name, exact: true }).click();
}

for (const { who, where, what, reach } of PAGES) {
  test(`no menu of a select is cut off by the frame: ${what} of ${where}`, async ({ open, page, site }) => {
    // Menus as high as they get.
    for (let count = 1; count <= 30; count += 1) site.jira.state.addOrganization(`Customer ${count}`);
    await site.savePolicy({ organizations: 'any' }, ['SUP', 'PAR']);
    const app = await open(who, where);
    await reach(app);
    const selects = app.getByRole('combobox');
    await selects.first().waitFor();
    for (const select of await selects.all()) {
      await select.focus();
      await page.keyboard.press('ArrowDown');
      await app.getByRole('listbox').waitFor();
      await expect
        .poll(() =>
          appFrame(page).evaluate(() => {
            const { top = -1, bottom = Infinity } =
              document.querySelector('[role=listbox]')?.getBoundingClientRect() ?? {};
            return top >= 0 && bottom <= innerHeight;
          }),
        )
        .toBe(true);
      await page.keyboard.press('Escape');
      await expect(app.getByRole('listbox')).toHaveCount(0);
    }
  });
}
