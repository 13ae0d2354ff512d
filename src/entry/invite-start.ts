import type { InviteStart } from '../contract/functions';
import { INVITE_AT_ONCE_MAX } from '../contract/invitation';
import { planRulesOf } from '../contract/plan-row';
import type { ProjectPolicy } from '../contract/policy';
import type { Settings } from '../store/settings';

/** What every screen that invites needs to draw itself: the rules that it can offer by, and whether the app has its power. */
export function inviteStart(policy: ProjectPolicy, { selfTest }: Pick<Settings, 'selfTest'>): InviteStart {
  const { projectId, serviceDeskId } = policy;
  return {
    projectId,
    serviceDeskId,
    addressesMax: INVITE_AT_ONCE_MAX,
    rules: planRulesOf(policy),
    power: selfTest?.result ?? 'unknown',
  };
}
