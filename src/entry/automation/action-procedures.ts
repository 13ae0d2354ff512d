import { actionInviteSchema } from '../../contract/automation';
import { person } from '../../domain/actor';
import { guarded } from '../../features/authorization/guard';
import { readLinked } from '../../features/invite/read-linked';
import { inviteCustomers } from '../../features/invite/invite-customers';
import { checkInvitations } from '../../domain/invitation/check-invitation';

/** The main job for one person, asked for by an automation rule or a Rovo agent in somebody's name. */
export const inviteByAction = guarded({
  name: 'action.invite',
  audience: 'inviter',
  input: actionInviteSchema,
  beside: ({ organization }, _context, unproven) => readLinked(organization ? [organization] : [], unproven),
  handle: ({ through, organization, endsAt, ...who }, { actor }, proven, known) => {
    const organizations = organization ? [organization] : [];
    const invitation = { ...who, organizations, ...(endsAt !== undefined && { endsAt }) };
    return inviteCustomers(
      checkInvitations([invitation], proven.policy, proven.clock.now()),
      { actor: person(actor, through), policy: proven.policy, known },
      { ...proven, tell: () => undefined },
    );
  },
});
