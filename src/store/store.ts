import { addressStore } from './addresses';
import type { AddressStore } from './addresses';
import { apiKeyStore } from './api-keys';
import type { ApiKeyStore } from './api-keys';
import { auditStore } from './audit';
import type { AuditStore } from './audit';
import { writeAll } from './batch';
import type { Item } from './batch';
import { endingStore } from './endings';
import type { EndingStore } from './endings';
import { enrolmentStore } from './enrolments';
import type { EnrolmentStore } from './enrolments';
import { importStore } from './imports';
import type { ImportStore } from './imports';
import { intentStore } from './intents';
import type { IntentStore } from './intents';
import { mailedEndStore } from './mailed-ends';
import type { MailedEndStore } from './mailed-ends';
import { newOrganizationStore } from './new-organizations';
import type { NewOrganizationStore } from './new-organizations';
import { onceStore } from './once';
import type { OnceStore } from './once';
import { organizationListStore } from './organization-lists';
import type { OrganizationListStore } from './organization-lists';
import { pendingStore } from './pending';
import type { PendingStore } from './pending';
import { personStore } from './persons';
import type { PersonStore } from './persons';
import { quotaStore } from './quotas';
import type { QuotaStore } from './quotas';
import { scriptStore } from './script';
import type { ScriptStore } from './script';
import { settingsStore } from './settings';
import type { SettingsStore } from './settings';
import { upkeepStore } from './upkeep';
import type { UpkeepStore } from './upkeep';

/** Everything the app keeps, on this installation. */
export interface Store {
  readonly settings: SettingsStore;
  readonly audit: AuditStore;
  readonly enrolments: EnrolmentStore;
  readonly addresses: AddressStore;
  readonly newOrganizations: NewOrganizationStore;
  readonly organizationLists: OrganizationListStore;
  readonly pending: PendingStore;
  readonly apiKeys: ApiKeyStore;
  readonly quotas: QuotaStore;
  readonly once: OnceStore;
  readonly script: ScriptStore;
  readonly persons: PersonStore;
  readonly imports: ImportStore;
  readonly endings: EndingStore;
  readonly mailedEnds: MailedEndStore;
  readonly intents: IntentStore;
  readonly upkeep: UpkeepStore;
  /** Writes items of any kind together: one storage operation for each 25. */
  write(items: readonly Item[]): Promise<void>;
}

export const forgeStore: Store = {
  settings: settingsStore,
  audit: auditStore,
  enrolments: enrolmentStore,
  addresses: addressStore,
  newOrganizations: newOrganizationStore,
  organizationLists: organizationListStore,
  pending: pendingStore,
  apiKeys: apiKeyStore,
  quotas: quotaStore,
  once: onceStore,
  script: scriptStore,
  persons: personStore,
  imports: importStore,
  endings: endingStore,
  mailedEnds: mailedEndStore,
  intents: intentStore,
  upkeep: upkeepStore,
  write: writeAll,
};
