import { PROOF_CHECK_NAMES } from '../../contract/proof-checks';
import type { ProofCheck } from '../../contract/proof-checks';
import { checkHiddenAddress, checkSearchDelay } from './checks/lookup';
import {
  checkDeskEnrol,
  checkDeskFifty,
  checkDeskHundred,
  checkDeskList,
  checkOrganizationAgain,
  checkOrganizationCreate,
  checkOrganizationEnrol,
  checkOrganizationMembers,
  checkOrganizationUnknown,
} from './checks/places';
import {
  checkOfflineConsumer,
  checkOfflineOthers,
  checkOfflineWebTrigger,
  checkPermission,
  checkQueueConcurrency,
  checkQueueDelay,
  checkQueueRetry,
  checkStorageCheckpoint,
  checkStorageIndex,
  checkStorageRefused,
} from './checks/platform';
import {
  checkAccountType,
  checkCreate,
  checkCreateAgain,
  checkCreateAsAdmin,
  checkInvite,
  checkInviteEmail,
  checkOwnPermission,
} from './checks/power';
import { skipped } from './step';
import type { Step } from './step';
import type { StoredProof } from './store/proof-store';

/** What is asked in a resolver, while the admin is at the page, and never by the worker. */
type AskedAtPage = 'offline-resolver';

const STEPS: Readonly<Record<Exclude<ProofCheck, AskedAtPage>, Step>> = {
  'own-permission': checkOwnPermission,
  create: checkCreate,
  'create-as-admin': checkCreateAsAdmin,
  'account-type': checkAccountType,
  'create-again': checkCreateAgain,
  invite: checkInvite,
  'invite-email': checkInviteEmail,
  'desk-enrol': checkDeskEnrol,
  'desk-fifty': checkDeskFifty,
  'desk-hundred': checkDeskHundred,
  'organization-create': checkOrganizationCreate,
  'organization-again': checkOrganizationAgain,
  'organization-unknown': checkOrganizationUnknown,
  'organization-enrol': checkOrganizationEnrol,
  'organization-members': checkOrganizationMembers,
  'permission-check': checkPermission,
  'offline-consumer': checkOfflineConsumer,
  'offline-others': checkOfflineOthers,
  'offline-web-trigger': checkOfflineWebTrigger,
  'storage-refused': checkStorageRefused,
  'storage-index': checkStorageIndex,
  'storage-checkpoint': checkStorageCheckpoint,
  'queue-delay': checkQueueDelay,
  'queue-retry': checkQueueRetry,
  'queue-concurrency': checkQueueConcurrency,
  'search-delay': checkSearchDelay,
  'hidden-address': checkHiddenAddress,
  'desk-list': checkDeskList,
};

/** The first check of which nothing is known yet; `undefined` once all are through. */
export function nextCheck({ findings }: Pick<StoredProof, 'findings'>): ProofCheck | undefined {
  return PROOF_CHECK_NAMES.find((name) => !findings.some(({ check }) => check === name));
}

export function stepOf(check: ProofCheck): Step {
  return check === 'offline-resolver' ? () => Promise.resolve(skipped(check)) : STEPS[check];
}
