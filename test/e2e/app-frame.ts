import type { Frame, Page } from '@playwright/test';

/** The one frame of a page of the local site, in which the app is. @throws where it is not there yet. */
export function appFrame(page: Page): Frame {
  const [, frame] = page.frames();
  if (!frame) throw new Error('The page has no frame of the app.');
  return frame;
}
