import type { FrameLocator } from '@playwright/test';

/** Opens the list of spaces on the Get started page. */
export async function chooseSpaces(admin: FrameLocator): Promise<void> {
  await admin.getByRole('button', { name: 'Choose spaces' }).click();
}

/** Opens the dry run on the Get started page. */
export async function tryAddress(admin: FrameLocator): Promise<void> {
  await admin.getByRole('button', { name: 'Try an address' }).click();
}
