import { systemClock } from '../platform/clock';
import type { GuardPorts } from '../features/authorization/guard';
import { createCallers } from '../platform/jira/clients';
import { markingStore } from '../features/agenda/marking-store';
import { forgeStore } from '../features/stores';
import type { Store } from '../features/stores';
import { deferWrites } from './queues/defer-writes';
import { pushWake } from './queues/wake-queue';

/**
 * Forge ends what a screen or a life cycle event called after 25 s; the rest is kept to write down what was done.
 *
 * @see https://developer.atlassian.com/platform/forge/limits-invocation/
 */
export const RESOLVER_BUDGET_MS = 20_000;
/** Forge ends web triggers, actions and schedules after 55 s unless the manifest says otherwise. */
export const TRIGGER_BUDGET_MS = 45_000;

/** Ends of access may take longer: the manifest gives them 300 s. */
export const ENDING_BUDGET_MS = 240_000;

/** The daily look may take longer: the manifest gives it 300 s. */
export const UPKEEP_BUDGET_MS = 240_000;

/** What one invocation works with; nothing of it outlives the invocation. */
export function portsFor(budgetMs: number, store = storeOfApp()): GuardPorts {
  return {
    callers: createCallers(systemClock, systemClock.now() + budgetMs),
    store,
    clock: systemClock,
    postpone: deferWrites,
  };
}

/** The app's storage; what is begun in it and not ended, the schedules find. */
function storeOfApp(): Store {
  return markingStore(forgeStore, { clock: systemClock, wake: pushWake });
}

/**
 * The same for a worker at an import: it changes an import that runs, which a schedule looks at until it is over. Checkpoints
 * cost no mark.
 */
export function storeOfImport(): Store {
  return { ...storeOfApp(), imports: forgeStore.imports };
}
