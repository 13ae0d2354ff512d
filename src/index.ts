import { adminFunctions } from './entry/admin';
import { panelFunctions } from './entry/panel';
import { resolverOf } from './entry/resolver';

export { onInstalled } from './entry/installed';
export { onSchedule } from './entry/schedule';

export const panel = resolverOf(panelFunctions);
export const admin = resolverOf(adminFunctions);
