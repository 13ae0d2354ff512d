import type { AccountId } from '../contract/ids';
import type { ImportCounts, ImportView, RowView } from '../contract/import';
import type { ImportRecord, StoredRow } from '../store/imports';
import { isRetriable } from './slice';

/** An import as `viewer` may see it. */
export function viewOf(record: ImportRecord, viewer: AccountId): ImportView {
  const { id, owner, fileName, fingerprint, state, reason, people, sliceCount, erased } = record;
  const { resumesAt, createdAt, startedAt, endedAt, rowsUntil } = record;
  const mine = owner === viewer;
  return {
    id,
    owner,
    mine,
    fileName,
    ...(mine && { fingerprint }),
    state,
    ...(reason && { reason }),
    ...(resumesAt !== undefined && state === 'paused' && { resumesAt: iso(resumesAt) }),
    people,
    slices: sliceCount,
    received: record.slices.length,
    counts: countsOf(record),
    createdAt: iso(createdAt),
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
    rowsUntil: iso(rowsUntil),
    erased,
  };
}

export function countsOf({ slices }: Pick<ImportRecord, 'slices'>): ImportCounts {
  const sum = { created: 0, existed: 0, attention: 0, failed: 0, left: 0, waiting: 0, retriable: 0 };
  for (const { created, existed, attention, failed, left, waiting, retriable, again } of slices) {
    sum.created += created;
    sum.existed += existed;
    // Those that are tried again are to come once more.
    sum.attention += attention - (again ? retriable.attention : 0);
    sum.failed += failed - (again ? retriable.failed : 0);
    sum.left += left + (again ? retriable.attention + retriable.failed : 0);
    sum.waiting += waiting;
    sum.retriable += again ? 0 : retriable.attention + retriable.failed;
  }
  return sum;
}

/** What became of a row. */
export function rowViewOf({ line, also, cells, result, waiting }: StoredRow): RowView {
  const reason = result ? result.reason : waiting?.reason;
  return {
    line,
    ...(also && { also }),
    ...(cells && { cells }),
    state: result?.state ?? (waiting ? 'waiting' : 'todo'),
    ...(result?.account && { account: result.account }),
    ...(result?.accountId && { accountId: result.accountId }),
    ...(reason && { reason }),
    ...(isRetriable(result) && { retriable: true }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
