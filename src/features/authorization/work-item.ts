import type * as z from 'zod/mini';
import reasons from '../../i18n/reasons.en.json';
import { reason } from '../../domain/reason';
import type { Reason, ReasonCode } from '../../domain/reason';

/** Longest place in a payload that we repeat, in characters: its keys are the caller's own. */
const PLACE_MAX = 100;

/**
 * Says what is wrong with a payload. A schema's check that has words of its own names their code as its error
 * (`z.maxLength(25, 'too-many-addresses')`) and is told first; any other is named by its place.
 */
export function describeIssues(issues: readonly z.core.$ZodIssue[], payload: unknown): Reason {
  for (const { message, path, ...issue } of issues) {
    if (!isReasonCode(message)) continue;
    const max = 'maximum' in issue ? Number(issue.maximum) : 0;
    return reason(message, { count: sizeAt(payload, path), max });
  }
  const [issue] = issues;
  return reason('invalid-input', { detail: issue ? `${placeOf(issue)} (${issue.code})` : 'no payload' });
}

function placeOf(issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return [...issue.path, ...unknown].map(String).join('.').slice(0, PLACE_MAX) || 'payload';
}

function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(reasons, `reason.${text}`);
}

function sizeAt(payload: unknown, path: readonly PropertyKey[]): number {
  const value = path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    payload,
  );
  return Array.isArray(value) ? value.length : 0;
}
