import { kvs, Sort, WhereConditions } from '@forge/kvs';
import { BY_KIND, isFinished, RECORD_ENTITY, recordSchema } from './versioned-records';
import type { RecordKind, Versioned } from './versioned-records';

/**
 * A page of the records of a kind, in the falling order of their ids.
 *
 * @param before the id at which the page before ended.
 * @returns that id of this page; `undefined` where it is the last.
 */
export async function recordsBefore(
  kind: RecordKind,
  before: string | undefined,
  max: number,
): Promise<{ readonly found: readonly Versioned[]; readonly last: string | undefined }> {
  const all = kvs
    .entity<unknown>(RECORD_ENTITY)
    .query()
    .index(BY_KIND, { partition: [kind] });
  const { results } = await (before === undefined ? all : all.where(WhereConditions.lessThan(before)))
    .sort(Sort.DESC)
    .limit(max)
    .getMany();
  const last = results.length < max ? undefined : results.at(-1)?.key.slice(kind.length + 1);
  const found = results.flatMap(({ value }) => recordSchema.safeParse(value).data ?? []).filter(isFinished);
  return { found, last };
}
