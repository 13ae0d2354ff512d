import { parseAddress } from '../contract/address';
import type { Address } from '../contract/address';
import { parseDisplayName } from '../contract/display-name';
import { refusedDomain } from '../contract/domain-rules';
import type { AccountId } from '../contract/ids';
import type { Invitation } from '../contract/invitation';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';

/** Somebody who may be invited: the address is sound, and the policy lets them in. */
export interface Guest {
  readonly address: Address;
  readonly displayName: string;
  /** The account that the agent chose where several may be meant. */
  readonly chosen: AccountId | undefined;
  readonly notify: boolean;
}

export type Checked =
  { readonly ok: true; readonly guest: Guest } | { readonly ok: false; readonly reason: Reason };

/** Normalises an invitation and holds it against the policy. Asks nobody; its organizations are checked apart. */
export function checkInvitation(invitation: Invitation, policy: ProjectPolicy): Checked {
  const parsed = parseAddress(invitation.email);
  if (!parsed.ok) return { ok: false, reason: reason(parsed.problem) };
  const name = parseDisplayName(invitation.displayName);
  if (!name.ok) return { ok: false, reason: reason(name.problem) };

  const denied = refusedDomain(parsed.address.domain, policy);
  if (denied) return { ok: false, reason: denied };
  if (invitation.notify && !policy.agentsMaySendEmail) {
    return { ok: false, reason: reason('notify-not-allowed') };
  }
  if (invitation.organizations.length > 0 && !policy.agentsMayEnrolInOrganizations) {
    return { ok: false, reason: reason('organizations-not-allowed') };
  }
  return {
    ok: true,
    guest: {
      address: parsed.address,
      // Jira's own screen takes the address for a name, too.
      displayName: name.name ?? parsed.address.email,
      chosen: invitation.accountId,
      notify: invitation.notify,
    },
  };
}
