import type { Clock } from '../../platform/clock';
import { isRetried } from '../../domain/reasons';
import type { AccessExpiry } from './store/expiry-store';
import type { RemovedAccess } from './remove-access';

const HOUR_MS = 3_600_000;
/** Waits after failures in a row. The schedule runs each hour, so that each ends a little before a run. */
const WAITS_MS = [1, 2, 4, 6].map((hours) => hours * HOUR_MS - 10 * 60_000);

/**
 * An ending that could not be ended, without its lease. Where its time has come it stands behind the others, the
 * further the more often it failed: those that cannot end must not keep the others waiting.
 */
export function retryLater(
  ending: AccessExpiry,
  result: RemovedAccess,
  clock: Pick<Clock, 'now'>,
): AccessExpiry {
  const { leaseUntil: _lease, ...free } = ending;
  const now = clock.now();
  if (result.ok || Date.parse(ending.endsAt) > now) return free;
  const before = ending.failures ?? 0;
  const failures = isRetried(result.reason.code, 'expiry') ? before : before + 1;
  const place = failures === before ? 0 : Math.min(failures, WAITS_MS.length) - 1;
  return { ...free, failures, retryAt: new Date(now + (WAITS_MS[place] ?? HOUR_MS)).toISOString() };
}
