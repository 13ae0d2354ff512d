import type { ActionAnswer } from '../../contract/automation';
import type { Outcome } from '../../domain/invitation/outcome';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { describe } from '../../i18n/translate';
import { SCRIPT_ANSWERS } from '../../contract/script-api';
import { answerFor } from '../script-api/answer';

/** What a rule or an agent is told of an invitation. What was done at least in part is no error: the rule goes on. */
export function actionAnswer(outcome: Outcome): ActionAnswer {
  const answer = answerFor(outcome);
  if (answer !== 'created' && answer !== 'exists' && answer !== 'attention') {
    return actionErrors(outcome.reason ?? reason('unexpected'));
  }
  const done = answer === 'attention' ? [] : [SCRIPT_ANSWERS[answer].message];
  const why = outcome.reason ? inWords(outcome.reason) : [];
  return {
    outcome: answer,
    accountId: outcome.accountId ?? null,
    message: [...done, ...why].join(' ') || SCRIPT_ANSWERS[answer].message,
  };
}

/** Ends the rule. The words are English: Automation keeps them as they are. */
export function actionErrors(why: Reason): ActionAnswer {
  return { errors: [{ message: inWords(why).join(' ') }] };
}

/** Jira's own words may hold an address, and what is told here stays in Automation's audit log, or in a chat. */
const NOT_PASSED_ON = { detail: 'its words are not passed on.' };

function inWords(why: Reason): readonly string[] {
  const { message, next } = describe(
    why.code === 'rejected-by-jira' ? { code: why.code, params: NOT_PASSED_ON } : why,
  );
  return [message, ...(next === undefined ? [] : [next])];
}
