import { person } from '../contract/actor';
import type { ProjectPolicy } from '../contract/policy';
import { inviteRows, organizationsInRows } from '../invite/invite-rows';
import type { InvitePorts } from '../invite/invite';
import type { Invited } from '../invite/invited';
import { organizationReader } from '../invite/organizations';
import type { Answered } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import type { Callers } from '../jira/callers';
import type { Organization } from '../jira/organizations';
import { lacksAdminister } from '../jira/permissions';
import type { HeldImport, ImportRecord, SliceSummary, StoredRow, StoredSlice } from '../store/imports';
import type { Settings } from '../store/settings';
import type { RunPorts } from './ports';
import { BATCH_ROWS, insistently, recordRows } from './record-rows';
import type { TriedRow } from './record-rows';
import { fitted, isReady, summaryOf, tried } from './slice';

/** One go at a slice, in ms: what is not done by then is done in the next. */
export const SLICE_MS = 150_000;
/** Whoever shows no sign of life for longer has died: a go at a slice, and time to write it down. */
export const LEASE_MS = SLICE_MS + 90_000;
/** A wait for Jira that is longer is not spent waiting. */
const PAUSE_MIN_SECONDS = 60;

/** What stays the same from slice to slice within one turn. */
export interface Turn {
  readonly turn: number;
  /** The organizations that may be meant; read when the first slice needs them, and those created since. */
  known: readonly Organization[] | undefined;
  /** Whoever had the turn before died, so that accounts may be their work. Holds for the first batch. */
  isRepeat: boolean;
}

/** A go at one slice. */
export interface Work {
  readonly index: number;
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly settings: Settings;
  readonly policy: ProjectPolicy;
  readonly deadline: number;
  readonly turn: Turn;
}

export interface Placed {
  readonly place: number;
  readonly row: StoredRow;
}

/** The next rows that are ready, from a place on. */
export function nextBatch(rows: readonly StoredRow[], from: number, now: number): Placed[] {
  const batch: Placed[] = [];
  for (let place = from; place < rows.length && batch.length < BATCH_ROWS; place += 1) {
    const row = rows[place];
    if (row && isReady(row, now)) batch.push({ place, row });
  }
  return batch;
}

/** The organizations that may be meant, read once a turn. */
export async function knownOrganizations(
  { columns, owner }: ImportRecord,
  { policy, callers, turn }: Work,
  privileged: JiraCaller,
): Promise<Answered<readonly Organization[]>> {
  if (turn.known) return { ok: true, data: turn.known };
  const reader = organizationReader(policy, callers.offline(owner), privileged);
  const read = await organizationsInRows(columns, policy, reader);
  if (read.ok) turn.known = read.data;
  return read;
}

/** The rows with what became of them, in their order. */
export async function inviteBatch(
  batch: readonly Placed[],
  known: readonly Organization[],
  record: ImportRecord,
  { turn, policy }: Work,
  ports: InvitePorts,
): Promise<readonly TriedRow[]> {
  const rows = batch.map(({ place, row }) => ({ place, row, cells: row.cells ?? [] }));
  const { results, created } = await inviteRows(rows, record, policy, known, ports);
  // What was created is there from now on.
  if (created.length > 0) turn.known = [...known, ...created];
  return results.map(({ row: { place, row }, invited }) => ({ place, row, invited }));
}

/** Whether Jira refused the power itself, not only this or that address. */
export async function lostPower(
  results: readonly TriedRow[],
  { privileged, lacksPower }: InvitePorts,
): Promise<boolean> {
  if (!results.some(({ invited }) => invited.outcome.reason?.code === lacksPower.code)) return false;
  return lacksAdminister(privileged);
}

/** Seconds that Jira wants to be left alone, where that is longer than anybody waits here. */
export function longestPause(results: readonly TriedRow[]): number | undefined {
  const waits = results.flatMap(({ invited }) => pauseOf(invited) ?? []);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** Seconds that one row met of it. */
export function pauseOf({ outcome }: Invited): number | undefined {
  const { code, params } = outcome.reason ?? {};
  const seconds = code === 'jira-busy' ? Number(params?.['seconds']) : 0;
  return seconds >= PAUSE_MIN_SECONDS ? seconds : undefined;
}

/**
 * Writes down what became of a batch, and then that it is done: whoever dies in between does the batch again, which
 * changes nothing.
 *
 * @returns nothing where somebody else has the import now.
 */
export async function save(
  results: readonly TriedRow[],
  { index, policy, turn, slice, held }: Work & { readonly slice: StoredSlice; readonly held: HeldImport },
  { store, clock }: RunPorts,
): Promise<{ readonly held: HeldImport; readonly slice: StoredSlice; readonly moved: boolean } | undefined> {
  const { id, owner } = held.record;
  const now = clock.now();
  const rows = [...slice.rows];
  const moved = results.filter(({ place, row, invited }) => {
    const after = tried(row, invited, now);
    rows[place] = after;
    return after !== row;
  });
  await recordRows(
    moved.map((each) => ({ ...each, row: rows[each.place] ?? each.row })),
    { id, slice: index, actor: person(owner), policy },
    { store, clock },
  );
  const summary = summaryOf(rows);
  const saved = await insistently(
    () =>
      store.imports.checkpoint(
        held,
        index,
        { rows: fitted(rows), version: slice.version },
        (record) =>
          record.turn === turn.turn && !record.erased
            ? { ...withSummary(record, index, summary), leaseUntil: clock.now() + LEASE_MS }
            : undefined,
        clock.now(),
      ),
    clock,
  );
  return saved && { ...saved, moved: moved.length > 0 };
}

function withSummary(record: ImportRecord, index: number, summary: SliceSummary): ImportRecord {
  return { ...record, slices: record.slices.map((each, place) => (place === index ? summary : each)) };
}
