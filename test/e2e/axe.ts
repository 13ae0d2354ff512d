import type { Page } from '@playwright/test';
import { source } from 'axe-core';
import type { run } from 'axe-core';
import { appFrame } from './app-frame';

/** What depends on colors alone: all that can differ between a light and a dark page. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds inside the app's frame: rules, each with the HTML of what breaks it. */
export async function violations(
  page: Page,
  { colorsOnly = false } = {},
): Promise<readonly (readonly [string, readonly string[]])[]> {
  const frame = appFrame(page);
  // Once a page, and in that frame alone: most of the time that axe takes is its own start.
  if (await frame.evaluate(() => !('axe' in globalThis))) await frame.evaluate(source);
  return frame.evaluate(
    async (rules) => {
      const axe = (globalThis as unknown as { readonly axe: { readonly run: typeof run } }).axe;
      const found = await axe.run('#root', { resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
      return found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)] as const);
    },
    colorsOnly ? COLOR_RULES : undefined,
  );
}
