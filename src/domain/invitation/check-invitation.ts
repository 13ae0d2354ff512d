import { parseAddress } from '../address/address';
import type { Address } from '../address/address';
import { parseDisplayName } from '../address/display-name';
import { refusedDomain } from '../organization/domain-rules';
import { parseEndsAt } from './expiry-date';
import type { AccountId } from '../ids';
import type { Invitation } from './invitation';
import type { PlanRules } from '../policy/rules';
import { reason } from '../reason';
import { fail, ok } from '../result';
import type { Failure, Ok } from '../result';

/** An invitation that passed: the address is valid, and the policy allows it. */
export interface Guest {
  readonly address: Address;
  readonly displayName: string;
  /** The account that the agent chose where several may be meant. */
  readonly chosen: AccountId | undefined;
  readonly notify: boolean;
  /** ISO 8601 in UTC; absent: the access does not end. */
  readonly endsAt?: string;
}

/** With the domain where the address is valid: then a person was refused, not a typo. */
export type Checked = Ok<Guest> | (Failure & { readonly domain?: string });

/** An invitation, and what the check of it says. */
export interface CheckedInvitation {
  readonly invitation: Invitation;
  readonly check: Checked;
}

/** Checks invitations, each once: what takes checked ones asks no more. @param now ms since 1970. */
export function checkInvitations(
  invitations: readonly Invitation[],
  policy: PlanRules,
  now: number,
): readonly CheckedInvitation[] {
  return invitations.map((invitation) => ({
    invitation,
    check: checkInvitation(invitation, policy, now),
  }));
}

/**
 * Normalises an invitation and holds it against the policy. Makes no call; its organizations are checked apart.
 *
 * @param now ms since 1970.
 */
export function checkInvitation(invitation: Invitation, policy: PlanRules, now: number): Checked {
  const parsed = parseAddress(invitation.email);
  if (!parsed.ok) return fail(reason(parsed.reason));
  const name = parseDisplayName(invitation.displayName);
  if (!name.ok) return fail(reason(name.reason));

  const { domain } = parsed.data;
  const denied = refusedDomain(domain, policy);
  if (denied) return { ok: false, reason: denied, domain };
  if (invitation.notify && policy.email === 'never') {
    return { ok: false, reason: reason('notify-not-allowed'), domain };
  }
  if (invitation.organizations.length > 0 && policy.organizations === 'none') {
    return { ok: false, reason: reason('organizations-not-allowed'), domain };
  }
  const ends = invitation.endsAt === undefined ? undefined : parseEndsAt(invitation.endsAt, now);
  if (ends?.ok === false) return { ok: false, reason: reason(ends.reason), domain };
  return ok({
    address: parsed.data,
    // Jira's own screen takes the address for a name, too.
    displayName: name.data ?? parsed.data.email,
    chosen: invitation.accountId,
    notify: invitation.notify || policy.email === 'always',
    ...(ends && { endsAt: ends.data }),
  });
}
