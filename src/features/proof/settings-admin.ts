import type { AccountId } from '../../domain/ids';
import type { Settings } from '../policy/store/settings-store';

/** Whose permission stands in where Jira refuses the app: the delegate's, else that of the admin who runs the proof. */
export function settingsAdmin({ authority }: Pick<Settings, 'authority'>, by: AccountId): AccountId {
  return authority?.kind === 'delegate' ? authority.accountId : by;
}
