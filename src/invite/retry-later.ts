import type { AccountId, ProjectId } from '../contract/ids';
import type { Item } from '../store/batch';
import { pendingItem } from '../store/pending';
import type { PendingInvitation } from '../store/pending';
import type { Invited } from './invited';

const MINUTE_MS = 60_000;
/** Waits between tries: Jira takes "a few minutes" to find a new account. */
const WAITS_MS = [5, 10, 20, 40, 80].map((minutes) => minutes * MINUTE_MS);

/** Asks the schedule to invite once more, when Jira's search may have caught up. */
export function firstRetryItem(
  { outcome, organizations }: Invited,
  actor: AccountId,
  projectId: ProjectId,
  now: number,
): Item {
  return pendingItem({
    projectId,
    actor,
    email: outcome.email,
    organizations: [...organizations],
    attempts: 1,
    dueAt: now + (WAITS_MS[0] ?? MINUTE_MS),
  });
}

/** The next try after one more that found nothing, or nothing where it was the last. */
export function nextRetry(pending: PendingInvitation, now: number): PendingInvitation | undefined {
  const wait = WAITS_MS[pending.attempts];
  return wait === undefined ? undefined : { ...pending, attempts: pending.attempts + 1, dueAt: now + wait };
}
