import type { AccountId, ProjectId } from '../../domain/ids';
import type { Inviter } from '../../domain/policy/rules';
import { reason } from '../../domain/reason';
import type { Reason, ReasonCode } from '../../domain/reason';
import { ok } from '../../domain/result';
import type { JiraResult, JiraError } from '../../platform/jira/result';
import type { JiraClient } from '../../platform/jira/client';
import { heldPermissions, holdsAdminister, invitePermission } from '../../platform/jira/permissions';
import type { ProjectPermission } from '../../platform/jira/permissions';
import { reasonOf } from '../../platform/jira/reasons';
import type { Audience } from './procedure';

/** The refusal for a person outside an audience. */
export const REFUSED_AS = {
  inviter: 'not-an-inviter',
  projectAdmin: 'not-a-project-admin',
  jiraAdmin: 'not-a-jira-admin',
} as const satisfies Record<Audience, ReasonCode>;

/**
 * Asks Jira, as the person, whether they belong to the audience. Anything but a clear yes refuses.
 *
 * @param caller acts for `actor`: the user at the screen, or the same person offline.
 * @param mayInvite whom the policy lets invite in the project; asked for only once Jira has answered.
 * @returns why not, or `undefined` when they may.
 */
export async function denyReason(
  audience: Audience,
  caller: JiraClient,
  actor: AccountId,
  projectId: ProjectId | undefined,
  mayInvite: () => Promise<readonly Inviter[]>,
): Promise<Reason | undefined> {
  switch (audience) {
    case 'jiraAdmin':
      return verdict(await holdsAdminister(caller), reason(REFUSED_AS.jiraAdmin));
    case 'projectAdmin': {
      if (projectId === undefined) return reason('no-project');
      const held = await heldPermissions(caller, actor, projectId, [PROJECT_ADMIN]);
      return verdict(
        mapped(held, (all) => all.has(PROJECT_ADMIN)),
        reason(REFUSED_AS.projectAdmin),
      );
    }
    case 'inviter':
      if (projectId === undefined) return reason('no-project');
      return refusedInviter(caller, actor, projectId, mayInvite);
  }
}

/** Whether Jira says that an account is an admin of a project; `unknown` without an answer. */
export async function projectAdminRight(
  caller: JiraClient,
  actor: AccountId,
  projectId: ProjectId,
): Promise<'yes' | 'no' | 'not-let' | 'unknown'> {
  const held = await heldPermissions(caller, actor, projectId, [PROJECT_ADMIN]);
  if (held.ok) return held.data.has(PROJECT_ADMIN) ? 'yes' : 'no';
  // The app cannot ask in the name of a deactivated account.
  return isNo(held.error) ? 'not-let' : 'unknown';
}

/** Anything but a clear yes is a no. */
export async function isJiraAdmin(caller: JiraClient): Promise<boolean> {
  const holds = await holdsAdminister(caller);
  return holds.ok && holds.data;
}

const AGENT = 'SERVICEDESK_AGENT';
const PROJECT_ADMIN = 'ADMINISTER_PROJECTS';

/** Agents and admins are asked for in one call; the app's own permission only where they are neither. */
async function refusedInviter(
  caller: JiraClient,
  actor: AccountId,
  projectId: ProjectId,
  mayInvite: () => Promise<readonly Inviter[]>,
): Promise<Reason | undefined> {
  const held = await heldPermissions(caller, actor, projectId, [AGENT, PROJECT_ADMIN]);
  const allowed = await mayInvite();
  const is = (all: ReadonlySet<ProjectPermission>): boolean =>
    (allowed.includes('agents') && all.has(AGENT)) ||
    (allowed.includes('projectAdmins') && all.has(PROJECT_ADMIN));
  const why = verdict(mapped(held, is), reason(REFUSED_AS.inviter));
  if (why?.code !== REFUSED_AS.inviter || !allowed.includes('permission')) return why;

  const permission = invitePermission();
  const own = await heldPermissions(caller, actor, projectId, [permission]);
  return verdict(
    mapped(own, (all) => all.has(permission)),
    reason(REFUSED_AS.inviter),
  );
}

function mapped<T>(answer: JiraResult<T>, is: (data: T) => boolean): JiraResult<boolean> {
  return answer.ok ? ok(is(answer.data)) : answer;
}

function verdict(answer: JiraResult<boolean>, no: Reason): Reason | undefined {
  if (answer.ok) return answer.data ? undefined : no;
  if (isNo(answer.error)) return no;
  // Silence and load are not known either way; how long a busy Jira wants to be left alone, is.
  return answer.error.kind === 'busy' ? reasonOf(answer.error) : reason('permission-unknown');
}

/** An outright refusal of the question. */
function isNo({ kind }: JiraError): boolean {
  return kind === 'forbidden' || kind === 'unauthorized' || kind === 'missing';
}
