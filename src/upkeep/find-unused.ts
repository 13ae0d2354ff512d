import type { AccountId } from '../contract/ids';
import { isPassing } from '../jira/answer';
import { reportersAmong } from '../jira/reporters';
import type { UpkeepReport } from '../store/upkeep';
import { whyRefused, withReport } from './run';
import type { Place, Run, Stepped } from './run';
import { standingOf } from './standing';

/** Whoever was invited so long ago and opened no request since may not need it. */
const UNUSED_AFTER_MS = 180 * 86_400_000;
/** Calls of a round. Whose turn does not come has it in the next round. */
const CALLS_MAX = 5;
/** Customers in one query. */
const ASK_MAX = 50;
/** Unused customers that are kept. */
const KEPT_MAX = 300;

/** Finds customers who were invited long ago and never opened a request. Jira does not tell who ever signed in. */
export async function findUnused(place: Place, run: Run): Promise<Stepped> {
  const { report } = place.work;
  const { enrolments, isOnDesk } = await standingOf(place.policy, place.work, run);
  const before = run.ports.clock.now() - UNUSED_AFTER_MS;
  const old = new Map(
    [...enrolments]
      .filter(
        ([accountId, { desk, at }]) =>
          desk === 'made' && at < before && (report.listed === 0 || isOnDesk(accountId)),
      )
      .map(([accountId, { at }]) => [accountId, at]),
  );
  // Who left, or was invited again, is on the list no more.
  const unused = new Map(
    report.unused.filter(({ accountId }) => old.has(accountId)).map(({ accountId, at }) => [accountId, at]),
  );
  let unusedTo = report.unusedTo;
  let unusedReason: string | undefined;
  const queue = inTurn([...old.keys()].sort(), unusedTo);
  let calls = 0;
  while (queue.length > 0 && calls < CALLS_MAX && !run.isOver()) {
    const batch = queue.splice(0, ASK_MAX);
    let silent = batch;
    for (let isKnown = false; !isKnown && calls < CALLS_MAX;) {
      calls += 1;
      const found = await reportersAmong(run.caller, place.policy.projectId, silent);
      if (!found.ok) {
        if (isPassing(found.refusal)) return 'later';
        unusedReason = whyRefused(found.refusal, run);
        break;
      }
      for (const accountId of found.data) unused.delete(accountId);
      const still = silent.filter((accountId) => !found.data.has(accountId));
      isKnown = still.length === silent.length || still.length === 0;
      silent = still;
      if (isKnown) for (const accountId of silent) unused.set(accountId, old.get(accountId) ?? 0);
    }
    unusedTo = batch.at(-1);
  }
  return withReport(place, { ...kept(unused), unusedTo, unusedReason });
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
