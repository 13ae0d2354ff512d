import * as z from 'zod/mini';
import { showAudit } from '../../features/audit/show';
import { person } from '../../domain/actor';
import type { OrganizationId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import { organizationHistoryInputSchema, organizationInviteInputSchema } from '../../contract/work-item';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import type { Authorized, Preauthorized } from '../../features/authorization/procedure';
import type { KnownOrganizations, ListPorts } from '../../features/invite/find-in-list';
import { findKnown } from '../../features/invite/find-known';
import { readLinked } from '../read-linked';
import { readOrganizations } from '../../features/invite/read-organizations';
import { inviteCustomers } from '../../features/invite/invite-customers';
import type { Organization } from '../../platform/jira/organizations';
import { inviteStart } from './invite-start';
import { progressOn } from '../queues/progress';
import { checkInvitations } from '../../domain/invitation/check-invitation';

/** Entries on one page of the list. */
const HISTORY_PAGE = 20;

const nothing = z.strictObject({});

/** What the panel on an organization needs to draw itself, or why customers cannot be invited into it. */
const show = procedure({
  name: 'organization.show',
  audience: 'inviter',
  input: nothing,
  prefetch: (_input, { organizationId }, preauthorized) => readOwn(organizationId, preauthorized),
  handle: async (_input, { organizationId }, authorized, linked) => {
    const { policy, settings, clock } = authorized;
    if (!organizationId) return fail(reason('no-organization'));
    const found = await theOrganization(organizationId, policy, linked, authorized);
    if (!found.ok) return found;
    const { id, name } = found.data;
    return ok({ ...inviteStart(policy, settings, clock.now()), organization: { id, name } });
  },
});

/** The main job, into this organization: checked again against what the policy allows and the person sees. */
const inviteToOrganization = procedure({
  name: 'organization.invite',
  audience: 'inviter',
  input: organizationInviteInputSchema,
  prefetch: (_input, { organizationId }, preauthorized) => readOwn(organizationId, preauthorized),
  handle: async (input, { actor, organizationId }, authorized, linked) => {
    const { policy } = authorized;
    if (!organizationId) return fail(reason('no-organization'));
    const found = await theOrganization(organizationId, policy, linked, authorized);
    if (!found.ok) return found;
    const { people, notify, endsAt, progressChannel } = input;
    const organizations = [{ id: organizationId }];
    const all = { organizations, notify, ...(endsAt !== undefined && { endsAt }) };
    const progress = progressOn(progressChannel, authorized);
    const asked = people.map((each) => ({ ...each, ...all }));
    const sent = await inviteCustomers(
      checkInvitations(asked, authorized.policy, authorized.clock.now()),
      { actor: person(actor), policy, known: ok([found.data]) },
      { ...authorized, tell: progress.tell },
    );
    await progress.settled();
    return sent;
  },
});

/** Who was invited here and by whom, as far as this project's audit log tells: newest first. */
const history = procedure({
  name: 'organization.history',
  audience: 'inviter',
  input: organizationHistoryInputSchema,
  handle: async ({ before }, { projectId, organizationId }, { store, clock, policy }) => {
    if (!organizationId) return fail(reason('no-organization'));
    const query = {
      projectId,
      organizationId,
      events: ['invitation'] as const,
      limit: HISTORY_PAGE,
      ...(before && { before }),
    };
    return ok(await showAudit(query, policy, { store, clock }));
  },
});

export const organizationFunctions: readonly Procedure[] = [show, inviteToOrganization, history];

/** The organization as the person sees it among those linked; of the whole site it is read once they are proven. */
function readOwn(
  id: OrganizationId | undefined,
  preauthorized: Preauthorized,
): Promise<KnownOrganizations | undefined> {
  return id ? readLinked([{ id }], preauthorized) : Promise.resolve(undefined);
}

async function theOrganization(
  id: OrganizationId,
  policy: ProjectPolicy,
  linked: KnownOrganizations | undefined,
  { callers, ...lists }: Pick<Authorized, 'callers'> & ListPorts,
): Promise<Result<Organization>> {
  if (policy.organizations === 'none') return fail(reason('organizations-not-allowed'));
  return findKnown(
    { id },
    linked ?? (await readOrganizations(callers.user, policy, [{ id }], lists)),
    policy,
  );
}
