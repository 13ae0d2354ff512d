import { writeAll } from './batch';
import type { Item } from './batch';
import { enrolmentStore } from './enrolments';
import type { EnrolmentStore } from './enrolments';
import { historyStore } from './history';
import type { HistoryStore } from './history';
import { newAccountStore } from './new-accounts';
import type { NewAccountStore } from './new-accounts';
import { newOrganizationStore } from './new-organizations';
import type { NewOrganizationStore } from './new-organizations';
import { pendingStore } from './pending';
import type { PendingStore } from './pending';
import { settingsStore } from './settings';
import type { SettingsStore } from './settings';

/** Everything the app keeps, on this installation. */
export interface Store {
  readonly settings: SettingsStore;
  readonly history: HistoryStore;
  readonly enrolments: EnrolmentStore;
  readonly newAccounts: NewAccountStore;
  readonly newOrganizations: NewOrganizationStore;
  readonly pending: PendingStore;
  /** Writes items of any kind together: one storage operation for each 25. */
  write(items: readonly Item[]): Promise<void>;
}

export const forgeStore: Store = {
  settings: settingsStore,
  history: historyStore,
  enrolments: enrolmentStore,
  newAccounts: newAccountStore,
  newOrganizations: newOrganizationStore,
  pending: pendingStore,
  write: writeAll,
};
