import { buildScreens } from '../../local/cli/screens';
import { buildBackEnd } from '../../local/forge/bundle';

/** Playwright's global set-up: the app is built once for all tests, as it is deployed. */
export default async function buildApp(): Promise<void> {
  const [bundle] = await Promise.all([buildBackEnd(), buildScreens()]);
  process.env['GUESTLIST_BUNDLE'] ??= bundle;
}
