import { kvs } from '@forge/kvs';
import { randomUUID } from 'node:crypto';
import type { Item } from './kvs';
import { addReplacement, isReplaced, storedOf } from './records-each';
import type { Replacement } from './versioned-records';

/**
 * Replaces records that did not change since they were seen, and writes items with them, in one storage operation: all
 * of it, or nothing. 25 keys at most.
 *
 * @returns `changed` where another writer came first.
 * @throws where storage refuses.
 */
export async function writeTogether(
  replacements: readonly Replacement[],
  items: readonly Item[],
): Promise<'done' | 'changed'> {
  const write = randomUUID();
  const transaction = kvs.transact();
  for (const replacement of replacements) addReplacement(transaction, replacement, write);
  for (const { key, entityName, value, ttl } of items)
    transaction.set(key, value, entityName === undefined ? undefined : { entityName }, { ttl });
  try {
    await transaction.execute();
    return 'done';
  } catch (error) {
    const stored = await storedOf(replacements).catch(() => undefined);
    if (!stored) throw error;
    // All of them, or none: one tells of the others.
    if (replacements.some((each) => isReplaced(each, stored.get(each), write))) return 'done';
    if (replacements.some((each) => stored.get(each)?.version !== each.seen)) return 'changed';
    throw error;
  }
}
