import { accessFunctions } from './entry/pages/access-expiry';
import { actionFormFunctions } from './entry/pages/action-form';
import { adminFunctions } from './entry/pages/admin';
import { importAdminFunctions } from './entry/pages/import-admin';
import { importFunctions } from './entry/pages/import';
import { layoutFunctions } from './entry/pages/import-layouts';
import { issueFunctions } from './entry/pages/request-panel';
import { organizationFunctions } from './entry/pages/organization-panel';
import { removalFunctions } from './entry/pages/removal';
import { leaversFunctions } from './entry/pages/leavers';
import { panelFunctions } from './entry/pages/project-page';
import { policyAdminFunctions, policyFunctions } from './entry/pages/policy';
import { projectFunctions } from './entry/pages/project-settings';
import { resolverOf } from './entry/pages/resolver';
import { proofFunctions } from './entry/pages/proof';
import { reconcileProcedures } from './entry/pages/reconcile';

export { inviteByRovo, inviteByRule } from './entry/automation/action';
export { apiInvite, apiListOrganizations, apiShowInvitation } from './entry/rest-api/api';
export { onAuditQueue } from './entry/queues/audit-queue';
export { onScriptQueue } from './entry/queues/script-queue';
export { onProofQueue } from './entry/queues/proof-queue';
export { onImportQueue } from './entry/queues/import-queue';
export { onInstalled } from './entry/lifecycle/installed';
export {
  onExpirySchedule,
  onPrivacySchedule,
  onSchedule,
  onReconcileSchedule,
  onWakeQueue,
} from './entry/schedules/schedule';
export { scriptDoor } from './entry/web-trigger/script';
export { onUninstall } from './entry/lifecycle/uninstalled';

export const panel = resolverOf(
  panelFunctions,
  importFunctions,
  layoutFunctions,
  accessFunctions,
  removalFunctions,
  leaversFunctions,
  policyFunctions,
);
export const admin = resolverOf(
  adminFunctions,
  policyFunctions,
  policyAdminFunctions,
  importAdminFunctions,
  reconcileProcedures,
  proofFunctions,
);
export const project = resolverOf(projectFunctions);
export const issue = resolverOf(issueFunctions, removalFunctions);
export const actionForm = resolverOf(actionFormFunctions);
export const organization = resolverOf(organizationFunctions, removalFunctions);
