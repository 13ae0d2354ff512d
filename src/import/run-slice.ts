import { privilegedCaller } from '../authority/privileged';
import { person } from '../contract/actor';
import { createPlanner } from '../contract/plan-row';
import type { ProjectPolicy } from '../contract/policy';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import { invite } from '../invite/invite';
import type { InvitePorts } from '../invite/invite';
import { refusedBefore } from '../invite/invited';
import type { Invited } from '../invite/invited';
import { readOrganizations } from '../invite/organizations';
import { isPassing } from '../jira/answer';
import type { Refusal } from '../jira/answer';
import type { JiraCaller } from '../jira/caller';
import type { Callers } from '../jira/callers';
import type { Organization } from '../jira/organizations';
import { holdsAdminister } from '../jira/permissions';
import { reasonOf } from '../jira/reasons';
import { projectPolicy } from '../policy/effective';
import type { HeldImport, ImportRecord, SliceSummary, StoredRow, StoredSlice } from '../store/imports';
import type { Settings } from '../store/settings';
import { ownOrganizations } from './own-organizations';
import type { RunPorts } from './ports';
import { BATCH_ROWS, insistently, recordRows } from './record-rows';
import type { TriedRow } from './record-rows';
import { begunAgain, fitted, isReady, summaryOf, tried } from './slice';

/** One go at a slice, in ms: what is not done by then is done in the next. */
const SLICE_MS = 150_000;
/** Whoever shows no sign of life for longer has died: a go at a slice, and time to write it down. */
export const LEASE_MS = SLICE_MS + 90_000;
/** A wait for Jira that is longer is not spent waiting. */
const PAUSE_MIN_SECONDS = 60;
/** Where nothing could be done at all, in ms. */
const SHORT_PAUSE_MS = 60_000;

/** One name asks for all of them, since it must be compared with each. */
const EVERY = [{ name: '*' }] as const;

export type SliceEnd =
  /** All that was ready is done, or there was no time for more. */
  | { readonly kind: 'worked'; readonly held: HeldImport }
  | { readonly kind: 'pause'; readonly held: HeldImport; readonly why: Reason; readonly ms: number }
  | { readonly kind: 'stop'; readonly held: HeldImport; readonly why: Reason }
  /** Somebody else works on it. */
  | { readonly kind: 'leave' };

/** What stays the same from slice to slice within one turn. */
export interface Turn {
  readonly turn: number;
  /** The organizations that may be meant; read when the first slice needs them, and after one was created. */
  known: readonly Organization[] | undefined;
  /**
   * Whoever had the turn before died: what came to exist since then, in ms since 1970, may be their work. Holds for the
   * first batch.
   */
  diedSince: number | undefined;
}

/**
 * Works off what is ready in a slice, a batch at a time. Policy and the owner's permission are asked for anew; what
 * became of each batch is written down before the next begins.
 */
export async function runSlice(
  index: number,
  held: HeldImport,
  turn: Turn,
  ports: RunPorts,
): Promise<SliceEnd> {
  const { store, clock } = ports;
  const { record } = held;
  const { slice, settings } = await store.imports.work(record.id, index);
  const summary = record.slices[index];
  if (slice?.rows.length !== summary?.rows) return { kind: 'stop', held, why: reason('import-damaged') };
  const policy = projectPolicy(settings.policy, record.projectId);
  if (!policy) return { kind: 'stop', held, why: reason('project-not-enabled') };

  const deadline = clock.now() + SLICE_MS;
  const callers = ports.callersUntil(deadline);
  const refused = await ports.refusal(callers, record.owner, policy);
  if (refused?.code === 'permission-unknown')
    return { kind: 'pause', held, why: refused, ms: SHORT_PAUSE_MS };
  if (refused) return { kind: 'stop', held, why: refused };

  const rows = summary?.again ? begunAgain(slice?.rows ?? []) : (slice?.rows ?? []);
  return workOff(
    { index, callers, settings, policy, deadline, turn },
    held,
    { rows, version: slice?.version ?? 0 },
    ports,
  );
}

interface Work {
  readonly index: number;
  readonly callers: Pick<Callers, 'app' | 'offline'>;
  readonly settings: Settings;
  readonly policy: ProjectPolicy;
  readonly deadline: number;
  readonly turn: Turn;
}

