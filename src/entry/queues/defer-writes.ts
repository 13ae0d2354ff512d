import { pushEvents } from '../../platform/forge/queue';
import type { Item } from '../../platform/kvs/kvs';

/** The queue's key in manifest.yml. */
const QUEUE = 'audit';
/** Forge async events: one event carries up to 200 KB. Room is left for what Forge puts around it. */
const EVENT_BYTES_MAX = 150_000;

/**
 * Hands audit entries that storage refused to a queue, which tries again for a day. They hold account ids and domains, no
 * address.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export async function deferWrites(items: readonly Item[]): Promise<void> {
  for (const part of inParts(items)) await pushEvents(QUEUE, [{ body: { items: part } }]);
}

/** As many as one event carries, in their order: one that tells of a long list can be 100 KB alone. */
function inParts(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > room || parts.length === 0) {
      parts.push([]);
      room = EVENT_BYTES_MAX;
    }
    parts.at(-1)?.push(item);
    room -= bytes;
  }
  return parts;
}
