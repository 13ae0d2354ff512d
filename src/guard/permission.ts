import type { AccountId, ProjectId } from '../contract/ids';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { Answered } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import { hasProjectPermission, holdsAdminister } from '../jira/permissions';
import type { Audience } from './definition';

/**
 * Asks Jira, as the person, whether they belong to the audience. Anything but a clear yes refuses.
 *
 * @param caller acts for `actor`: the user at the screen, or the same person offline.
 * @returns why not, or nothing when they may.
 */
export async function refusal(
  audience: Audience,
  caller: JiraCaller,
  actor: AccountId,
  projectId: ProjectId | undefined,
): Promise<Reason | undefined> {
  switch (audience) {
    case 'jiraAdmin':
      return verdict(await holdsAdminister(caller), reason('not-a-jira-admin'));
    case 'projectAdmin':
      if (projectId === undefined) return reason('no-project');
      return verdict(
        await hasProjectPermission(caller, actor, projectId, 'ADMINISTER_PROJECTS'),
        reason('not-a-project-admin'),
      );
    case 'agent':
      if (projectId === undefined) return reason('no-project');
      return verdict(
        await hasProjectPermission(caller, actor, projectId, 'SERVICEDESK_AGENT'),
        reason('not-an-agent'),
      );
  }
}

function verdict(answer: Answered<boolean>, no: Reason): Reason | undefined {
  if (answer.ok) return answer.data ? undefined : no;
  const { kind } = answer.refusal;
  // An outright refusal of the question is a "no"; silence and load are not known either way.
  return kind === 'forbidden' || kind === 'unauthorized' || kind === 'missing'
    ? no
    : reason('permission-unknown');
}
