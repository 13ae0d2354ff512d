import { FORBIDDEN, missingDesk, NO_LICENCE } from './answer';
import type { Answer } from './answer';
import { canBrowse, isAgentOf, isDeskAdmin, isLicensedAgent } from './caller';
import type { Caller } from './caller';
import type { Call } from './operation';
import type { Desk } from './state';

/** Who may use an operation on a desk. */
type Rule = (caller: Caller, desk: Desk) => boolean;

/** "Service desk's agent." */
export const agentsAndAdmins: Rule = (caller, desk) => isAgentOf(caller, desk) || isDeskAdmin(caller, desk);

/** "Service desk administrator"; the app's own account is taken for one. */
export const deskAdminsAndApp: Rule = (caller, desk) => isDeskAdmin(caller, desk) || caller.as === 'app';

/** "Permission to access the service desk": its customers, too. */
export const anyoneOnDesk: Rule = (caller, desk) =>
  canBrowse(caller, desk) || desk.customers.has(caller.person?.accountId ?? '');

/** Runs `then` for the desk of the path, if it is there and the rule lets the caller. */
export function onDesk(call: Call, rule: Rule, then: (desk: Desk) => Answer): Answer {
  const identifier = call.params['serviceDeskId'] ?? '';
  const desk = call.state.desk(identifier);
  if (!desk) return missingDesk(identifier);
  if (rule(call.caller, desk)) return then(desk);
  return isLicensedAgent(call.caller) ? FORBIDDEN : NO_LICENCE;
}
