import { Queue } from '@forge/events';
import type { Item } from '../store/batch';

/** The queue's key in manifest.yml. */
const QUEUE = 'audit';
/** Forge async events: one event carries up to 200 KB; an entry has under 2 KB. */
const ENTRIES_MAX = 50;

/**
 * Hands audit entries that storage refused to a queue, which tries again for a day. They hold account ids and domains, no
 * address.
 *
 * @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/
 */
export async function postponeToQueue(items: readonly Item[]): Promise<void> {
  const queue = new Queue({ key: QUEUE });
  for (let from = 0; from < items.length; from += ENTRIES_MAX) {
    await queue.push({ body: { items: items.slice(from, from + ENTRIES_MAX) } });
  }
}
