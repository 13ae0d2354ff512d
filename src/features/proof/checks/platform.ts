import { heldPermissions, holdsAdminister, invitePermission } from '../../../platform/jira/permissions';
import { leadOf } from '../../../platform/jira/service-desks';
import { doneOr, overlaps, secondsOf, skipped, statusIn, told } from '../step';
import type { Step } from '../step';

const WAIT_SECONDS = 5;
/** Events may come a little early by the platform's clock, and late where it is busy. */
const EARLY_MS = 500;
const LATE_MS = 60_000;
const INDEX_SOON_MS = 1_000;
const CHECKPOINT_SOON_MS = 2_000;
/** Each probe of the queue takes a second, and then comes the other one. */
const PROBES_SECONDS = 6;
const PROBES_TRIES = 4;

/** Does Jira know the permission that the app brings? Whether this person holds it is another question. */
export const checkPermission: Step = async ({ run, callers }) => {
  const asked = [invitePermission()];
  const held = await heldPermissions(callers.offline(run.by), run.by, run.projectId, asked);
  return doneOr('permission-check', held, '200', 'refused');
};

/** The worker's own events come from a queue. */
export const checkOfflineConsumer: Step = async ({ run, callers }) =>
  doneOr('offline-consumer', await holdsAdminister(callers.offline(run.by)), '200', 'refused');

/** An app that is not shared may act for its contributors only; the admin who proves may be one. */
export const checkOfflineOthers: Step = async ({ run, callers }) => {
  const lead = await leadOf(callers.app, run.projectId);
  if (!lead.ok) return told('offline-others', 'unknown', statusIn(lead.error));
  if (lead.data === undefined || lead.data === run.by) return skipped('offline-others');
  return doneOr('offline-others', await holdsAdminister(callers.offline(lead.data)), '200', 'refused');
};

/** The app may reach nothing outside of Jira, and so not its own address: the first request of a script tells. */
export const checkOfflineWebTrigger: Step = () =>
  Promise.resolve(told('offline-web-trigger', 'skipped', '', 'not-tried'));

export const checkStorageRefused: Step = async ({ storage }) => {
  const answer = await storage.refusal();
  return answer.startsWith('4')
    ? told('storage-refused', 'expected', answer)
    : told('storage-refused', 'differs', answer, 'different');
};

export const checkStorageIndex: Step = async ({ storage, clock }) => {
  const { isRead, listedMs } = await storage.index(clock);
  const answer = `${isRead ? 'read at once' : 'not read at once'}, ${listedMs === undefined ? '> 10 s' : secondsOf(listedMs)}`;
  return isRead && listedMs !== undefined && listedMs <= INDEX_SOON_MS
    ? told('storage-index', 'expected', answer)
    : told('storage-index', 'differs', answer, 'late');
};

export const checkStorageCheckpoint: Step = async ({ storage, clock }) => {
  const ms = await storage.checkpoint(clock);
  return ms <= CHECKPOINT_SOON_MS
    ? told('storage-checkpoint', 'expected', secondsOf(ms))
    : told('storage-checkpoint', 'differs', secondsOf(ms), 'slow');
};

export const checkQueueDelay: Step = ({ run, clock }) =>
  timed('queue-delay', 'delay', run.scratch?.['delayed'], clock.now());

export const checkQueueRetry: Step = ({ run, clock, isRetried }) =>
  timed('queue-retry', 'retry', isRetried ? run.scratch?.['retried'] : undefined, clock.now());

/** Pushes an event, or has one come again, and says when it came. */
function timed(
  check: 'queue-delay' | 'queue-retry',
  by: 'delay' | 'retry',
  since: number | undefined,
  now: number,
): ReturnType<Step> {
  const name = by === 'delay' ? 'delayed' : 'retried';
  if (since === undefined) {
    return Promise.resolve({ kind: 'wait', seconds: WAIT_SECONDS, by, scratch: { [name]: now } });
  }
  const ms = now - since;
  const isInTime = ms >= WAIT_SECONDS * 1000 - EARLY_MS && ms <= LATE_MS;
  return Promise.resolve(
    isInTime ? told(check, 'expected', secondsOf(ms)) : told(check, 'differs', secondsOf(ms), 'different'),
  );
}

/** Two events with a key of which one may run at a time: do they run at once all the same? */
export const checkQueueConcurrency: Step = async ({ run, store, pushProbes }) => {
  const tries = run.scratch?.['probed'] ?? 0;
  if (tries === 0) await pushProbes(run.id);
  const spans = await store.spans(run.id);
  if (spans.length < 2 && tries < PROBES_TRIES) {
    return { kind: 'wait', seconds: PROBES_SECONDS, by: 'delay', scratch: { probed: tries + 1 } };
  }
  if (spans.length < 2) return told('queue-concurrency', 'unknown', `${spans.length} of 2 came`);
  return overlaps(spans)
    ? told('queue-concurrency', 'differs', '2', 'overlap')
    : told('queue-concurrency', 'expected', '1');
};
