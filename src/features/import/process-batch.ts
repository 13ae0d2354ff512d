import { person } from '../../domain/actor';
import type { Privileged } from '../authority/privileged';
import type { InvitationResult } from '../invite/stages';
import { lacksAdminister } from '../../platform/jira/permissions';
import type { VersionedImport, ImportRecord, ChunkSummary, StoredChunk } from './store/imports';
import { foreseenNote, nextBatch, noteOf } from './batch-note';
import { paceAfter } from './pace';
import type { RunPorts } from './ports';
import { withRetry } from './record-rows';
import type { TriedRow } from './record-rows';
import { applyResult, keepAccount, summaryOf, truncateToFit } from './chunk';
import { rowWork } from './row-work';
import type { Work } from './work';

/** One go at a chunk, in ms: what is not done by then is done in the next. */
export const SLICE_MS = 150_000;
/** A lease older than this belongs to a crashed worker: the time for one chunk, and to record it. */
export const LEASE_MS = SLICE_MS + 90_000;
/** A wait for Jira that is longer is not spent waiting. */
const PAUSE_MIN_SECONDS = 60;

/** Whether Jira refused the power itself, not only this or that address. */
export async function lostPower(
  results: readonly TriedRow[],
  { caller, missingAdmin }: Privileged,
): Promise<boolean> {
  if (!results.some(({ invited }) => invited.outcome.reason?.code === missingAdmin.code)) return false;
  return lacksAdminister(caller);
}

/** Seconds that Jira wants to be left alone, where that is longer than anybody waits here. */
export function longestPause(results: readonly TriedRow[]): number | undefined {
  const waits = results.flatMap(({ invited }) => pauseOf(invited) ?? []);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** Seconds that one row met of it. */
export function pauseOf({ outcome }: InvitationResult): number | undefined {
  const { code, params } = outcome.reason ?? {};
  const seconds = code === 'jira-busy' ? Number(params?.['seconds']) : 0;
  return seconds >= PAUSE_MIN_SECONDS ? seconds : undefined;
}

/** What became of a batch. */
export interface Batch {
  readonly results: readonly TriedRow[];
  /** Rows that met something that says nothing about them: they are tried again, and Jira may have done some of it. */
  readonly unfinished: readonly TriedRow[];
  readonly held: VersionedImport;
  readonly slice: StoredChunk;
}

/**
 * Records the outcomes of a batch, then the checkpoint: a worker that crashes in between repeats the batch
 * again, which changes nothing.
 *
 * @returns `undefined` where another worker has the import now.
 */
export async function save(
  { results, unfinished, held, slice }: Batch,
  { index, policy, settings, turn }: Work,
  from: number,
  { store, clock }: RunPorts,
): Promise<
  { readonly held: VersionedImport; readonly slice: StoredChunk; readonly moved: boolean } | undefined
> {
  const { id, owner, begun } = held.record;
  const version = settings.policy?.version;
  const now = clock.now();
  const rows = [...slice.rows];
  const moved = results.filter(({ place, row, invited }) => {
    const after = applyResult(row, invited, now);
    rows[place] = after;
    return after !== row;
  });
  // An account that a row has, it keeps, though the rest is to come.
  for (const { place, row, invited } of unfinished) rows[place] = keepAccount(row, invited);
  await rowWork(held.record).record(
    moved.map((each) => ({ ...each, row: rows[each.place] ?? each.row })),
    { id, slice: index, actor: person(owner), policy },
    { store, clock },
  );
  const open =
    unfinished.length > 0 ? noteOf(index, unfinished, begun ?? { since: now, policy: version }) : undefined;
  const summary = summaryOf(rows);
  const saved = await withRetry(
    () =>
      store.imports.checkpoint(
        held,
        index,
        { rows: truncateToFit(rows), version: slice.version },
        (record) => {
          if (record.turn !== turn.turn || (record.erased && !record.erasing)) return undefined;
          const { attempts, begun: _done, ...rest } = withSummary(record, index, summary);
          const next = nextBatch(rows, from, now);
          const coming =
            next.length > 0
              ? noteOf(index, next, { since: now, policy: version })
              : foreseenNote({ ...rest, policy: version }, now);
          const note = open ?? (record.state === 'running' ? coming : undefined);
          return {
            ...rest,
            pace: paceAfter(rest.pace, moved.length, now),
            ...(attempts !== undefined && moved.length === 0 && { attempts }),
            ...(note && { begun: note }),
            leaseUntil: clock.now() + LEASE_MS,
          };
        },
        clock.now(),
      ),
    clock,
  );
  if (saved) turn.open = open;
  return saved && { ...saved, moved: moved.length > 0 };
}

export function withSummary(record: ImportRecord, index: number, summary: ChunkSummary): ImportRecord {
  return { ...record, slices: record.slices.map((each, place) => (place === index ? summary : each)) };
}
