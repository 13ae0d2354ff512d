import { accessFunctions } from './entry/access';
import { adminFunctions } from './entry/admin';
import { importAdminFunctions } from './entry/import-admin';
import { importFunctions } from './entry/import';
import { issueFunctions } from './entry/issue';
import { organizationFunctions } from './entry/organization';
import { panelFunctions } from './entry/panel';
import { projectFunctions } from './entry/project';
import { resolverOf } from './entry/resolver';
import { upkeepFunctions } from './entry/upkeep';

export { inviteByRovo, inviteByRule } from './entry/action';
export { apiInvite, apiListOrganizations, apiShowInvitation } from './entry/api';
export { onAuditQueue } from './entry/audit-queue';
export { onImportQueue } from './entry/import-queue';
export { onInstalled } from './entry/installed';
export { onEndingSchedule, onPrivacySchedule, onSchedule, onUpkeepSchedule } from './entry/schedule';
export { scriptDoor } from './entry/script';
export { onUninstall } from './entry/uninstalled';

export const panel = resolverOf(panelFunctions, importFunctions, accessFunctions);
export const admin = resolverOf(adminFunctions, importAdminFunctions, upkeepFunctions);
export const project = resolverOf(projectFunctions);
export const issue = resolverOf(issueFunctions);
export const organization = resolverOf(organizationFunctions);
