import type { Candidate, Outcome, Step } from '../src/domain/invitation/outcome';
import { sentence, words } from './words';

/** An outcome with the words for its reasons beside their codes. */
export function outcomeAsJson({ reason, steps, ...rest }: Outcome): unknown {
  return {
    ...rest,
    steps: steps.map(({ reason: why, ...step }) => ({
      ...step,
      ...(why && { reason: { ...why, ...words(why) } }),
    })),
    ...(reason && { reason: { ...reason, ...words(reason) } }),
  };
}

/** An outcome as a person reads it: a line for the whole, and one for each step. */
export function outcomeAsText({ email, state, accountId, steps, reason, candidates = [] }: Outcome): string {
  return [
    `${state}: ${email}${accountId ? ` (${accountId})` : ''}`,
    ...steps.map((step) => `  ${stepAsText(step)}`),
    ...(reason && steps.length === 0 ? [`  ${sentence(reason)}`] : []),
    ...candidates.map((candidate) => `  ${candidateAsText(candidate)}`),
  ].join('\n');
}

function stepAsText({ step, state, change, organization, reason }: Step): string {
  const what = organization ? `organization ${organization.name}` : step;
  const how = `${what}: ${change ?? state}`;
  return reason ? `${how}. ${sentence(reason)}` : how;
}

function candidateAsText({ accountId, displayName, accountType, hidden }: Candidate): string {
  return `--account ${accountId}  ${displayName} (${accountType}${hidden ? ', address hidden' : ''})`;
}
