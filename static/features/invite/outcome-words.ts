import type { Outcome, Step } from '../../../src/domain/invitation/outcome';
import type { Words } from '../../i18n/words';

/** What became of one step, in a few words: “added to Acme”. */
export function stepWords(step: Step, say: Words): string {
  const name = step.organization?.name ?? '';
  if (step.state !== 'done') return say(`step.${step.step}.failed`, { name });
  if (step.step === 'email') return say('step.email.made');
  if (step.step === 'end') return say('step.end.made', { date: say.dateTime(step.endsAt ?? '') });
  return say(`step.${step.step}.${step.change ?? 'confirmed'}`, { name });
}

/** The steps that went well, as one line. */
export function doneWords({ steps }: Outcome, say: Words): string {
  return say.list(steps.filter(({ state }) => state === 'done').map((step) => stepWords(step, say)));
}

/** An outcome as plain text, to be passed on. */
export function outcomeText(outcome: Outcome, say: Words): string {
  const done = doneWords(outcome, say);
  const colon = say('ui.colon');
  const reasons = outcome.steps.flatMap((step) =>
    step.reason ? [`${stepWords(step, say)}${colon}${say.advice(step.reason)}`] : [],
  );
  if (outcome.steps.length === 0 && outcome.reason) reasons.push(say.advice(outcome.reason));
  const account = outcome.accountId ? ` (${outcome.accountId})` : '';
  return [`${outcome.email}${account}${colon}${say(`line.state.${outcome.state}`)}`, done, ...reasons]
    .filter((part) => part !== '')
    .join('\n  ');
}
