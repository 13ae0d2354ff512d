import { reason } from '../../domain/reason';
import { isPassing } from '../../platform/jira/result';
import type { JiraError } from '../../platform/jira/result';
import { reasonOf } from '../../platform/jira/reasons';
import type { VersionedImport, ImportPlan, StoredChunk } from './store/imports';
import { askAnew, SHORT_PAUSE_MS } from './authorize-batch';
import type { Asked, ChunkEnd } from './authorize-batch';
import { longestPause, lostPower, pauseOf, save, SLICE_MS } from './process-batch';
import { isNoted, nextBatch, notedBatch, noteOf } from './batch-note';
import type { Placed } from './batch-note';
import { countToday, untilTomorrow } from './day-quota';
import type { RunPorts } from './ports';
import type { TriedRow } from './record-rows';
import { restNow, spread } from './pace';
import { noteWaits } from './note-waits';
import { rowWork } from './row-work';
import { resetRetriable } from './chunk';
import type { TurnContext, Work } from './work';

/** Each try loses to at most one that got through. */
const TRIES_MAX = 10;

/** What is worked on, as it is after the last batch. */
interface Going {
  readonly held: VersionedImport;
  readonly slice: StoredChunk;
  readonly plan: ImportPlan;
  /** The place at which the next batch begins. */
  readonly from: number;
  /** Whether anything was written down. */
  readonly progress: boolean;
}

/**
 * Works off what is ready in a chunk, a batch at a time. Whether it may is asked for anew before each; what became of
 * each is written down, with which comes next, before that begins.
 */
export async function processChunk(
  index: number,
  first: VersionedImport,
  turn: TurnContext,
  ports: RunPorts,
): Promise<ChunkEnd> {
  const { clock } = ports;
  const deadline = clock.now() + SLICE_MS;
  const callers = ports.callersUntil(deadline);
  callers.whenWaiting(noteWaits(first.record.id, ports));
  let going: Going | undefined;
  for (let tries = 0; clock.now() < deadline && tries < TRIES_MAX;) {
    // Where nothing is left of the chunk, no call is needed.
    if (going && chooseBatch(index, going, turn, clock.now()).length === 0) break;
    const asked = await askAnew(going?.held ?? first, going ? undefined : index, turn, callers, ports);
    // Where time was over before Jira could answer, the next go asks again.
    if (asked.kind === 'pause' && clock.now() >= deadline) return { kind: 'worked', held: asked.held };
    if (asked.kind !== 'go') return asked;
    // The answers so far, that to the question before included, tell what is left for all sites.
    const rest = restNow(asked.held.record, callers.quota(), clock.now(), clock.random());
    if (rest !== undefined) return resting(asked.held, rest);
    going = going ? { ...going, held: asked.held } : beginning(index, asked);
    if (!going) return { kind: 'stop', held: asked.held, why: reason('import-damaged') };
    const batch = chooseBatch(index, going, turn, clock.now());
    if (batch.length === 0) {
      turn.open = undefined;
      return { kind: 'worked', held: going.held };
    }
    const begun = await beginBatch(batch, index, going, asked, ports);
    if (begun.kind === 'changed') {
      tries += 1;
      continue;
    }
    if (begun.kind !== 'begun') return begun;
    const after = await workOff(
      begun.batch,
      {
        index,
        plan: going.plan,
        callers,
        policy: asked.policy,
        settings: asked.work.settings,
        turn,
      },
      { ...going, held: begun.held },
      asked,
      ports,
    );
    if ('kind' in after) return after;
    going = after;
  }
  return { kind: 'worked', held: going?.held ?? first };
}

/** Leaves Jira to the people of all sites. */
function resting(held: VersionedImport, ms: number): Extract<ChunkEnd, { kind: 'pause' }> {
  return { kind: 'pause', held, why: reason('import-quota-pause'), ms };
}

/** The rows of the chunk; `undefined` where they are not what was sent. */
function beginning(index: number, { held, work: { slice, plan } }: Asked): Going | undefined {
  const summary = held.record.slices[index];
  if (!slice || !plan || slice.rows.length !== summary?.rows) return undefined;
  const rows = summary.again ? resetRetriable(slice.rows) : slice.rows;
  return { held, slice: { ...slice, rows }, plan, from: 0, progress: false };
}

