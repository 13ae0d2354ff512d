import { webTrigger } from '@forge/api';

/** The module's key in manifest.yml. */
const TRIGGER = 'script';

/**
 * Where scripts send their requests: stable for the installation.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/web-trigger-api/
 */
export function scriptAddress(): Promise<string> {
  return webTrigger.getUrl(TRIGGER);
}
