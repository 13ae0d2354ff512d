import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { appFrame } from './app-frame';

/** How a screen is looked at. */
export interface Look {
  readonly name: string;
  readonly mode: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

export const LIGHT: Look = { name: 'light', mode: 'light', width: 1100, height: 800 };
const DARK: Look = { ...LIGHT, name: 'dark', mode: 'dark' };
export const NARROW: Look = { ...LIGHT, name: 'narrow', width: 360, height: 740 };

/** How every screen and state is looked at: light, dark and on a phone. */
export const LOOKS: readonly Look[] = [LIGHT, DARK, NARROW];
/** Whether words fit, of one language. */
export const WIDTHS: readonly Look[] = [LIGHT, NARROW];
/** As wide as Jira draws the panel on a request. */
export const PANEL: readonly Look[] = [LIGHT, DARK].map((look) => ({ ...look, width: 330 }));

/** Has Jira's pages be dark from the first one on. */
export async function paint(context: BrowserContext, url: string, mode: Look['mode']): Promise<void> {
  await context.addCookies([{ name: 'colorMode', value: mode, url }]);
}

/** Changes how the open page looks. What has the focus keeps it, and what is open stays open. */
export async function turnTo(page: Page, { mode, width, height }: Look): Promise<void> {
  await page.setViewportSize({ width, height });
  const isTurned = await page.evaluate((to) => {
    // A frame that is out of sight paints nothing.
    document.getElementById('app')?.scrollIntoView({ block: 'nearest' });
    if (document.documentElement.dataset['colorMode'] === to) return false;
    document.getElementById('theme')?.click();
    return true;
  }, mode);
  if (isTurned)
    await expect(page.frameLocator('#app').locator(`html[data-color-mode=${mode}]`)).toHaveCount(1);
}

/** Nothing has to be scrolled sideways to be read. */
export async function fitsIn(page: Page, width: number): Promise<void> {
  const widest = await appFrame(page).evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(width);
}
