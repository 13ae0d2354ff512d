import type { FrameLocator, Locator } from '@playwright/test';

/** What tests of the policy press and read on its page. */
export const review = (app: FrameLocator): Promise<void> =>
  app.getByRole('button', { name: 'Review changes' }).click();
export const confirm = (app: FrameLocator): Promise<void> =>
  app.getByRole('button', { name: 'Confirm and save' }).click();
export const changes = (app: FrameLocator): Locator => app.getByRole('region', { name: 'Review changes' });
