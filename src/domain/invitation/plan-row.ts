import { checkInvitation } from './check-invitation';
import type { Guest } from './check-invitation';
import { organizationForDomain } from '../organization/domain-rules';
import { findOrganization, isOrganizationName, organizationKey } from '../organization/find-organization';
import type { KnownOrganization } from '../organization/find-organization';
import { readCells } from './cells';
import type { ReadCells } from './cells';
import type { ReadingPlan } from './import-row';
import { isBroken } from '../address/plain-text';
import { ORGANIZATIONS_MAX } from './invitation';
import type { Invitation, OrganizationRef } from './invitation';
import type { OrganizationChoice } from '../policy/lists';
import type { PlanRules } from '../policy/rules';
import { reason } from '../reason';
import type { Reason } from '../reason';
import { fail, ok } from '../result';
import type { Result } from '../result';

export type PlannedRow =
  | {
      readonly ok: true;
      readonly invitation: Invitation;
      readonly guest: Guest;
      /** Where the customer is to be enrolled, as far as it is there already. */
      readonly organizations: readonly OrganizationChoice[];
      /** Organizations that would be created for it. */
      readonly creates: readonly string[];
    }
  | {
      readonly ok: false;
      readonly reason: Reason;
      /** The address, where it is one. */
      readonly email?: string;
      readonly domain?: string;
    };

/**
 * Plans the rows of a file: the preview and the run do the same with it. Makes no call, so it does not know whether an
 * account exists.
 *
 * @param known the organizations that may be meant.
 * @param now ms since 1970.
 */
export function createPlanner(
  plan: ReadingPlan,
  rules: PlanRules,
  known: readonly KnownOrganization[],
  now: number,
): (cells: readonly string[]) => PlannedRow {
  // Thousands of rows name the same few organizations.
  const refOf = remembered((name: string) => refFor(name, plan));
  const found = remembered((name: string) => findNamed(name, plan, rules, known));
  return (cells) => {
    const read = readCells(cells, plan.columns, plan.dayOrder);
    const invitation = invitationIn(read, plan, refOf);
    const refs = invitation.organizations;
    const checked = checkInvitation(invitation, rules, now);
    if (!checked.ok) {
      return {
        ok: false,
        reason: checked.reason,
        ...(checked.domain && { email: read.email.trim(), domain: checked.domain }),
      };
    }
    const { data: guest } = checked;
    const { email, domain } = guest.address;
    const refused = (why: Reason): PlannedRow => ({ ok: false, reason: why, email, domain });
    if (refs.length > ORGANIZATIONS_MAX) {
      return refused(reason('too-many-organizations', { count: refs.length, max: ORGANIZATIONS_MAX }));
    }

    const places = new Map<string, OrganizationChoice>();
    const creates: string[] = [];
    for (const name of read.organizations) {
      const place = found(name);
      if (!place.ok) return refused(place.reason);
      const { organization, create } = place.data;
      if (organization) places.set(organization.id, organization);
      else if (create !== undefined) creates.push(create);
    }
    const ruled = refs.length === 0 ? organizationForDomain(domain, rules) : undefined;
    if (ruled) places.set(ruled.id, ruled);
    return { ok: true, invitation, guest, organizations: [...places.values()], creates };
  };
}

/** The invitation that a row means, before it is checked. */
export function readInvitation(cells: readonly string[], plan: ReadingPlan): Invitation {
  return invitationIn(readCells(cells, plan.columns, plan.dayOrder), plan, (name) => refFor(name, plan));
}

function invitationIn(
  { email, displayName, organizations, endsAt }: ReadCells,
  { notify }: ReadingPlan,
  refOf: (name: string) => OrganizationRef | undefined,
): Invitation {
  return {
    email,
    ...(displayName !== '' && { displayName }),
    organizations: organizations.map(refOf).filter((ref) => ref !== undefined),
    notify,
    ...(endsAt !== '' && { endsAt }),
  };
}

interface Found {
  readonly organization?: OrganizationChoice;
  readonly create?: string;
}

function findNamed(
  name: string,
  plan: ReadingPlan,
  rules: PlanRules,
  known: readonly KnownOrganization[],
): Result<Found> {
  // Before what the plan says of the name that is left of it.
  if (isBroken(name)) return fail(reason('text-broken'));
  const ref = refFor(name, plan);
  if (!ref) return ok({});
  const found = findOrganization(ref, known, rules);
  if (found.ok) return ok({ organization: { id: found.data.id, name: found.data.name } });
  const mayCreate = rules.createOrganizations && rules.onlyOrganizations.length === 0;
  if (found.reason.code !== 'organization-unknown' || !mayCreate) return found;
  return isOrganizationName(name) ? ok({ create: name }) : fail(reason('organization-name'));
}

/** The reference for a name of the file; `undefined` where it is to be left out. */
function refFor(name: string, { organizations }: ReadingPlan): OrganizationRef | undefined {
  const key = organizationKey(name);
  const to = organizations.find((each) => organizationKey(each.name) === key)?.to;
  if (to && 'id' in to) return { id: to.id };
  return to && 'leaveOut' in to ? undefined : { name };
}

function remembered<T>(ask: (name: string) => T): (name: string) => T {
  const answers = new Map<string, T>();
  return (name) => {
    if (!answers.has(name)) answers.set(name, ask(name));
    return answers.get(name) as T;
  };
}
