import { actionInviteSchema } from '../../contract/automation';
import { person } from '../../domain/actor';
import { guarded } from '../../features/authorization/guard';
import { readLinked } from '../../features/invite/read-linked';
import { inviteCustomers } from '../../features/invite/invite-customers';

/** The main job for one person, asked for by an automation rule or a Rovo agent in somebody's name. */
export const inviteByAction = guarded({
  name: 'action.invite',
  audience: 'inviter',
  input: actionInviteSchema,
  beside: ({ organization }, _context, unproven) => readLinked(organization ? [organization] : [], unproven),
  handle: ({ through, organization, endsAt, ...who }, { actor }, proven, known) =>
    inviteCustomers(
      [
        {
          ...who,
          organizations: organization ? [organization] : [],
          ...(endsAt !== undefined && { endsAt }),
        },
      ],
      { actor: person(actor, through), policy: proven.policy, known },
      { ...proven, tell: () => undefined },
    ),
});
