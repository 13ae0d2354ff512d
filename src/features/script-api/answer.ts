import type { Outcome } from '../../domain/invitation/outcome';
import { isRetried, refusalAnswer } from '../../domain/reasons';
import type { ScriptAnswer } from '../../contract/script-api';

/** The fixed answer for what became of an invitation. */
export function answerFor({ state, steps, accountId, reason }: Outcome): ScriptAnswer {
  if (state === 'done') {
    return steps.some(({ step, change }) => step === 'account' && change === 'made') ? 'created' : 'exists';
  }
  if (state === 'attention') return 'attention';
  const answer = reason ? refusalAnswer(reason.code) : 'failed';
  // The account exists, so a repeat changes nothing: a person has to look.
  const isWorthRepeating = answer === 'throttled' || isRetried(reason?.code, 'script');
  return accountId && !isWorthRepeating ? 'attention' : answer;
}

/** Worth repeating, so not remembered for an Idempotency-Key. */
export function isRepeatable(answer: ScriptAnswer): boolean {
  return answer === 'failed' || answer === 'throttled';
}
