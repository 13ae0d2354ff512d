import { realtime } from '@forge/bridge';
import type { Progress } from '../../src/contract/procedures';

/** Long enough for a page on a slow line; then the invitation goes out without progress. */
const SUBSCRIBE_PATIENCE_MS = 1500;

/**
 * Listens for the progress of one request. Where Realtime is missing or slow, nothing is heard, and the answer
 * to the request says all the same.
 *
 * @returns what ends it.
 */
export async function listenForProgress(
  channel: string,
  heard: (progress: Progress) => void,
): Promise<() => void> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, SUBSCRIBE_PATIENCE_MS, undefined));
  const onEvent = (payload: unknown): void => {
    const message = (typeof payload === 'string' ? JSON.parse(payload) : payload) as {
      progress?: Progress[];
    };
    message.progress?.forEach(heard);
  };
  try {
    const subscribing = realtime.subscribe(`invite:${channel}`, onEvent);
    await Promise.race([subscribing, patience]);
    // Also one that comes too late has to end.
    return () => void subscribing.then((subscription) => subscription.unsubscribe()).catch(() => undefined);
  } catch {
    return () => undefined;
  }
}
