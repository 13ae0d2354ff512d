import { actionInviteSchema } from '../../contract/automation';
import { person } from '../../domain/actor';
import { guarded } from '../../features/authorization/guard';
import { readOrganizations } from '../../features/invite/read-organizations';
import { inviteCustomers } from '../../features/invite/invite-customers';
import { projectPolicy } from '../../features/policy/effective';

/** The main job for one person, asked for by an automation rule or a Rovo agent in somebody's name. */
export const inviteByAction = guarded({
  name: 'action.invite',
  audience: 'inviter',
  input: actionInviteSchema,
  // As at the screen: organizations that must be linked are read as the person.
  beside: async ({ organization }, { projectId }, { user, settings, lists }) => {
    const policy = projectPolicy((await settings).policy, projectId);
    return policy && policy.organizations !== 'any'
      ? readOrganizations(user, policy, organization ? [organization] : [], lists)
      : undefined;
  },
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
