import type { InviteStart } from '../../contract/invite';
import { INVITE_AT_ONCE_MAX } from '../../domain/invitation/invitation';
import { planRulesOf } from '../../domain/policy/rules';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Settings } from '../../features/policy/store/settings-store';

/** What every screen that invites needs to draw itself: the rules that it can offer by, and whether the app has its power. */
export function inviteStart(policy: ProjectPolicy, { selfTest }: Pick<Settings, 'selfTest'>): InviteStart {
  const { projectId, serviceDeskId } = policy;
  return {
    projectId,
    serviceDeskId,
    addressesMax: INVITE_AT_ONCE_MAX,
    rules: planRulesOf(policy),
    mayRemoveByList: policy.leavers !== 'none',
    power: selfTest?.result ?? 'unknown',
  };
}
