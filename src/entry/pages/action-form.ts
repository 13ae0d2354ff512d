import { ruleTrySchema } from '../../contract/automation';
import { readPerson } from '../../domain/invitation/read-person';
import { fail, ok } from '../../domain/result';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { countLookups } from '../../features/import/count-lookups';
import { dryRun } from '../../features/invite/dry-run';
import { refOf } from '../../features/script-api/organization-ref';

/**
 * What a rule would do with an address, as the person who fills in its form: Automation tells the form nothing of the
 * connection in whose name the rule runs. It tells who has an account, so it counts as a look-up.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/automation-action/#action-configuration
 */
const tryRule = procedure({
  name: 'rule.try',
  audience: 'inviter',
  input: ruleTrySchema,
  projectNamed: ({ project }) => project,
  handle: async (
    { email, organization, notify, endsAt },
    { actor, projectId },
    { policy, settings, callers, store, clock },
  ) => {
    const tooMany = await countLookups(1, actor, policy, { store, clock });
    if (tooMany) return fail(tooMany);
    const invitation = {
      ...readPerson({ email }),
      organizations: organization === undefined ? [] : [refOf(organization)],
      notify,
      ...(endsAt !== undefined && { endsAt }),
    };
    return ok(await dryRun({ ...invitation, projectId }, settings, callers, clock.now()));
  },
});

/** The form in which the author of a rule fills in the action. */
export const actionFormFunctions: readonly Procedure[] = [tryRule];
