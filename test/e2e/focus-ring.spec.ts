import type { Locator } from '@playwright/test';
import { expect, test } from './site';

/** Whether anything is drawn around what has the focus. */
const hasRing = (control: Locator): Promise<boolean> =>
  control.evaluate((it) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(it);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  });

test('the keyboard’s focus is seen on a control, and a heading that takes it has no ring', async ({
  open,
  page,
}) => {
  const app = await open('jira-admin', 'invite in PAR');
  const opener = app.getByRole('button', { name: 'Switch it on here' });
  await opener.waitFor();
  expect(await hasRing(opener)).toBe(false);
  await opener.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
  await expect(opener).toBeFocused();
  await expect.poll(() => hasRing(opener)).toBe(true);

  await page.keyboard.press('Enter');
  const heading = app.getByRole('heading', { name: 'Switch on Guestlist in this space?' });
  await expect(heading).toBeFocused();
  expect(await hasRing(heading)).toBe(false);
  await page.keyboard.press('Tab');
  const confirm = app.getByRole('button', { name: 'Switch on', exact: true });
  await expect(confirm).toBeFocused();
  await expect.poll(() => hasRing(confirm)).toBe(true);
});
