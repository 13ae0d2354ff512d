import type { Actor } from '../../domain/actor';
import type { ProjectId } from '../../domain/ids';
import type { PendingInvitation } from './store/pending';
import type { InvitationResult } from './stages';
import { SEARCH_LAG_WAITS_MS } from './search-lag';

const MINUTE_MS = 60_000;

/** Far longer than the last try: then the address goes, even if the schedule never ran. */
const KEPT_MS = 24 * 60 * MINUTE_MS;

/**
 * Asks the schedule to invite once more, when Jira's search may have caught up.
 *
 * @param waiting what waits for this address already: its organizations are not forgotten.
 */
export function firstRetry(
  { outcome, organizations, endsAt, ruled, maybeMade }: InvitationResult,
  actor: Actor,
  projectId: ProjectId,
  now: number,
  waiting: PendingInvitation | undefined,
): PendingInvitation {
  const asked = organizations.map(({ id, name }) => ({ id, name, ...(ruled && { ruled }) }));
  const all = new Map([...(waiting?.organizations ?? []), ...asked].map((each) => [each.id, each]));
  return {
    projectId,
    actor,
    email: outcome.email,
    organizations: [...all.values()],
    ...(endsAt !== undefined && { endsAt }),
    ...((maybeMade ?? waiting?.maybeMade) && { maybeMade: true }),
    attempts: 1,
    dueAt: now + (SEARCH_LAG_WAITS_MS[0] ?? MINUTE_MS),
    until: waiting?.until ?? now + KEPT_MS,
  };
}

/** When an invitation that waits was made, in ms since 1970. */
export function askedAt({ until }: Pick<PendingInvitation, 'until'>): number {
  return until - KEPT_MS;
}

/** What still waits after the same person was invited by hand, or `undefined` where all of it is done. */
export function stillWaiting(
  waiting: PendingInvitation,
  { organizations }: InvitationResult,
): PendingInvitation | undefined {
  const left = waiting.organizations.filter(({ id }) => !organizations.some((each) => each.id === id));
  return left.length === 0 ? undefined : { ...waiting, organizations: left };
}

/** The next retry after one more that found no account, or `undefined` where it was the last. */
export function nextRetry(pending: PendingInvitation, now: number): PendingInvitation | undefined {
  const wait = SEARCH_LAG_WAITS_MS[pending.attempts];
  return wait === undefined ? undefined : { ...pending, attempts: pending.attempts + 1, dueAt: now + wait };
}
