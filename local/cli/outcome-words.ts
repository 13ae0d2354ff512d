import type { Outcome, Step } from '../../src/domain/invitation/outcome';
import { describe } from '../../src/i18n/translate';

/** An outcome with the words for its reasons beside their codes. */
export function outcomeAsJson(outcome: Outcome): unknown {
  const { reason, steps, ...rest } = outcome;
  return {
    ...rest,
    steps: steps.map(({ reason: why, ...step }) => ({
      ...step,
      ...(why && { reason: { ...why, ...describe(why) } }),
    })),
    ...(reason && { reason: { ...reason, ...describe(reason) } }),
  };
}

/** An outcome as a person reads it: a line for the whole, and one for each step. */
export function outcomeAsText({ email, state, accountId, steps, reason }: Outcome): string {
  const lines = [
    `${state}: ${email}${accountId ? ` (${accountId})` : ''}`,
    ...steps.map((step) => `  ${stepAsText(step)}`),
  ];
  if (reason && steps.length === 0) {
    const { message, next } = describe(reason);
    lines.push(`  ${message}${next ? ` ${next}` : ''}`);
  }
  return lines.join('\n');
}

function stepAsText({ step, state, change, organization, reason }: Step): string {
  const what = organization ? `organization ${organization.name}` : step;
  const how = change ?? state;
  if (!reason) return `${what}: ${how}`;
  const { message, next } = describe(reason);
  return `${what}: ${how}. ${message}${next ? ` ${next}` : ''}`;
}
