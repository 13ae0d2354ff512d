import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect } from './site';

export async function openImport(app: FrameLocator): Promise<void> {
  await app.getByRole('tab', { name: 'Import' }).click();
  await expect(app.getByRole('heading', { name: 'Import customers' })).toBeVisible();
}

export function choose(app: FrameLocator, text: string | Buffer, name = 'customers.csv'): Promise<void> {
  return app
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

/** Shows the imports that were begun before. */
export function openEarlier(app: FrameLocator): Promise<void> {
  return app.getByRole('button', { name: /^Earlier imports/ }).click();
}

/** Chooses a file, and goes on to what would become of its rows. */
export async function preview(app: FrameLocator, text: string | Buffer, name?: string): Promise<void> {
  await choose(app, text, name);
  await goOn(app);
}

/** From one step to the next. */
export function goOn(app: FrameLocator): Promise<void> {
  return app.getByRole('button', { name: 'Continue' }).click();
}

/** Chooses in a list that can be searched. */
export async function pick(app: FrameLocator, field: string | RegExp, option: string): Promise<void> {
  await app.getByRole('combobox', { name: field }).click();
  await app.getByRole('option', { name: option, exact: true }).click();
}

/** Jira refuses to make any account. */
export const REFUSED = {
  path: '/rest/servicedeskapi/customer',
  status: 400,
  rate: 1,
  afterWork: false,
} as const;

/** The button that shows the rows of one kind only. */
export function kind(app: FrameLocator, name: string): Locator {
  return app.getByRole('button', { name: new RegExp(`^${name}: `) });
}

export interface Invoked {
  readonly functionKey: string;
  readonly payload: { readonly from?: number };
}

/**
 * Hears what the page asks of the app's functions.
 *
 * @param isLost tells which requests never arrive, as where the line breaks.
 */
export async function hearInvocations(
  page: Page,
  isLost: (invoked: Invoked, before: readonly Invoked[]) => boolean,
): Promise<readonly Invoked[]> {
  const heard: Invoked[] = [];
  await page.route('**/__site/invoke', async (route) => {
    const invoked = route.request().postDataJSON() as Invoked;
    const lost = isLost(invoked, heard);
    heard.push(invoked);
    await (lost ? route.abort() : route.continue());
  });
  return heard;
}
