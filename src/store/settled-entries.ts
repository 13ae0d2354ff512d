import { Filter, FilterConditions, kvs } from '@forge/kvs';
import * as z from 'zod/mini';
import { AUDIT_ENTITY } from './audit-entry';
import { readAll } from './batch';
import type { Item } from './batch';

/** An entry of an interrupted invitation, whole. */
const entrySchema = z.looseObject({ reason: z.string() });

/** Only such an entry is written over: it could not tell of the account yet. */
const UNTOLD = new Filter<z.infer<typeof entrySchema>>().and(
  'reason',
  FilterConditions.equalTo('interrupted'),
);

/**
 * Writes the entry of somebody whose worker died, where there is none or one that could not tell of them yet. One of the
 * worker's own, which the queue may bring at the same moment, stays.
 *
 * @param isRepeat whether one that could not tell is there.
 * @throws where storage refuses for another reason.
 */
export async function addSettledEntry({ key, value, ttl }: Item, isRepeat: boolean): Promise<void> {
  const entity = { entityName: AUDIT_ENTITY };
  try {
    if (isRepeat)
      await kvs
        .transact()
        .set(key, entrySchema.parse(value), { ...entity, conditions: UNTOLD }, { ttl })
        .execute();
    else await kvs.entity(AUDIT_ENTITY).set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
  } catch (error) {
    const stored = (await readAll([{ key, ...entity }])).get(key);
    const isUntold = entrySchema.safeParse(stored).data?.reason === 'interrupted';
    if (stored === undefined || (isRepeat && isUntold)) throw error;
  }
}
