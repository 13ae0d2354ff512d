import type { Outcome } from '../../domain/invitation/outcome';
import type { ReasonCode } from '../../domain/reason';
import type { ScriptAnswer } from '../../contract/script-api';

/** The fixed answer for what became of an invitation. */
export function answerFor({ state, steps, accountId, reason }: Outcome): ScriptAnswer {
  if (state === 'done') {
    return steps.some(({ step, change }) => step === 'account' && change === 'made') ? 'created' : 'exists';
  }
  if (state === 'attention') return 'attention';
  const answer = reason ? answerForReason(reason.code) : 'failed';
  // The account is there, so that repeating changes nothing: somebody has to look.
  const isWorthRepeating = answer === 'throttled' || isPassing(reason?.code);
  return accountId && !isWorthRepeating ? 'attention' : answer;
}

/** The fixed answer for a reason why nothing was done. */
export function answerForReason(code: ReasonCode): ScriptAnswer {
  if (FORBIDDEN.has(code)) return 'forbidden';
  if (code.startsWith('quota-') || code === 'jira-busy' || code === 'organizations-many') return 'throttled';
  const isField = /^(address|name|ends-at)-/.test(code) || UNPROCESSABLE.has(code);
  return isField ? 'unprocessable' : 'failed';
}

/** Worth repeating, so not remembered for an Idempotency-Key. */
export function isRepeatable(answer: ScriptAnswer): boolean {
  return answer === 'failed' || answer === 'throttled';
}

function isPassing(code: ReasonCode | undefined): boolean {
  return code === 'jira-unavailable' || code === 'out-of-time' || code === 'end-not-stored';
}

const FORBIDDEN: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'project-not-enabled',
  'project-renamed',
  'nobody-invites',
  'domain-denied',
  'domain-not-allowed',
  'notify-not-allowed',
  'organizations-not-allowed',
  'organization-not-allowed',
  'organization-not-linked',
  'organization-elsewhere',
  'organization-scim',
  'account-must-exist',
  'key-project',
  'key-domain',
  'key-organization',
]);

const UNPROCESSABLE: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'organization-unknown',
  'organization-ambiguous',
  'organization-gone',
  'organization-name',
  'too-many-organizations',
  'repeated-otherwise',
]);
