import type { InviteStart } from '../contract/functions';
import { INVITE_AT_ONCE_MAX } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import type { Settings } from '../store/settings';

/** What every screen that invites needs to draw itself: the rules that it can offer by, and whether the app has its power. */
export function inviteStart(policy: ProjectPolicy, { selfTest }: Pick<Settings, 'selfTest'>): InviteStart {
  const { projectId, serviceDeskId, allowedDomains, deniedDomains, email, organizations } = policy;
  const { onlyOrganizations, createOrganizations, domainOrganizations } = policy;
  return {
    projectId,
    serviceDeskId,
    addressesMax: INVITE_AT_ONCE_MAX,
    rules: {
      allowedDomains,
      deniedDomains,
      email,
      organizations,
      onlyOrganizations,
      createOrganizations,
      domainOrganizations,
    },
    power: selfTest?.result ?? 'unknown',
  };
}
