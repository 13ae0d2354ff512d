import * as z from 'zod/mini';
import { markWork } from '../../features/agenda/mark-work';
import { runSelfTest } from '../../features/authority/self-test';
import { runAgain } from '../../platform/forge/queue';
import type { RunAgain } from '../../platform/forge/queue';
import { portsFor, RESOLVER_BUDGET_MS } from '../ports';
import { pushWake } from '../queues/wake-queue';
import { unattended } from '../unattended';

/** Forge runs a trigger again at most this often. */
const RETRIES_MAX = 4;

const eventSchema = z.object({
  retryContext: z.optional(z.object({ retryCount: z.optional(z.number()) })),
});

/**
 * Runs the self-test right after install or upgrade. Jira grants the app its permissions in the minutes
 * after, so a "no" is asked again: after 5, 25, 125 and 625 seconds.
 *
 * @see https://developer.atlassian.com/platform/forge/events-reference/life-cycle/
 */
export const onInstalled = unattended('installed', async (event: unknown): Promise<RunAgain | undefined> => {
  const { callers, store, clock } = portsFor(RESOLVER_BUDGET_MS);
  // A worker of the version before may still run, and marks nothing.
  await markWork({ store, clock, wake: pushWake });
  const { authority } = await store.settings.read();
  const tries = eventSchema.safeParse(event).data?.retryContext?.retryCount ?? 0;
  const selfTest = await runSelfTest(authority, { callers, clock });

  const tryAgain = selfTest.result !== 'ready' && tries < RETRIES_MAX;
  await store.settings.saveSelfTest(tryAgain ? { ...selfTest, result: 'waiting' } : selfTest);
  if (!tryAgain) return undefined;
  return runAgain(5 ** (tries + 1));
});
