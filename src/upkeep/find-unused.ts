import type { AccountId } from '../contract/ids';
import type { ProjectPolicy } from '../contract/policy';
import { isPassing } from '../jira/answer';
import { reportersAmong } from '../jira/reporters';
import { usedItem } from '../store/enrolments';
import type { DatedEnrolment } from '../store/enrolments';
import type { UpkeepReport } from '../store/upkeep';
import { whyRefused, withReport } from './run';
import type { Place, Run, Stepped } from './run';
import { standingOf } from './standing';
import type { Standing } from './standing';

/** Whoever was invited so long ago and raised no request since may not need it. */
const UNUSED_AFTER_MS = 180 * 86_400_000;
/** Calls of a round. Whose turn does not come has it in the next round. */
const CALLS_MAX = 5;
/** Customers in one query. */
const ASK_MAX = 50;
/** Unused customers that are kept. */
const KEPT_MAX = 300;

/**
 * Finds customers who were invited long ago and never raised a request. Jira does not tell who ever signed in. Whoever is
 * found to have raised one is not asked about again.
 */
export async function findUnused(place: Place, run: Run): Promise<Stepped> {
  const { policy, work } = place;
  const { report } = work;
  const old = oldOnes(await standingOf(policy, work, run), report, run);
  // Who left, raised a request or was invited again is on the list no more.
  const unused = new Map(
    report.unused.flatMap(({ accountId, at }) => (old.has(accountId) ? [[accountId, at]] : [])),
  );
  let { unusedTo } = report;
  const queue = inTurn([...old.keys()].sort(), unusedTo);
  for (let calls = 0; queue.length > 0 && calls < CALLS_MAX && !run.isOver(); calls += 1) {
    const batch = queue.slice(0, ASK_MAX);
    const found = await reportersAmong(run.caller, policy.projectId, batch);
    if (!found.ok) {
      if (isPassing(found.refusal)) return 'later';
      return withReport(place, { ...kept(unused), unusedTo, unusedReason: whyRefused(found.refusal, run) });
    }
    const used = batch.filter((accountId) => found.data.has(accountId));
    if (used.length > 0) {
      // One answer holds the newest requests only: the others are asked about again, without these.
      await noteUsed(used, old, policy, run);
      for (const accountId of used) {
        unused.delete(accountId);
        queue.splice(queue.indexOf(accountId), 1);
      }
      continue;
    }
    for (const accountId of batch) unused.set(accountId, old.get(accountId)?.at ?? 0);
    unusedTo = batch.at(-1);
    queue.splice(0, batch.length);
  }
  return withReport(place, { ...kept(unused), unusedTo, unusedReason: undefined });
}

type Old = ReadonlyMap<AccountId, DatedEnrolment>;

function oldOnes({ enrolments, isOnDesk }: Standing, { listed }: UpkeepReport, { ports }: Run): Old {
  const before = ports.clock.now() - UNUSED_AFTER_MS;
  const isThere = (accountId: AccountId): boolean => listed === 0 || isOnDesk(accountId);
  return new Map(
    [...enrolments].filter(
      ([accountId, { desk, at, used }]) => desk === 'made' && at < before && !used && isThere(accountId),
    ),
  );
}

async function noteUsed(
  accountIds: readonly AccountId[],
  old: Old,
  { projectId }: ProjectPolicy,
  { ports: { store, clock } }: Run,
): Promise<void> {
  const now = clock.now();
  // Whoever was invited again since it was read has a note of their own.
  const known = await store.enrolments.read(projectId, accountIds, now);
  const items = accountIds.flatMap((accountId) => {
    const before = old.get(accountId);
    const { at: _at, ...read } = before ?? { at: 0 };
    return before && JSON.stringify(known.get(accountId)) === JSON.stringify(read)
      ? [usedItem(projectId, accountId, before, now)]
      : [];
  });
  if (items.length > 0) await store.write(items);
}

/** Those who were invited first. */
function kept(unused: ReadonlyMap<AccountId, number>): Pick<UpkeepReport, 'unused' | 'unusedMore'> {
  const all = [...unused]
    .map(([accountId, at]) => ({ accountId, at }))
    .sort((one, other) => one.at - other.at);
  return { unused: all.slice(0, KEPT_MAX), unusedMore: all.length > KEPT_MAX };
}

/** Those behind whom the round before ended come first. */
function inTurn(sorted: readonly AccountId[], last: AccountId | undefined): AccountId[] {
  if (last === undefined) return [...sorted];
  return [...sorted.filter((each) => each > last), ...sorted.filter((each) => each <= last)];
}
