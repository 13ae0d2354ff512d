import { publish } from '@forge/realtime';

/**
 * Publishes a message to the screens that listen on a channel. It may be lost: whatever is told so is told by an answer, too.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/realtime-events-api/
 */
export async function publishOn(channel: string, message: Readonly<Record<string, unknown>>): Promise<void> {
  await publish(channel, message).catch(() => undefined);
}
