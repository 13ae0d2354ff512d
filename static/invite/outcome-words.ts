import type { Outcome, Step } from '../../src/contract/outcome';
import type { Words } from '../words/words';

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
  return steps
    .filter(({ state }) => state === 'done')
    .map((step) => stepWords(step, say))
    .join(', ');
}

/** An outcome as plain text, to be passed on. */
export function outcomeText(outcome: Outcome, say: Words): string {
  const done = doneWords(outcome, say);
  const reasons = outcome.steps.flatMap((step) => {
    if (!step.reason) return [];
    const { message, next } = say.because(step.reason);
    return [`${stepWords(step, say)}: ${message}${next ? ` ${next}` : ''}`];
  });
  if (outcome.steps.length === 0 && outcome.reason) {
    const { message, next } = say.because(outcome.reason);
    reasons.push(`${message}${next ? ` ${next}` : ''}`);
  }
  const account = outcome.accountId ? ` (${outcome.accountId})` : '';
  return [`${outcome.email}${account}: ${say(`line.state.${outcome.state}`)}`, done, ...reasons]
    .filter((part) => part !== '')
    .join('\n  ');
}
