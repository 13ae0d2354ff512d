import type { InviteStart } from '../../contract/invite';
import { INVITE_AT_ONCE_MAX } from '../../domain/invitation/invitation';
import { isCapable } from '../../features/authority/capabilities';
import { planRulesOf } from '../../domain/policy/rules';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Settings } from '../../features/policy/store/settings-store';

/** What every screen that invites needs to draw itself: the rules that it can offer by, and whether the app has its power. */
export function inviteStart(
  policy: ProjectPolicy,
  { selfTest, capabilities }: Pick<Settings, 'selfTest' | 'capabilities'>,
  now: number,
): InviteStart {
  const { projectId, serviceDeskId } = policy;
  return {
    projectId,
    serviceDeskId,
    addressesMax: INVITE_AT_ONCE_MAX,
    rules: offeredRules(policy, capabilities, now),
    mayRemoveByList: policy.leavers !== 'none',
    power: selfTest?.result ?? 'unknown',
  };
}

/** The rules by which screens offer things: none offers what the site cannot do. */
export function offeredRules(
  policy: ProjectPolicy,
  capabilities: Settings['capabilities'],
  now: number,
): InviteStart['rules'] {
  const rules = planRulesOf(policy);
  return isCapable(capabilities, 'invite', now) === false ? { ...rules, email: 'never' } : rules;
}
