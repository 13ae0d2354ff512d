import { expect } from '@playwright/test';
import type { FrameLocator } from '@playwright/test';

/** What tests of the panel on a request find in it. */
export const offer = (app: FrameLocator, email: string) =>
  app.getByRole('checkbox', { name: email, exact: true });
export const invite = (app: FrameLocator) => app.getByRole('button', { name: /^Invite( \d+)?$/ });
export const line = (app: FrameLocator, email: string) =>
  app.getByRole('region', { name: 'Results' }).getByRole('listitem').filter({ hasText: email });
export const looked = async (app: FrameLocator) =>
  expect(app.getByText('Checking who is already a customer…')).toBeHidden();
