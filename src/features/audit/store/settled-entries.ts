import { Filter, FilterConditions, kvs } from '@forge/kvs';
import * as z from 'zod/mini';
import { AUDIT_ENTITY } from './audit-entry';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';

/** An entry of an interrupted invitation, whole. */
const entrySchema = z.looseObject({ reason: z.string() });

/**
 * Writes the entry of a guest whose worker crashed, or got no answer from Jira, where there is none or one that could not
 * tell of them. One of the worker's own, which the queue may bring at the same moment, stays.
 *
 * @param seen the reason of the entry that could not tell; `undefined` where there was none.
 * @throws where storage refuses for another reason.
 */
export async function addSettledEntry({ key, value, ttl }: Item, seen: string | undefined): Promise<void> {
  const entity = { entityName: AUDIT_ENTITY };
  try {
    if (seen === undefined) {
      await kvs.entity(AUDIT_ENTITY).set(key, value, { keyPolicy: 'FAIL_IF_EXISTS', ttl });
      return;
    }
    const conditions = new Filter<z.infer<typeof entrySchema>>().and(
      'reason',
      FilterConditions.equalTo(seen),
    );
    await kvs
      .transact()
      .set(key, entrySchema.parse(value), { ...entity, conditions }, { ttl })
      .execute();
  } catch (error) {
    const stored = (await readAll([{ key, ...entity }])).get(key);
    const isUnchanged = seen !== undefined && entrySchema.safeParse(stored).data?.reason === seen;
    if (stored === undefined || isUnchanged) throw error;
  }
}
