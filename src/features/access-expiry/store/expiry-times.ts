import type { AccessExpiry } from './expiry-store';

/** A lease older than this belongs to a crashed worker. */
export const LEASE_MS = 2 * 60_000;
/** Longer than any lease: older versions stored leases without an end. */
const LEASE_MAX_MS = 10 * 60_000;
/** How long before the end the inviter is told, in ms. */
export const REMIND_MS = 3 * 86_400_000;

/** Whether no worker and no agent is at an ending. */
export function isFree({ leaseUntil = 0 }: Pick<AccessExpiry, 'leaseUntil'>, now: number): boolean {
  return leaseUntil <= now || leaseUntil > now + LEASE_MAX_MS;
}

/** Whether a worker crashed at an ending: some of the access may be taken off already, and no entry says so. */
export function isLeftOff({ leaseUntil = 0 }: Pick<AccessExpiry, 'leaseUntil'>, now: number): boolean {
  return leaseUntil > 0 && leaseUntil <= now;
}

/** Whether an expiry is so near that its author needs no reminder. */
export function isSoon(endsAt: string, now: number): boolean {
  return Date.parse(endsAt) <= now + REMIND_MS;
}
