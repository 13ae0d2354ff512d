import type { AccountId } from '../../domain/ids';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { isPassing } from '../../platform/jira/result';
import { reportersAmong } from '../../platform/jira/reporters';
import type { NoteChange } from '../invite/store/write-notes';
import { accountHash } from './store/reconcile-store';
import type { SeenNote, ReconcileReport } from './store/reconcile-store';
import { later, whyRefused, withReport } from './run';
import type { Roster, Run, StepResult } from './run';
import type { DeskSnapshot } from './desk-snapshot';

/** Customers invited longer ago than this without a request since may not need access. */
const UNUSED_AFTER_MS = 180 * 86_400_000;
/** Calls of a round. Whose turn does not come has it in the next round. */
const CALLS_MAX = 5;
/** Customers in one query. */
const ASK_MAX = 50;
/** So many times fewer are asked about where Jira takes exception to one: 50, 7, 1 are less than the calls of a round. */
const NARROW = 8;
/** Unused customers that are kept. */
const KEPT_MAX = 300;

/**
 * Finds customers who were invited long ago and never raised a request. Jira does not tell who ever signed in. A customer who is
 * found to have raised one is not asked about again.
 */
export async function findUnused(place: Roster, standing: DeskSnapshot, run: Run): Promise<StepResult> {
  const { policy, work } = place;
  const { report } = work;
  const old = oldOnes(standing, report, run);
  // Who left, raised a request or was invited again is on the list no more.
  const unused = new Map(
    report.unused.flatMap(({ accountId, at }) => (old.has(accountId) ? [[accountId, at]] : [])),
  );
  let { unusedTo } = report;
  let unusedReason: string | undefined;
  let size = ASK_MAX;
  const queue = inTurn([...old.keys()], unusedTo);
  for (let calls = 0; queue.length > 0 && calls < CALLS_MAX && !run.isOver(); calls += 1) {
    const batch = queue.slice(0, size);
    const found = await reportersAmong(run.caller, policy.projectId, batch);
    if (!found.ok) {
      if (isPassing(found.error)) return later(whyRefused(found.error, run));
      unusedReason = whyRefused(found.error, run);
      // One account that Jira does not know any more is reason enough: it is looked for, and passed over.
      if (found.error.kind !== 'rejected') break;
      const wasAlone = batch.length === 1;
      size = wasAlone ? ASK_MAX : Math.ceil(size / NARROW);
      if (!wasAlone) continue;
    } else {
      const used = batch.filter((accountId) => found.data.has(accountId));
      // One answer holds the newest requests only: the others are asked about again, without these.
      if (used.length > 0) {
        await noteUsed(used, old, policy, run);
        for (const accountId of used) {
          unused.delete(accountId);
          queue.splice(queue.indexOf(accountId), 1);
        }
        continue;
      }
      for (const accountId of batch) unused.set(accountId, old.get(accountId)?.at ?? 0);
    }
    const last = batch.at(-1);
    unusedTo = last && accountHash(last);
    queue.splice(0, batch.length);
  }
  return withReport(place, { ...kept(unused), unusedTo, unusedReason });
}

type Old = ReadonlyMap<AccountId, SeenNote>;

function oldOnes({ notes, isOnDesk }: DeskSnapshot, { listed }: ReconcileReport, { ports }: Run): Old {
  const before = ports.clock.now() - UNUSED_AFTER_MS;
  const isThere = (accountId: AccountId): boolean => listed === 0 || isOnDesk(accountId);
  return new Map(
    [...notes].filter(
      ([accountId, { desk, at, used }]) => desk && at < before && !used && isThere(accountId),
    ),
  );
}

async function noteUsed(
  accountIds: readonly AccountId[],
  old: Old,
  { projectId }: ProjectPolicy,
  { ports: { store } }: Run,
): Promise<void> {
  // A customer invited again since it was read has a newer note.
  const notes = accountIds.map((accountId): NoteChange => ({
    projectId,
    accountId,
    seen: undefined,
    change: (note) => (note && note.at === old.get(accountId)?.at ? { ...note, used: true } : undefined),
  }));
  await store.write([], { notes });
}

/** Those who were invited first. */
function kept(unused: ReadonlyMap<AccountId, number>): Pick<ReconcileReport, 'unused' | 'unusedMore'> {
  const all = [...unused]
    .map(([accountId, at]) => ({ accountId, at }))
    .sort((one, other) => one.at - other.at);
  return { unused: all.slice(0, KEPT_MAX), unusedMore: all.length > KEPT_MAX };
}

/** In an order of their own, those behind whom the round before ended first. */
function inTurn(accountIds: readonly AccountId[], last: string | undefined): AccountId[] {
  const all = accountIds
    .map((accountId) => ({ accountId, hash: accountHash(accountId) }))
    .sort((one, other) => (one.hash < other.hash ? -1 : 1));
  const from =
    last === undefined
      ? 0
      : Math.max(
          0,
          all.findIndex(({ hash }) => hash > last),
        );
  return [...all.slice(from), ...all.slice(0, from)].map(({ accountId }) => accountId);
}
