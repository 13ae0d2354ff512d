import type { AccountId } from '../../domain/ids';
import type { ImportCounts, ImportView, RowView } from '../../contract/import';
import type { SiteImport } from '../../contract/site-imports';
import type { Policy } from '../../domain/policy/policy';
import { enabledProject } from '../policy/effective';
import type { ImportRecord, StoredRow } from './store/imports';
import type { Clock } from '../../platform/clock';
import type { Store } from '../stores';
import { isRetriable } from './chunk';
import { LEASE_MS } from './process-batch';

/**
 * An import as `viewer` may see it.
 *
 * @param now ms since 1970.
 */
export function viewOf(record: ImportRecord, viewer: AccountId, now: number): ImportView {
  const { owner, fingerprint, sliceCount, rowsUntil, heldBy } = record;
  const mine = owner === viewer;
  return {
    ...standOf(record),
    mine,
    ...(isEnding(record, now) && { ending: true }),
    ...(mine && { fingerprint }),
    ...(heldBy && heldBy.accountId !== viewer && { held: true }),
    slices: sliceCount,
    received: record.slices.length,
    rowsUntil: iso(rowsUntil),
  };
}

/** With how long Jira has it wait, where it runs. */
export async function withWait(
  view: ImportView,
  { store, clock }: { readonly store: Pick<Store, 'importWaits'>; readonly clock: Clock },
): Promise<ImportView> {
  if (view.state !== 'running') return view;
  const until = (await store.importWaits.find(view.id)) ?? 0;
  const seconds = Math.ceil((until - clock.now()) / 1000);
  return seconds > 0 ? { ...view, waitSeconds: seconds } : view;
}

/** Whether a worker may still be at the batch in which the import was cancelled. One that takes longer has crashed. */
function isEnding({ state, begun, leaseUntil, endedAt }: ImportRecord, now: number): boolean {
  const isHeld = begun !== undefined && leaseUntil !== undefined;
  return state === 'cancelled' && isHeld && now < (endedAt ?? 0) + LEASE_MS;
}

/** An import as a Jira admin sees it. */
export function siteViewOf(record: ImportRecord, policy: Policy | undefined): SiteImport {
  const { projectId, heldBy } = record;
  const projectKey = enabledProject(policy, projectId)?.key;
  return {
    ...standOf(record),
    projectId,
    ...(projectKey !== undefined && { projectKey }),
    ...(heldBy && { held: true }),
  };
}

/** What everybody sees of an import who sees it at all. */
function standOf(record: ImportRecord) {
  const { id, owner, removes, fileName, state, reason, people, erased } = record;
  const { resumesAt, createdAt, startedAt, endedAt, heldBy } = record;
  const why = reason ?? (heldBy && { code: 'import-held' as const });
  return {
    id,
    owner,
    ...(removes && { removes: true as const }),
    // An older version kept it after the rows were gone.
    fileName: erased ? '' : fileName,
    state,
    ...(why && { reason: why }),
    ...(resumesAt !== undefined && state === 'paused' && { resumesAt: iso(resumesAt) }),
    people,
    counts: countsOf(record),
    createdAt: iso(createdAt),
    ...(startedAt !== undefined && { startedAt: iso(startedAt) }),
    ...(endedAt !== undefined && { endedAt: iso(endedAt) }),
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