/** Rows of a crashed worker come first, by themselves; then those that are noted already. */
function chooseBatch(
  index: number,
  { held, slice, from }: Going,
  turn: TurnContext,
  now: number,
): readonly Placed[] {
  if (turn.open?.slice === index) {
    const left = notedBatch(slice.rows, turn.open, now);
    if (left.length > 0) return left;
  }
  const { begun } = held.record;
  const noted = begun?.slice === index ? notedBatch(slice.rows, begun, now) : [];
  return noted.length > 0 ? noted : nextBatch(slice.rows, from, now);
}

type Begun =
  | { readonly kind: 'begun'; readonly batch: readonly Placed[]; readonly held: VersionedImport }
  | { readonly kind: 'changed' }
  | ChunkEnd;

/**
 * Sees to it that the import names the batch, and that its rows are counted today: both in one write, and neither where
 * that was done already.
 */
async function beginBatch(
  batch: readonly Placed[],
  index: number,
  { held }: Going,
  { work, policy }: Asked,
  { store, clock }: RunPorts,
): Promise<Begun> {
  const now = clock.now();
  const { record } = held;
  const isCounted = record.begun?.slice === index && record.begun.counted === true;
  // One that waits was counted when it was tried first.
  const isFresh = ({ row }: Placed): boolean => row.waiting === undefined && !isCounted;
  const fresh = batch.filter(isFresh).length;
  const today = countToday(record, fresh, policy, { known: work.counts, now, quotas: store.quotas });
  if (!today.ok) return { kind: 'pause', held, why: today.reason, ms: untilTomorrow(now) };
  const { rows, counts, counted: all } = today.data;
  let room = rows;
  const counted = batch.filter((placed) => !isFresh(placed) || (room -= 1) >= 0);
  if (counts.length === 0 && isNoted(record.begun, index, counted))
    return { kind: 'begun', batch: counted, held };
  const isSameSlice = record.begun?.slice === index;
  const { since = now, policy: version = work.settings.policy?.version } =
    (isSameSlice ? record.begun : undefined) ?? {};
  const begun = noteOf(index, counted, {
    since,
    policy: version,
    counted: isCounted || counts.length > 0,
  });
  const next = { ...record, begun, ...(all && { counted: all }) };
  const noted = await store.imports.replace(held, next, counts);
  return noted ? { kind: 'begun', batch: counted, held: noted } : { kind: 'changed' };
}

async function workOff(
  batch: readonly Placed[],
  work: Work,
  { held, slice, plan, progress }: Going,
  { privileged }: Asked,
  ports: RunPorts,
): Promise<Going | ChunkEnd> {
  const { turn } = work;
  const isRepeat = turn.open !== undefined;
  const done = await rowWork(held.record).process(batch, held.record, work, privileged, ports);
  if (!done.ok) return refusedEnd(held, done.error);
  const { results, unanswered } = done.data;
  const { missingAdmin } = privileged;
  const powerless = await lostPower(results, privileged);
  const pause = longestPause(results);
  const isUnfinished = (each: TriedRow): boolean =>
    each.invited.outcome.reason?.code === 'out-of-time' ||
    pauseOf(each.invited) !== undefined ||
    (powerless && each.invited.outcome.reason?.code === missingAdmin.code);
  // A create that is refused for want of power has done nothing.
  const mayBeDone = ({ invited: { outcome } }: TriedRow): boolean =>
    isRepeat || outcome.accountId !== undefined || outcome.reason?.code !== missingAdmin.code;
  const from = isRepeat ? 0 : (batch.at(-1)?.place ?? 0) + 1;
  const saved = await save(
    {
      results: results.filter((each) => !isUnfinished(each)),
      unfinished: [...results.filter((each) => isUnfinished(each) && mayBeDone(each)), ...unanswered],
      held,
      slice,
    },
    work,
    from,
    ports,
  );
  if (!saved) return { kind: 'leave' };
  if (saved.held.record.state !== 'running') return { kind: 'worked', held: saved.held };
  if (powerless) return { kind: 'stop', held: saved.held, why: missingAdmin };
  if (pause !== undefined) {
    return { ...resting(saved.held, spread(pause * 1000, ports.clock.random())), isRefused: true };
  }
  if (!saved.moved && (isRepeat || !progress)) {
    return { kind: 'pause', held: saved.held, why: reason('jira-unavailable'), ms: SHORT_PAUSE_MS };
  }
  return { ...saved, plan, from, progress: true };
}

function refusedEnd(held: VersionedImport, refusal: JiraError): ChunkEnd {
  const why = reasonOf(refusal);
  return isPassing(refusal) ? { kind: 'pause', held, why, ms: SHORT_PAUSE_MS } : { kind: 'stop', held, why };
}
