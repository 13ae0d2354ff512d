import { Queue } from '@forge/events';
import type { InvocationError } from '@forge/events';
import * as z from 'zod/mini';
import { reasonOfError } from '../../features/authorization/unexpected';
import { runScriptJob } from '../../features/script-api/run-job';
import { portsFor, TRIGGER_BUDGET_MS } from '../ports';
import { unattended } from '../unattended';
import { comeAgain } from './come-again';

/** The queue's key in manifest.yml. */
const QUEUE = 'script';
/** Requests of scripts that are worked on at once, on a site. */
const CONCURRENCY = { key: 'script', limit: 4 };
/** Seconds until a job that failed is tried again; storage may be out of order. */
const FAILED_SECONDS = 30;

const eventSchema = z.object({ body: z.object({ jobId: z.string() }) });

/** @see https://developer.atlassian.com/platform/forge/runtime-reference/async-events-api/ */
export async function pushScriptJob(jobId: string): Promise<void> {
  await new Queue({ key: QUEUE }).push({ body: { jobId }, concurrency: CONCURRENCY });
}

/** Does what scripts asked for, where their door may not do it itself. */
export const onScriptQueue = unattended(
  'script-queue',
  async (event: unknown): Promise<InvocationError | undefined> => {
    const { jobId } = eventSchema.parse(event).body;
    try {
      const end = await runScriptJob(jobId, { ...portsFor(TRIGGER_BUDGET_MS), push: pushScriptJob });
      return end.kind === 'again' ? comeAgain(end.seconds) : undefined;
    } catch (error) {
      reasonOfError(error, 'script-queue');
      return comeAgain(FAILED_SECONDS);
    }
  },
);
