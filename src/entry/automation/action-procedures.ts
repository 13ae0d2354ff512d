import { actionInviteSchema } from '../../contract/automation';
import { person } from '../../domain/actor';
import { procedure } from '../../features/authorization/guard';
import { readLinked } from '../read-linked';
import { inviteCustomers } from '../../features/invite/invite-customers';
import { checkInvitations } from '../../domain/invitation/check-invitation';

/** The main job for one person, asked for by an automation rule or a Rovo agent in a person's name. */
export const inviteByAction = procedure({
  name: 'action.invite',
  audience: 'inviter',
  input: actionInviteSchema,
  prefetch: ({ organization }, _context, preauthorized) =>
    readLinked(organization ? [organization] : [], preauthorized),
  handle: ({ through, organization, endsAt, ...who }, { actor }, authorized, known) => {
    const organizations = organization ? [organization] : [];
    const invitation = { ...who, organizations, ...(endsAt !== undefined && { endsAt }) };
    return inviteCustomers(
      checkInvitations([invitation], authorized.policy, authorized.clock.now()),
      { actor: person(actor, through), policy: authorized.policy, known },
      { ...authorized, tell: () => undefined },
    );
  },
});
