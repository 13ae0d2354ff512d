import { refusal } from '../guard/permission';
import { retryPending } from '../invite/retry-pending';
import { portsFor, TRIGGER_BUDGET_MS } from './ports';

/** Every five minutes: invites those again whose accounts Jira had not found yet. */
export async function onSchedule(): Promise<void> {
  const { callers, store, clock } = portsFor(TRIGGER_BUDGET_MS);
  await retryPending({
    callers,
    store,
    clock,
    // Nobody is at the screen, so Jira is asked as the agent whose invitation it is.
    refusal: (actor, projectId) => refusal('agent', callers.offline(actor), actor, projectId),
  });
}
