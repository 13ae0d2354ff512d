import type { HourQuota } from '../../platform/jira/hour-quota';
import type { ImportRecord } from './store/imports';
import { BATCH_ROWS } from './record-rows';

/** An import stops below this share of the hour's points: all sites share them, and the rest is for people and scripts. */
const RESERVE = 0.3;
/** On top of the wait, so that not all imports of all sites come back at the same moment. */
const SPREAD_MS = 600_000;
const HOUR_MS = 3_600_000;
/** An hour that was full and met no refusal lets the next one do so much more. */
const GROWTH = 1.25;

/** How many rows an import does in an hour, where Jira does not tell what is left of its points. */
type Pace = NonNullable<ImportRecord['pace']>;

/** How long an import leaves Jira alone now, in ms; `undefined` where it may go on. @param random 0 to 1. */
export function restNow(
  { pace }: Pick<ImportRecord, 'pace'>,
  quota: HourQuota | undefined,
  now: number,
  random: number,
): number | undefined {
  if (quota) return quota.left < RESERVE ? spread(quota.resetsAt - now, random) : undefined;
  const isFull = pace?.max !== undefined && pace.hour === hourOf(now) && pace.rows >= pace.max;
  return isFull ? spread(HOUR_MS - (now % HOUR_MS), random) : undefined;
}

/** A wait that Jira asks of many at once. */
export function spread(ms: number, random: number): number {
  return Math.max(ms, 0) + SPREAD_MS * random;
}

/** The pace after so many rows more. */
export function paceAfter(pace: Pace | undefined, rows: number, now: number): Pace {
  const hour = hourOf(now);
  if (pace?.hour === hour) return { ...pace, rows: pace.rows + rows };
  if (pace?.max === undefined) return { hour, rows };
  const wasFull = pace.rows >= pace.max;
  return { hour, rows, max: wasFull ? Math.ceil(pace.max * GROWTH) : pace.max };
}

/** The pace once the hour's points were gone: half of what was done in it, at least a batch. */
export function halvedPace(pace: Pace | undefined, now: number): Pace {
  const { hour, rows, max = rows } = paceAfter(pace, 0, now);
  // Counted from nothing: an hour with a refusal is none that lets the next one grow.
  return { hour, rows: 0, max: Math.max(BATCH_ROWS, Math.floor(Math.min(rows, max) / 2)) };
}

function hourOf(now: number): number {
  return Math.floor(now / HOUR_MS);
}
