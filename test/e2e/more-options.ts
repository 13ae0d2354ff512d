import type { FrameLocator } from '@playwright/test';

/** Opens what few invitations need: name, e-mail, last day. */
export async function moreOptions(app: FrameLocator): Promise<void> {
  await app.getByText('More options').click();
}
