import { Filter, FilterConditions, kvs } from '@forge/kvs';
import * as z from 'zod/mini';
import { AUDIT_ENTITY } from './audit-entry';
import { lookupItems } from './audit-lookup';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';

/** An entry of an interrupted invitation, whole. */
const entrySchema = z.looseObject({ order: z.string(), reason: z.optional(z.string()) });

/**
 * Writes the entry of a guest whose worker crashed, or got no answer from Jira, where there is none or one that could not
 * tell of them, and with it what finds it. One of the worker's own, which the queue may bring at the same moment, stays.
 *
 * @param seen the reason of the entry that could not tell; `undefined` where there was none.
 * @throws where storage refuses for another reason.
 */
export async function addSettledEntry(item: Item, seen: string | undefined): Promise<void> {
  const { key, value, ttl } = item;
  const entity = { entityName: AUDIT_ENTITY };
  const filter = new Filter<z.infer<typeof entrySchema>>();
  const conditions =
    seen === undefined
      ? // Of a row that is not there, only this holds.
        filter.and('order', FilterConditions.notExists())
      : filter.and('reason', FilterConditions.equalTo(seen));
  const transaction = kvs.transact().set(key, entrySchema.parse(value), { ...entity, conditions }, { ttl });
  for (const { key: place, value: row, entityName = '', ttl: kept } of lookupItems(item))
    transaction.set(place, row, { entityName }, { ttl: kept });
  try {
    await transaction.execute();
  } catch (error) {
    const stored = (await readAll([{ key, ...entity }])).get(key);
    const isUnchanged = seen !== undefined && entrySchema.safeParse(stored).data?.reason === seen;
    if (stored === undefined || isUnchanged) throw error;
  }
}
