import type { ActionInputs } from '../../src/contract/automation';
import type { ActionCaller, ActionResult } from '../../local/forge/actions';
import type { LocalSite } from '../../local/server/local-site';

/** What is told of one run, but for the action's inputs. */
export interface Told {
  readonly by?: ActionCaller;
  /** Whom the platform names; `undefined` where it names no account. */
  readonly as?: string | undefined;
}

/** The inputs of a rule that invites Ada to Support, but for what is told. */
export function adaByRule(but: Partial<Record<keyof ActionInputs, unknown>> = {}): Record<string, unknown> {
  return { email: 'ada@acme.example', project: 'SUP', rule: 'Unknown senders', ...but };
}

/** Runs the action of the app as a rule does, or in a chat with Rovo. */
export function runAction(
  site: LocalSite,
  inputs: Readonly<Record<string, unknown>> = adaByRule(),
  told: Told = {},
): Promise<ActionResult> {
  const { by = 'automation' } = told;
  const as = 'as' in told ? told.as : 'agent';
  return site.forge.runAction(by === 'automation' ? 'invite-customer' : 'invite-customer-in-chat', {
    by,
    inputs,
    accountId: as === undefined ? undefined : site.person(as).accountId,
  });
}

/** Why the rule ended; nothing where it goes on. */
export function errorOf(result: ActionResult): string | undefined {
  return result.status === 'failed' ? result.errors.join(' ') : undefined;
}
