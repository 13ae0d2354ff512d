import { privilegedCaller } from '../authority/privileged';
import { person } from '../contract/actor';
import { reason } from '../contract/reason';
import type { Reason } from '../contract/reason';
import type { InvitePorts } from '../invite/invite';
import { isPassing } from '../jira/answer';
import type { Refusal } from '../jira/answer';
import { reasonOf } from '../jira/reasons';
import { projectPolicy } from '../policy/effective';
import type { HeldImport, StoredSlice } from '../store/imports';
import {
  inviteBatch,
  knownOrganizations,
  longestPause,
  lostPower,
  nextBatch,
  pauseOf,
  save,
  SLICE_MS,
} from './batch';
import type { Turn, Work } from './batch';
import type { RunPorts } from './ports';
import { begunAgain } from './slice';

/** Where nothing could be done at all, in ms. */
const SHORT_PAUSE_MS = 60_000;

export type SliceEnd =
  /** All that was ready is done, or there was no time for more. */
  | { readonly kind: 'worked'; readonly held: HeldImport }
  | { readonly kind: 'pause'; readonly held: HeldImport; readonly why: Reason; readonly ms: number }
  | { readonly kind: 'stop'; readonly held: HeldImport; readonly why: Reason }
  /** Somebody else works on it. */
  | { readonly kind: 'leave' };

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
    store: { ...store, addresses: { find: () => Promise.resolve(new Map()) } },
    clock,
    tell: () => undefined,
    actor: person(first.record.owner),
    postpone: ports.postpone,
    run: `import:${first.record.id}`,
    repeated: work.turn.isRepeat,
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

    const results = await inviteBatch(batch, known.data, held.record, work, invitePorts());
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
    work.turn.isRepeat = false;

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

function refusedEnd(held: HeldImport, refusal: Refusal): SliceEnd {
  const why = reasonOf(refusal);
  return isPassing(refusal) ? { kind: 'pause', held, why, ms: SHORT_PAUSE_MS } : { kind: 'stop', held, why };
}

function powerEnd(held: HeldImport, why: Reason): SliceEnd {
  return why.code === 'delegate-lost-admin'
    ? { kind: 'stop', held, why }
    : { kind: 'pause', held, why, ms: SHORT_PAUSE_MS };
}
