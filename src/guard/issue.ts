import type * as z from 'zod/mini';
import messages from '../contract/messages.en.json';
import { reason } from '../contract/reason';
import type { Reason, ReasonCode } from '../contract/reason';

/**
 * Says what is wrong with a payload. A schema's check that has words of its own names their code as its error
 * (`z.maxLength(25, 'too-many-addresses')`); any other is named by its place.
 */
export function describeIssue(issue: z.core.$ZodIssue | undefined, payload: unknown): Reason {
  if (!issue) return reason('invalid-input', { detail: 'no payload' });
  if (isReasonCode(issue.message)) {
    const count = sizeAt(payload, issue.path);
    const max = 'maximum' in issue ? Number(issue.maximum) : 0;
    return reason(issue.message, { count, max });
  }
  const place = issue.path.map(String).join('.') || 'payload';
  return reason('invalid-input', { detail: `${place} (${issue.code})` });
}

function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(messages, `reason.${text}`);
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
