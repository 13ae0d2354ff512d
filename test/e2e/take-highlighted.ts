import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Enter takes what has been painted, which a slow machine does later than the test sees it. */
export async function takeHighlighted(app: Pick<Page, 'getByRole'>, page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Enter');
    await expect(app.getByRole('listbox')).toHaveCount(0, { timeout: 500 });
  }).toPass();
}
