import type { Outcome, Step } from '../../../src/domain/invitation/outcome';
import type { Translate } from '../../i18n/use-translate';

/** What became of one step, in a few words: “added to Acme”. */
export function stepWords(step: Step, t: Translate): string {
  const name = step.organization?.name ?? '';
  if (step.state !== 'done') return t(`step.${step.step}.failed`, { name });
  if (step.organization?.isNew) return t('step.organization.new', { name });
  if (step.step === 'email') return t('step.email.made');
  if (step.step === 'end') return t('step.end.made', { date: t.dateTime(step.endsAt ?? '') });
  return t(`step.${step.step}.${step.change ?? 'confirmed'}`, { name });
}

/** The outcome of one invitation, in few words: “New account · added to Acme”. Where it went otherwise than wished: why. */
export function lineWords(outcome: Outcome, t: Translate): string {
  const { state, steps, reason } = outcome;
  if (state !== 'done') return reason ? t.describe(reason).message : '';
  const further = steps.filter(
    ({ step, state: its }) => its === 'done' && step !== 'account' && step !== 'desk',
  );
  return [accountWords(steps, t), ...further.map((step) => stepWords(step, t))].join(' · ');
}

function accountWords(steps: readonly Step[], t: Translate): string {
  const changeOf = (wanted: Step['step']): Step['change'] =>
    steps.find(({ step }) => step === wanted)?.change;
  if (changeOf('account') === 'made') return t('results.account.new');
  const desk = changeOf('desk');
  if (desk === 'already') return t('results.account.customer');
  return t(desk === 'made' ? 'results.account.added' : 'results.account.existing');
}

/** The steps that went well, as one line. */
export function doneWords({ steps }: Outcome, t: Translate): string {
  return t.list(steps.filter(({ state }) => state === 'done').map((step) => stepWords(step, t)));
}

/** An outcome as plain text, to be passed on. */
export function outcomeText(outcome: Outcome, t: Translate): string {
  const done = doneWords(outcome, t);
  const colon = t('ui.colon');
  const reasons = outcome.steps.flatMap((step) =>
    step.reason ? [`${stepWords(step, t)}${colon}${t.explain(step.reason)}`] : [],
  );
  if (outcome.steps.length === 0 && outcome.reason) reasons.push(t.explain(outcome.reason));
  const account = outcome.accountId ? ` (${outcome.accountId})` : '';
  return [`${outcome.email}${account}${colon}${t(`line.state.${outcome.state}`)}`, done, ...reasons]
    .filter((part) => part !== '')
    .join('\n  ');
}
