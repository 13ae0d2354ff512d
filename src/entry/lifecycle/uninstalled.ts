import { eraseOnUninstall } from '../../features/privacy/erase';
import { forgeStore } from '../../features/stores';
import { unattended } from '../unattended';

/**
 * Before the app is uninstalled. Forge keeps an app's data for some weeks, in case it is installed again: API keys
 * and addresses do not come back with it.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/pre-uninstall-trigger/
 */
export const onUninstall = unattended('uninstalled', async (): Promise<void> => {
  await eraseOnUninstall({ store: forgeStore });
});
