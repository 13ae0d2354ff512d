import { privilegedCaller } from '../authority/privileged';
import { person } from '../../domain/actor';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import { momentOf } from '../../domain/invitation/expiry-date';
import { readInvitation } from '../../domain/invitation/plan-row';
import { promiseMailed } from '../invite/mailed-expiry';
import type { InvitationResult } from '../invite/stages';
import { settleInvitations, unknownOutcome } from '../invite/settle';
import type { Interrupted, SettlePolicy } from '../invite/settle';
import { SEARCH_LAG_WAITS_MS } from '../invite/search-lag';
import { projectPolicy } from '../policy/effective';
import type { VersionedImport, ImportPlan, ImportRecord, ImportWork, StoredChunk } from './store/imports';
import { SLICE_MS, withSummary } from './process-batch';
import { unsettledChunk, unsettledRows } from './batch-note';
import type { Placed } from './batch-note';
import type { RunPorts } from './ports';
import { recordRows } from './record-rows';
import type { TriedRow } from './record-rows';
import { applyResult, resetRetriable, summaryOf, truncateToFit } from './chunk';

/** Times that Jira is asked what became of rows without an answer, before they are told as unknown. */
const ASKED_MAX = 5;
/** Rows asked about, at three calls each, before what Jira tells is stored. */
const ASKED_AT_ONCE = 10;

/**
 * Of rows that a worker crashed at or left, or that wait in doubt, and that nobody goes on with: asks Jira what became of
 * them, changes nothing there, and gives each a result and an entry in the audit log. Those of which Jira tells have theirs at once: the next
 * time only the others are asked about, or a busy Jira would never tell of all at one time.
 *
 * @returns `undefined` where Jira does not answer of each yet, or another worker has the import now.
 */
export async function settleLeft(
  held: VersionedImport,
  ports: RunPorts,
): Promise<VersionedImport | undefined> {
  const { store, clock } = ports;
  const { id, turn } = held.record;
  const index = unsettledChunk(held.record, clock.now());
  if (index === undefined) return held;
  const { slice, ...work } = await store.imports.work(id, index, [], clock.now());
  const summary = held.record.slices[index];
  // Rows that storage dropped, or that are not what was sent, can be asked about no more.
  if (!slice || !work.plan || slice.rows.length !== summary?.rows) {
    const { now, changed } = await store.imports.change(id, (current) =>
      current.turn === turn ? endedTurn(current) : undefined,
    );
    return changed ? now : undefined;
  }
  const rows = summary.again ? resetRetriable(slice.rows) : slice.rows;
  const placed = unsettledRows(rows, held.record, clock.now());
  const plan = work.plan;
  const until = clock.now() + SLICE_MS;
  let now: Asking | undefined = { held, slice: { rows, version: slice.version } };
  let open = placed.length;
  for (let from = 0; now && from < placed.length; from += ASKED_AT_ONCE) {
    const settled = await askOf(
      placed.slice(from, from + ASKED_AT_ONCE),
      now.held.record,
      until,
      { ...work, plan },
      ports,
    );
    open -= settled.length;
    if (settled.length > 0) now = await saveSettled(settled, now, index, work.settings, ports);
  }
  if (!now || open > 0) return undefined;
  const ended = await store.imports.change(id, (record) =>
    record.turn === turn ? endedTurn(record) : undefined,
  );
  return ended.changed ? ended.now : undefined;
}

/** An import and the chunk of the rows that are asked about, as they were last stored. */
interface Asking {
  readonly held: VersionedImport;
  readonly slice: StoredChunk;
}

/** Stores results and entries of rows at once: what comes after may crash, too. */
async function saveSettled(
  settled: readonly TriedRow[],
  { held, slice }: Asking,
  index: number,
  { policy }: ImportWork['settings'],
  ports: RunPorts,
): Promise<Asking | undefined> {
  const { id, owner, projectId, turn } = held.record;
  const now = ports.clock.now();
  const rows = [...slice.rows];
  for (const { place, row, invited } of settled) rows[place] = applyResult(row, invited, now);
  await recordRows(
    settled.map((each) => ({ ...each, row: rows[each.place] ?? each.row })),
    {
      id,
      slice: index,
      actor: person(owner),
      policy: { projectId, auditDays: policy?.auditDays ?? AUDIT_DAYS_MAX },
    },
    ports,
  );
  return ports.store.imports.checkpoint(
    held,
    index,
    { rows: truncateToFit(rows), version: slice.version },
    (record) => {
      if (record.turn !== turn) return undefined;
      // Tries are counted of rows of which nothing comes, not of a batch that crashes further on each time.
      const { attempts: _asked, ...next } = withSummary(record, index, summaryOf(rows));
      return next;
    },
    now,
  );
}

