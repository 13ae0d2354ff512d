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
