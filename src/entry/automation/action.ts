import * as z from 'zod/mini';
import { actionAnswer, actionErrors } from '../../features/automation/answer';
import { readInputs } from '../../features/automation/read-inputs';
import type { ActionAnswer, ActionInvite } from '../../contract/automation';
import type { Through } from '../../domain/actor';
import type { SendResult } from '../../contract/invite';
import { accountIdSchema } from '../../domain/ids';
import type { AccountId } from '../../domain/ids';
import { reason } from '../../domain/reason';
import type { ReasonCode } from '../../domain/reason';
import type { Reply } from '../../contract/reply';
import type { Procedure, GuardPorts } from '../../features/authorization/guard';
import { reasonOfError } from '../../features/authorization/unexpected';
import { projectNamed } from '../../features/policy/named-project';
import { inviteByAction } from './action-procedures';
import { portsFor, TRIGGER_BUDGET_MS } from '../ports';
import { readOnce } from '../read-once';
import type { Functions } from '../../contract/procedures';

/**
 * Whom the platform names. Automation invokes an action as the person whom the rule's author connected it to, Rovo as
 * the person in the chat; an input that names a person is ignored.
 *
 * @see https://developer.atlassian.com/platform/forge/function-reference/arguments/
 */
const backendSchema = z.object({ principal: z.object({ accountId: accountIdSchema }) });

interface ActionCall {
  readonly actor: AccountId;
  readonly project: string;
  readonly invite: ActionInvite;
  readonly ports: GuardPorts;
}

/** "Invite customer" in an automation rule. */
export const inviteByRule = action('rule', (call) => run(inviteByAction, call));

/** The same for a Rovo agent. */
export const inviteByRovo = action('rovo', (call) => run(inviteByAction, call));

/** An action acts for the person whom the platform names, as if they were at a screen. Never throws. */
function action(kind: Through['kind'], invite: (call: ActionCall) => Promise<Reply<SendResult>>) {
  return async (payload: unknown, backend: unknown): Promise<ActionAnswer> => {
    const named = backendSchema.safeParse(backend);
    if (!named.success) return actionErrors(reason('action-no-person'));
    const read = readInputs(payload, kind);
    if (!read.ok) return actionErrors(read.reason);
    const { accountId: actor } = named.data.principal;
    const ports = portsFor(TRIGGER_BUDGET_MS);
    // Not `asUser()`: it works only while the person keeps their own consent to the app.
    const callers = { ...ports.callers, user: ports.callers.offline(actor) };
    try {
      return answered(await invite({ ...read.data, actor, ports: readOnce({ ...ports, callers }) }));
    } catch (error) {
      return actionErrors(reasonOfError(error, 'action'));
    }
  };
}

/** Goes through the guard in the project that the inputs name: the guard asks Jira about that very project. */
async function run<N extends keyof Functions>(
  procedure: Procedure<N>,
  { actor: accountId, project, invite, ports }: ActionCall,
): Promise<Reply<Functions[N]['output']>> {
  const id = (await projectNamed(project, ports)) ?? '';
  return procedure.run({ payload: invite, context: { accountId, extension: { project: { id } } } }, ports);
}

/** A caller who may not invite does not learn which projects exist, nor where Guestlist is on. */
const LOOKS_ALIKE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'no-project',
  'project-not-enabled',
  'not-an-inviter',
]);

function answered(reply: Reply<SendResult>): ActionAnswer {
  if (!reply.ok) {
    return actionErrors(LOOKS_ALIKE.has(reply.error.code) ? reason('action-no-project') : reply.error);
  }
  const [outcome] = reply.data.outcomes;
  return outcome ? actionAnswer(outcome) : actionErrors(reason('unexpected'));
}
