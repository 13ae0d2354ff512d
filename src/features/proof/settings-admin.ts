import type { AccountId } from '../../domain/ids';
import type { Settings } from '../policy/store/settings-store';

/** Whose permission stands in where Jira refuses the app: whoever lent theirs, else the admin who proves. */
export function settingsAdmin({ authority }: Pick<Settings, 'authority'>, by: AccountId): AccountId {
  return authority?.kind === 'delegate' ? authority.accountId : by;
}
