import { buildBackEnd } from '../local/forge/bundle';

/** Jest's global set-up: the app's bundle is made once for all tests, unless another one is named. */
export default async function buildBundle(): Promise<void> {
  process.env['GUESTLIST_BUNDLE'] ??= await buildBackEnd();
}
