import { adminFunctions } from './entry/admin';
import { importFunctions } from './entry/import';
import { panelFunctions } from './entry/panel';
import { projectFunctions } from './entry/project';
import { resolverOf } from './entry/resolver';

export { inviteByRovo, inviteByRule } from './entry/action';
export { apiInvite, apiListOrganizations, apiShowInvitation } from './entry/api';
export { onAuditQueue } from './entry/audit-queue';
export { onImportQueue } from './entry/import-queue';
export { onInstalled } from './entry/installed';
export { onPrivacySchedule, onSchedule } from './entry/schedule';
export { scriptDoor } from './entry/script';
export { onUninstall } from './entry/uninstalled';

export const panel = resolverOf([...panelFunctions, ...importFunctions]);
export const admin = resolverOf(adminFunctions);
export const project = resolverOf(projectFunctions);
