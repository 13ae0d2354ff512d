import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { BY_KIND, finished, PAGE_MAX, RECORD_ENTITY } from './versioned-records';
import type { RecordKind, Versioned } from './versioned-records';

/** The last records of a kind whose id begins so, in the order of their ids. */
export async function lastRecords(
  kind: RecordKind,
  beginning: string,
  max: number,
): Promise<readonly Versioned[]> {
  const { results } = await kvs
    .entity<unknown>(RECORD_ENTITY)
    .query()
    .index(BY_KIND, { partition: [kind] })
    .where(WhereConditions.beginsWith(beginning))
    .sort(Sort.DESC)
    .limit(Math.min(max, PAGE_MAX))
    .getMany();
  return finished(results);
}
