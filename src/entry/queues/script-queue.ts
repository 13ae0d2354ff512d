import * as z from 'zod/mini';
import { reasonOfError } from '../../features/authorization/unexpected';
import { runScriptJob } from '../../features/script-api/run-job';
import { pushEvents, runAgain } from '../../platform/forge/queue';
import type { RunAgain } from '../../platform/forge/queue';
import { portsFor, TRIGGER_BUDGET_MS } from '../ports';
import { unattended } from '../unattended';

/** The queue's key in manifest.yml. */
const QUEUE = 'script';
/** Requests of scripts that are worked on at once, on a site. */
const CONCURRENCY = { key: 'script', limit: 4 };
/** Seconds until a job that failed is tried again; storage may be out of order. */
const FAILED_SECONDS = 30;

const eventSchema = z.object({ body: z.object({ jobId: z.string() }) });

export async function pushScriptJob(jobId: string): Promise<void> {
  await pushEvents(QUEUE, [{ body: { jobId }, concurrency: CONCURRENCY }]);
}

/** Does what scripts asked for, where their door may not do it itself. */
export const onScriptQueue = unattended(
  'script-queue',
  async (event: unknown): Promise<RunAgain | undefined> => {
    const { jobId } = eventSchema.parse(event).body;
    try {
      const end = await runScriptJob(jobId, { ...portsFor(TRIGGER_BUDGET_MS), push: pushScriptJob });
      return end.kind === 'again' ? runAgain(end.seconds) : undefined;
    } catch (error) {
      reasonOfError(error, 'script-queue');
      return runAgain(FAILED_SECONDS);
    }
  },
);
