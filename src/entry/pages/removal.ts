import { removalRefSchema } from '../../contract/removal';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { removeInvited, showRemoval } from '../../features/removal/remove';

const show = procedure({
  name: 'removal.show',
  audience: 'inviter',
  input: removalRefSchema,
  handle: ({ id }, { actor }, authorized) =>
    showRemoval(id, { actor, policy: authorized.policy }, authorized),
});

const run = procedure({
  name: 'removal.run',
  audience: 'inviter',
  input: removalRefSchema,
  handle: ({ id }, { actor }, authorized) =>
    removeInvited(id, { actor, policy: authorized.policy }, authorized),
});

/** Invitations that are taken back, for inviters of the project. */
export const removalFunctions: readonly Procedure[] = [show, run];
