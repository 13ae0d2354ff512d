import { appFrame } from './app-frame';
import { expect, test } from './site';
import { chooseLocale } from './speaking';
import { fitsIn } from './looks';

const WIDTH = 360;

for (const locale of ['en_US', 'de_DE', 'ja_JP'] as const) {
  test(`no tab is cut on a phone, and each can be reached, in ${locale}`, async ({
    open,
    look,
    page,
    siteUrl,
    context,
  }) => {
    await chooseLocale(context, siteUrl, locale);
    await page.setViewportSize({ width: WIDTH, height: 740 });
    const app = await open('jira-admin', 'get started');
    await app.getByRole('tab').first().waitFor();
    const cut = await appFrame(page).evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[role=tab]')]
        .filter((tab) =>
          [tab, ...tab.querySelectorAll<HTMLElement>('*')].some(
            (each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0,
          ),
        )
        .map((tab) => tab.innerText),
    );
    expect(cut).toEqual([]);
    await look(`tabs-narrow-${locale}`);
    await app.getByRole('tab').last().click();
    await expect(app.getByRole('tab').last()).toHaveAttribute('aria-selected', 'true');
    await fitsIn(page, WIDTH);
  });
}

for (const [who, where] of [
  ['agent', 'invite'],
  ['jira-admin', 'get started'],
  ['project-admin', 'project settings'],
] as const) {
  test(`with all tabs of ${where} opened, each id is one element's: a label never names another tab's field`, async ({
    open,
    page,
  }) => {
    const app = await open(who, where);
    await app.getByRole('tab').first().waitFor();
    for (const tab of await app.getByRole('tab').all()) {
      await tab.click();
      const panel = app.getByRole('tabpanel');
      await expect(panel.getByRole('heading').or(panel.getByRole('button')).first()).toBeVisible();
    }
    const twice = await appFrame(page).evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, place) => ids.indexOf(id) < place);
    });
    expect(twice).toEqual([]);
  });
}
