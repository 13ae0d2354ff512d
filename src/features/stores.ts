import { agendaStore } from './agenda/store/agenda-store';
import type { AgendaStore } from './agenda/store/agenda-store';
import { addressStore } from './invite/store/known-addresses';
import type { AddressStore } from './invite/store/known-addresses';
import { apiKeyStore } from './api-keys/store/key-store';
import type { ApiKeyStore } from './api-keys/store/key-store';
import { auditStore } from './audit/store/audit-store';
import type { AuditStore } from './audit/store/audit-store';
import { systemClock } from '../platform/clock';
import { writeAll } from '../platform/kvs/kvs';
import type { Item } from '../platform/kvs/kvs';
import { writeWithNotes } from './invite/store/write-notes';
import type { WrittenNotes } from './invite/store/write-notes';
import { endingStore } from './access-expiry/store/expiry-store';
import type { ExpiryStore } from './access-expiry/store/expiry-store';
import { enrolmentStore } from './invite/store/enrolments';
import type { EnrolmentStore } from './invite/store/enrolments';
import { importStore } from './import/store/imports';
import type { ImportStore } from './import/store/imports';
import { importLayoutStore } from './import/store/import-layouts';
import type { ImportLayoutStore } from './import/store/import-layouts';
import { importWaitStore } from './import/store/import-waits';
import type { ImportWaitStore } from './import/store/import-waits';
import { intentStore } from './invite/store/intents';
import type { IntentStore } from './invite/store/intents';
import { mailedEndStore } from './access-expiry/store/mailed-expiries';
import type { MailedEndStore } from './access-expiry/store/mailed-expiries';
import { newOrganizationStore } from './invite/store/created-organizations';
import type { NewOrganizationStore } from './invite/store/created-organizations';
import { onceStore } from './script-api/store/idempotency';
import type { OnceStore } from './script-api/store/idempotency';
import { organizationListStore } from './invite/store/organization-lists';
import type { OrganizationListStore } from './invite/store/organization-lists';
import { pendingStore } from './invite/store/pending';
import type { PendingStore } from './invite/store/pending';
import { accountLedger } from './privacy/store/account-ledger';
import type { AccountLedger } from './privacy/store/account-ledger';
import { quotaStore } from './invite/store/quotas';
import type { QuotaStore } from './invite/store/quotas';
import { scriptJobStore } from './script-api/store/script-jobs';
import type { ScriptJobStore } from './script-api/store/script-jobs';
import { scriptStore } from './script-api/store/script-store';
import type { ScriptStore } from './script-api/store/script-store';
import { settingsStore } from './policy/store/settings-store';
import type { SettingsStore } from './policy/store/settings-store';
import { proofStore } from './proof/store/proof-store';
import type { ProofStore } from './proof/store/proof-store';
import { reconcileStore } from './reconcile/store/reconcile-store';
import type { ReconcileStore } from './reconcile/store/reconcile-store';

/** Everything the app keeps, on this installation. */
export interface Store {
  readonly settings: SettingsStore;
  readonly agenda: AgendaStore;
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
  readonly scriptJobs: ScriptJobStore;
  readonly persons: AccountLedger;
  readonly imports: ImportStore;
  readonly importLayouts: ImportLayoutStore;
  readonly importWaits: ImportWaitStore;
  readonly endings: ExpiryStore;
  readonly mailedEnds: MailedEndStore;
  readonly intents: IntentStore;
  readonly upkeep: ReconcileStore;
  readonly proof: ProofStore;
  /** Writes items of any kind together, and changes notes of enrolments with them: one storage operation for each 25. */
  write(items: readonly Item[], noted?: WrittenNotes): Promise<void>;
}

export const forgeStore: Store = {
  settings: settingsStore,
  agenda: agendaStore,
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
  scriptJobs: scriptJobStore,
  persons: accountLedger,
  imports: importStore,
  importLayouts: importLayoutStore,
  importWaits: importWaitStore,
  endings: endingStore,
  mailedEnds: mailedEndStore,
  intents: intentStore,
  upkeep: reconcileStore,
  proof: proofStore,
  write: (items, noted) => (noted ? writeWithNotes(items, noted, systemClock.now()) : writeAll(items)),
};