/** An import after a turn in which nobody is at its rows any more. */
function endedTurn({
  begun: _settled,
  leaseUntil: _lease,
  attempts: _asked,
  ...record
}: ImportRecord): ImportRecord {
  return { ...record, turn: record.turn + 1, untold: true };
}

/** @returns the rows of which Jira tells; the last time, the others as unknown, too. */
async function askOf(
  placed: readonly Placed[],
  record: ImportRecord,
  until: number,
  { plan, settings }: Pick<ImportWork, 'settings'> & { readonly plan: ImportPlan },
  ports: RunPorts,
): Promise<readonly TriedRow[]> {
  const { store, clock, callersUntil } = ports;
  const isLast = (record.attempts ?? 0) >= ASKED_MAX - 1;
  const policy = settlePolicy(record, settings);
  const guests = placed.map(({ row }) => guestOf(row.cells ?? [], plan));
  const callers = callersUntil(until);
  const privileged = policy && (await privilegedCaller(settings.authority, callers));
  const asked = policy
    ? await settleInvitations(guests, policy, {
        // To look, the app's own eyes will do where the power is gone.
        privileged: privileged?.ok ? privileged.data.caller : callers.app,
        app: callers.app,
        store,
        clock,
      })
    : guests.map(({ email }) => unknownOutcome(email));
  if (policy) await promiseMailed(asked, person(record.owner), policy, { store, clock });
  const results = placed.map((each, index): TriedRow => {
    return { ...each, invited: asked[index] ?? unknownOutcome('') };
  });
  const told = isLast ? results.map(orUnknown) : results.filter(({ invited }) => hasAnswer(invited));
  return told.map(withAccount).map((each) => (record.erasing ? each : soughtOn(each)));
}

/** Who waits because Jira's search did not find them, and is not found now, is looked for again in time. */
function soughtOn({ invited, ...each }: TriedRow): TriedRow {
  const { waiting, accountId } = each.row;
  const isFound = (invited.outcome.accountId ?? accountId) !== undefined;
  if (!waiting || isFound || waiting.tries >= SEARCH_LAG_WAITS_MS.length) return { ...each, invited };
  const outcome = { ...invited.outcome, reason: waiting.reason };
  return { ...each, invited: { ...invited, tryLater: true, outcome } };
}

function orUnknown({ invited, ...each }: TriedRow): TriedRow {
  const { outcome, domain } = invited;
  return { ...each, invited: hasAnswer(invited) ? invited : unknownOutcome(outcome.email, domain) };
}

/** An interrupted row of which Jira does not tell, and whose account an earlier try knew. */
export function withAccount({ invited, ...each }: TriedRow): TriedRow {
  const { accountId } = each.row;
  const { outcome } = invited;
  if (accountId === undefined || outcome.accountId || outcome.reason?.code !== 'interrupted')
    return { ...each, invited };
  return { ...each, invited: { ...invited, outcome: { ...outcome, accountId } } };
}

function settlePolicy(
  { projectId, serviceDeskId }: ImportRecord,
  { policy }: ImportWork['settings'],
): SettlePolicy | undefined {
  const on = projectPolicy(policy, projectId);
  if (on) return on;
  return serviceDeskId && { projectId, serviceDeskId, domainOrganizations: [] };
}

/** Whom a row meant, as far as it can be read. */
export function guestOf(cells: readonly string[], plan: ImportPlan): Interrupted {
  const { email, organizations, endsAt = '' } = readInvitation(cells, plan);
  // A last day that is over by now is still to come true.
  const ms = momentOf(endsAt);
  return { email, organizations, ...(ms !== undefined && { endsAt: new Date(ms).toISOString() }) };
}

/** Whether Jira's answer for a row is known; a malformed address needs none. */
export function hasAnswer({ outcome, reached }: InvitationResult): boolean {
  return !reached || outcome.reason?.code === 'interrupted';
}
