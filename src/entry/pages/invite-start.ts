import type { InviteStart } from '../../contract/invite';
import { INVITE_AT_ONCE_MAX } from '../../domain/invitation/invitation';
import { isCapable, provenTest } from '../../features/authority/capabilities';
import { planRulesOf } from '../../domain/policy/rules';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Settings } from '../../features/policy/store/settings-store';

/** What every screen that invites needs to draw itself: the rules that it can offer by, and whether the app has its power. */
export function inviteStart(
  policy: ProjectPolicy,
  settings: Pick<Settings, 'authority' | 'selfTest' | 'capabilities'>,
  now: number,
): InviteStart {
  const { projectId, serviceDeskId } = policy;
  return {
    projectId,
    serviceDeskId,
    addressesMax: INVITE_AT_ONCE_MAX,
    rules: offeredRules(policy, settings.capabilities, now),
    mayRemoveByList: policy.leavers !== 'none',
    power: provenTest(settings, now)?.result ?? 'unknown',
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
