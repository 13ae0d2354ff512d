import { actionInviteSchema } from '../contract/action';
import { person } from '../contract/actor';
import { guarded } from '../guard/guard';
import { readOrganizations } from '../invite/read-organizations';
import { send } from '../invite/send';
import { projectPolicy } from '../policy/effective';

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
    send(
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
