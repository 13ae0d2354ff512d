import type { StoredExpiry } from '../access-expiry/store/expiry-store';
import { isFree, isLeftOff } from '../access-expiry/store/expiry-times';

/** Whether a worker is ending a customer's access just now, or crashed at it. @param now ms since 1970. */
export function isUnderWay(stored: StoredExpiry | undefined, now: number): boolean {
  const before = stored?.ending;
  return (
    before !== undefined && (!isFree(before, now) || isLeftOff(before, now) || before.removes !== undefined)
  );
}