async function workOff(
  work: Work,
  first: HeldImport,
  begun: StoredSlice,
  ports: RunPorts,
): Promise<SliceEnd> {
  const { clock, store } = ports;
  const privileged = await privilegedCaller(work.settings.authority, work.callers);
  if (!privileged.ok) return powerEnd(first, privileged.reason);
  const invitePorts = (): InvitePorts => ({
    privileged: privileged.caller,
    app: work.callers.app,
    lacksPower: privileged.lacksPower,
    // What waits for an address elsewhere, and what was made an hour ago, is not worth two keys a row.
    store: {
      ...store,
      addresses: { find: () => Promise.resolve(new Map()) },
      newOrganizations: ownOrganizations(store.newOrganizations, privileged.caller, work.turn.diedSince),
    },
    clock,
    tell: () => undefined,
    actor: person(first.record.owner),
    repeated: work.turn.diedSince !== undefined,
  });

  let held = first;
  let slice = begun;
  let progress = false;
  for (let from = 0; clock.now() < work.deadline;) {
    const batch = nextBatch(slice.rows, from, clock.now());
    if (batch.length === 0) break;
    from = (batch.at(-1)?.place ?? from) + 1;
    const known = await knownOrganizations(held.record, work, privileged.caller);
    if (!known.ok) return refusedEnd(held, known.refusal);

    const results = await inviteBatch(batch, known.known, held.record, work, invitePorts());
    const powerless = await lostPower(results, invitePorts());
    const pause = longestPause(results);
    // Neither says anything about the rows that met it.
    const counted = results.filter(
      ({ invited }) =>
        !(powerless && invited.outcome.reason?.code === privileged.lacksPower.code) &&
        pauseOf(invited) === undefined,
    );
    const saved = await save(counted, { ...work, slice, held }, ports);
    if (!saved) return { kind: 'leave' };
    ({ held, slice } = saved);
    work.turn.diedSince = undefined;

    if (held.record.state !== 'running') return { kind: 'worked', held };
    if (powerless) return { kind: 'stop', held, why: privileged.lacksPower };
    if (pause !== undefined)
      return { kind: 'pause', held, why: reason('import-quota-pause'), ms: pause * 1000 };
    if (!saved.moved && !progress) {
      return { kind: 'pause', held, why: reason('jira-unavailable'), ms: SHORT_PAUSE_MS };
    }
    progress = true;
  }
  return { kind: 'worked', held };
}

interface Placed {
  readonly place: number;
  readonly row: StoredRow;
}

function nextBatch(rows: readonly StoredRow[], from: number, now: number): Placed[] {
  const batch: Placed[] = [];
  for (let place = from; place < rows.length && batch.length < BATCH_ROWS; place += 1) {
    const row = rows[place];
    if (row && isReady(row, now)) batch.push({ place, row });
  }
  return batch;
}

type Known =
  | { readonly ok: true; readonly known: readonly Organization[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The organizations that may be meant: where they must be linked, as the owner, who sees no more than Jira shows them. */
async function knownOrganizations(
  { columns, owner }: ImportRecord,
  { policy, callers, turn }: Work,
  privileged: JiraCaller,
): Promise<Known> {
  if (!columns.includes('organizations')) return { ok: true, known: [] };
  if (turn.known) return { ok: true, known: turn.known };
  const reader = policy.organizations === 'linked' ? callers.offline(owner) : privileged;
  const read = await readOrganizations(reader, policy, EVERY);
  if (!read.ok) return read;
  turn.known = read.data;
  return { ok: true, known: read.data };
}

/** The rows with what became of them, in their order. What the plan refuses asks nobody. */
async function inviteBatch(
  batch: readonly Placed[],
  known: readonly Organization[],
  record: ImportRecord,
  { turn, policy }: Work,
  ports: InvitePorts,
): Promise<readonly TriedRow[]> {
  const plan = createPlanner(record, policy, known, ports.clock.now());
  const planned = batch.map((each) => ({ ...each, planned: plan(each.row.cells ?? []) }));
  const passing = planned.flatMap((each) => (each.planned.ok ? [{ ...each, planned: each.planned }] : []));
  const invited = await invite(
    passing.map((each) => each.planned.invitation),
    policy,
    { ok: true, data: known },
    ports,
  );
  // What was created is there from now on.
  if (passing.some((each) => each.planned.creates.length > 0)) turn.known = undefined;

  const results = new Map(passing.map(({ place }, index) => [place, invited[index]]));
  return planned.map(({ place, row, planned: each }) => {
    const result = each.ok ? results.get(place) : refusedBefore(each.email ?? '', each.reason, each.domain);
    if (!result) throw new Error('a row ended without an outcome');
    return { place, row, invited: result };
  });
}

/** Whether Jira refused the power itself, not only this or that address. */
async function lostPower(
  results: readonly TriedRow[],
  { privileged, lacksPower }: InvitePorts,
): Promise<boolean> {
  if (!results.some(({ invited }) => invited.outcome.reason?.code === lacksPower.code)) return false;
  const holds = await holdsAdminister(privileged);
  return !(holds.ok && holds.data);
}

/** Seconds that Jira wants to be left alone, where that is longer than anybody waits here. */
function longestPause(results: readonly TriedRow[]): number | undefined {
  const waits = results.flatMap(({ invited }) => pauseOf(invited) ?? []);
  return waits.length === 0 ? undefined : Math.max(...waits);
}

function pauseOf({ outcome }: Invited): number | undefined {
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
async function save(
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

function refusedEnd(held: HeldImport, refusal: Refusal): SliceEnd {
  const why = reasonOf(refusal);
  return isPassing(refusal) ? { kind: 'pause', held, why, ms: SHORT_PAUSE_MS } : { kind: 'stop', held, why };
}

function powerEnd(held: HeldImport, why: Reason): SliceEnd {
  return why.code === 'delegate-lost-admin'
    ? { kind: 'stop', held, why }
    : { kind: 'pause', held, why, ms: SHORT_PAUSE_MS };
}
