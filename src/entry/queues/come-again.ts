import { InvocationError, InvocationErrorCode } from '@forge/events';

/** Forge async events: the longest wait for another try. */
const RETRY_MAX_SECONDS = 900;

/**
 * What a consumer gives back so that its event comes again.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export function comeAgain(seconds: number): InvocationError {
  return new InvocationError({
    retryAfter: Math.min(Math.max(seconds, 1), RETRY_MAX_SECONDS),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
  });
}
