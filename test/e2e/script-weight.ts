import type { Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';

/** Scripts that come in once the page can be used belong to its first load if they do so within this time, in ms. */
const LATE_MS = 500;

/**
 * Weighs the script that one of the app's screens loads until it can be used. Call it before the page is opened.
 *
 * @returns what tells the weight, in bytes after gzip, as a server would send it.
 */
export function weighScript(page: Page, screen: string): () => Promise<number> {
  const loaded: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.startsWith(`/${screen}/`) && pathname.endsWith('.js')) loaded.push(response.body());
  });
  return async () => {
    await page.waitForTimeout(LATE_MS);
    const bodies = await Promise.all(loaded);
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  };
}
