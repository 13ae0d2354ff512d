import type { Clock } from '../src/platform/clock';
import { reason } from '../src/domain/reason';
import type { Outcome } from '../src/domain/invitation/outcome';
import type { InvitePorts } from '../src/features/invite/ports';
import type { JiraClient } from '../src/platform/jira/client';
import { unanswered } from '../src/platform/jira/timeout';
import type { Memory } from './memory';

/** Addresses that people hide are told to apps alone, so there is no point in asking for them. */
const NO_APP: JiraClient = { requestJira: () => Promise.resolve(unanswered(403)) };

/** What an invitation needs, with the token's account as the one who has the power. */
export function invitePorts(jira: JiraClient, memory: Memory, clock: Clock): InvitePorts {
  return {
    privileged: jira,
    app: NO_APP,
    missingAdmin: reason('app-lacks-admin'),
    store: memory.store,
    clock,
    tell: () => undefined,
    // There is no audit log: Jira's own names the account of the token.
    actor: { kind: 'nobody' },
    postpone: () => Promise.resolve(),
  };
}

/** No schedule retries once a command has ended, so it does not promise one. */
export function final(outcome: Outcome): Outcome {
  if (outcome.reason?.code !== 'account-not-findable') return outcome;
  const why = reason('account-not-found-yet');
  return {
    ...outcome,
    reason: why,
    steps: outcome.steps.map((step) => (step.reason ? { ...step, reason: why } : step)),
  };
}
