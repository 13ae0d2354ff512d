import { kvs, Sort, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { BY_KIND, isFinished, PAGE_MAX, RECORD_ENTITY, recordSchema } from './versioned-records';
import type { RecordKind } from './versioned-records';

const BY_SCOPE = 'by-scope';

/** A record with what it is listed by, which says what it is about. */
export interface Listed {
  readonly sort: string;
  /** `null` where the row is no record. */
  readonly value: unknown;
}

const listedSchema = z.object({ sort: z.string() });

/**
 * A page of records: of a scope, behind the one at which an earlier page ended, or of a kind, whose order begins so.
 * One row that is no record does not keep the others from being read.
 */
export async function recordsPage(
  kind: RecordKind,
  part: { readonly scope: string; readonly after?: string | undefined } | { readonly beginning: string },
  cursor?: string,
): Promise<{ readonly found: readonly Listed[]; readonly cursor: string | undefined }> {
  const entity = kvs.entity<unknown>(RECORD_ENTITY).query();
  const query = (
    'beginning' in part
      ? entity.index(BY_KIND, { partition: [kind] }).where(WhereConditions.beginsWith(part.beginning))
      : behind(entity.index(BY_SCOPE, { partition: [kind, part.scope] }), part.after)
  )
    .sort(Sort.ASC)
    .limit(PAGE_MAX);
  const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
  const found = results.flatMap(({ value }) => {
    const listed = listedSchema.safeParse(value).data;
    const record = recordSchema.safeParse(value).data;
    if (!listed || (record && !isFinished(record))) return [];
    return [{ sort: listed.sort, value: record?.value ?? null }];
  });
  return { found, cursor: nextCursor };
}

function behind<Q extends { where(condition: ReturnType<typeof WhereConditions.greaterThan>): Q }>(
  query: Q,
  after: string | undefined,
): Q {
  return after === undefined ? query : query.where(WhereConditions.greaterThan(after));
}
