import { person } from '../../domain/actor';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import type { VersionedImport, ImportRecord, ImportWork, StoredChunk } from './store/imports';
import { SLICE_MS, withSummary } from './process-batch';
import { unsettledChunk, unsettledRows } from './batch-note';
import type { RunPorts } from './ports';
import type { TriedRow } from './record-rows';
import { rowWork } from './row-work';
import { applyResult, resetRetriable, summaryOf, truncateToFit } from './chunk';

/** Rows asked about, at three calls each, before what Jira tells is stored. */
const ASKED_AT_ONCE = 10;

/**
 * Of rows that a worker crashed at or left, or that wait in doubt, and that no worker goes on with: asks Jira what
 * became of them, changes nothing there, and gives each a result and an entry in the audit log. Those of which Jira
 * tells have theirs at once: the next time only the others are asked about, or a busy Jira would never tell of all at
 * one time.
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
    const settled = await rowWork(held.record).settle(
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
  await rowWork(held.record).record(
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

/** An import after a turn in which no worker is at its rows any more. */
function endedTurn({
  begun: _settled,
  leaseUntil: _lease,
  attempts: _asked,
  ...record
}: ImportRecord): ImportRecord {
  return { ...record, turn: record.turn + 1, untold: true };
}
