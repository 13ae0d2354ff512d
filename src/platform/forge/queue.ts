import { InvocationError, InvocationErrorCode, Queue } from '@forge/events';

/** Forge async events: the longest wait for another try. */
const RETRY_MAX_SECONDS = 900;

/** An event for one of the app's queues. */
export interface QueueEvent {
  /** Up to 200 KB as JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds before it is delivered, up to 900; 0: at once. */
  readonly delaySeconds?: number;
  /** How many events of this key are worked on at once, on a site. */
  readonly concurrency?: { readonly key: string; readonly limit: number };
}

/** What a consumer or a trigger gives back so that Forge runs it again. */
export type RunAgain = InvocationError;

/**
 * Pushes events to a queue, all at once.
 *
 * @param queue its key in manifest.yml.
 * @throws where Forge does not take them.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export async function pushEvents(queue: string, events: readonly QueueEvent[]): Promise<void> {
  await new Queue({ key: queue }).push(
    events.map(({ body, delaySeconds = 0, concurrency }) => ({
      body,
      ...(delaySeconds > 0 && { delayInSeconds: delaySeconds }),
      ...(concurrency && { concurrency }),
    })),
  );
}

/**
 * Has the same event come again.
 *
 * @param seconds until then: at least 1, at most 900.
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export function runAgain(seconds: number): RunAgain {
  return new InvocationError({
    retryAfter: Math.min(Math.max(seconds, 1), RETRY_MAX_SECONDS),
    retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST,
  });
}
