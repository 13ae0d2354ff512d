import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import { isRetried } from '../../domain/reasons';
import type { InvitationResult } from '../invite/stages';
import { SEARCH_LAG_WAITS_MS } from '../invite/search-lag';
import type { RowResult, ChunkSummary, StoredRow } from './store/imports';

const SECOND_MS = 1000;
/** Waits between tries of a row that Jira did not answer. */
const BUSY_WAITS_MS = [30, 60, 120, 240, 480].map((seconds) => seconds * SECOND_MS);
/** Characters of one piece of Jira's own words that are kept with a row. */
const PARAM_MAX = 60;
/** UTF-8 bytes of a chunk as JSON: with its envelope it stays below 200 KiB. Forge stores 240 KiB. */
const SLICE_STORED_MAX = 200_000;

/** Whether a retry can succeed once its cause is mended: all but faults of the file itself. */
export function isRetriable(result: RowResult | undefined): boolean {
  return result !== undefined && result.state !== 'done' && isRetried(result.reason?.code, 'person');
}

/** Whether a row is to be tried at this moment. */
export function isReady({ result, waiting }: StoredRow, now: number): boolean {
  return result === undefined && (waiting === undefined || waiting.dueAt <= now);
}

/** Whether Jira may have done something for a row before: then a refusal now does not say that nothing was done. */
export function wasTried({ waiting, accountId, ...row }: StoredRow): boolean {
  return waiting !== undefined || accountId !== undefined || mayHaveMade(row);
}

/** Whether an earlier try made the account, or may have made it. */
export function mayHaveMade({ made, interrupted }: Pick<StoredRow, 'made' | 'interrupted'>): boolean {
  return made === true || interrupted === true;
}

/**
 * Whether a row that waits has an account, or may have made one: where no worker goes on with it, Jira is to be asked.
 */
export function isInDoubt(row: StoredRow): boolean {
  return row.waiting !== undefined && !row.result && (row.accountId !== undefined || mayHaveMade(row));
}

/** A row after it was tried. One for which there was no time stays as it was. */
export function applyResult(
  row: StoredRow,
  { outcome, tryLater, isNewAccount, maybeMade }: InvitationResult,
  now: number,
): StoredRow {
  const why = outcome.reason;
  if (why?.code === 'out-of-time') return row;
  const made = row.made === true || isNewAccount;
  const { waiting, accountId: earlier, ...rest } = row;
  const accountId = outcome.accountId ?? earlier;
  const change = outcome.steps.find(({ step }) => step === 'account')?.change;
  // A doubt stays: a later try, in its own right, would say that the account was there already.
  const interrupted =
    row.interrupted === true || maybeMade === true || change === 'confirmed' || why?.code === 'interrupted';
  const before = { ...rest, ...(made && { made }), ...(interrupted && { interrupted }) };
  const tries = waiting?.tries ?? 0;
  if (tryLater || isRetried(why?.code, 'row')) {
    const wait = (tryLater ? SEARCH_LAG_WAITS_MS : BUSY_WAITS_MS)[tries];
    if (wait !== undefined && why) {
      const known = { ...before, ...(accountId !== undefined && { accountId }) };
      return { ...known, waiting: { tries: tries + 1, dueAt: now + wait, reason: boundedReason(why) } };
    }
  }
  const final = tryLater ? reason('account-given-up') : why;
  // It is unknown whether it was there before the interrupted try.
  const account = made ? 'made' : interrupted && change === 'already' ? 'confirmed' : change;
  const { state } = outcome;
  return finish(before, {
    state: tryLater ? 'failed' : state,
    ...(account && { account }),
    ...(accountId !== undefined && { accountId }),
    ...(final && { reason: boundedReason(final) }),
  });
}

/** A row that is to be tried again, with the account of this try. */
export function keepAccount(
  row: StoredRow,
  { outcome: { accountId }, isNewAccount }: InvitationResult,
): StoredRow {
  return { ...row, ...(isNewAccount && { made: true }), ...(accountId !== undefined && { accountId }) };
}

/** A row with its result. What is done is no longer kept; what is not is, so that it can be mended. */
function finish({ cells, ...row }: StoredRow, result: RowResult): StoredRow {
  return { ...row, ...(result.state !== 'done' && cells && { cells }), result };
}

/** Begins anew with those that are worth another try. */
export function resetRetriable(rows: readonly StoredRow[]): StoredRow[] {
  return rows.map((row) => {
    if (!row.cells || !isRetriable(row.result)) return row;
    const { line, also, cells, made, interrupted } = row;
    const { accountId } = row.result ?? {};
    return {
      line,
      ...(also && { also }),
      cells,
      ...(made && { made }),
      ...(interrupted && { interrupted }),
      ...(accountId !== undefined && { accountId }),
    };
  });
}

/** A chunk by number. */
export function summaryOf(rows: readonly StoredRow[]): ChunkSummary {
  const results = rows.flatMap(({ result }) => (result ? [result] : []));
  const waiting = rows.flatMap((row) => (row.waiting && !row.result ? [row.waiting.dueAt] : []));
  const doubts = rows.flatMap((row) => (row.waiting && isInDoubt(row) ? [row.waiting.dueAt] : []));
  const count = (is: (result: RowResult) => boolean): number => results.filter(is).length;
  const created = count(({ state, account }) => state === 'done' && account === 'made');
  return {
    rows: rows.length,
    left: rows.length - results.length,
    waiting: waiting.length,
    ...(waiting.length > 0 && { dueAt: Math.min(...waiting) }),
    ...(doubts.length > 0 && { doubtAt: Math.min(...doubts) }),
    created,
    existed: count(({ state }) => state === 'done') - created,
    attention: count(({ state }) => state === 'attention'),
    failed: count(({ state }) => state === 'failed'),
    retriable: {
      attention: count((result) => result.state === 'attention' && isRetriable(result)),
      failed: count((result) => result.state === 'failed' && isRetriable(result)),
    },
  };
}

/** The rows as they fit into one stored value: what Jira said word for word goes first. */
export function truncateToFit(rows: readonly StoredRow[]): readonly StoredRow[] {
  if (Buffer.byteLength(JSON.stringify(rows)) <= SLICE_STORED_MAX) return rows;
  const bare = (why: Reason): Reason => ({ code: why.code });
  return rows.map(({ result, waiting, ...row }) => ({
    ...row,
    ...(result && { result: { ...result, ...(result.reason && { reason: bare(result.reason) }) } }),
    ...(waiting && { waiting: { ...waiting, reason: bare(waiting.reason) } }),
  }));
}

/** A reason as it is stored: what Jira said word for word has no end of its own. */
export function boundedReason({ code, params }: Reason): Reason {
  if (!params) return { code };
  return {
    code,
    params: Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && value.length > PARAM_MAX ? `${value.slice(0, PARAM_MAX)}…` : value,
      ]),
    ),
  };
}
