import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { appFrame } from './app-frame';

/** How every screen and state is looked at: light, dark and on a phone. */
export const LOOKS = [
  { look: 'light', mode: 'light', width: 1100, height: 800 },
  { look: 'dark', mode: 'dark', width: 1100, height: 800 },
  { look: 'narrow', mode: 'light', width: 360, height: 740 },
] as const;

export async function paint(context: BrowserContext, url: string, mode: string): Promise<void> {
  await context.addCookies([{ name: 'colorMode', value: mode, url }]);
}

/** Nothing has to be scrolled sideways to be read. */
export async function fitsIn(page: Page, width: number): Promise<void> {
  const widest = await appFrame(page).evaluate(() => document.documentElement.scrollWidth);
  expect(widest).toBeLessThanOrEqual(width);
}
