import * as z from 'zod/mini';
import { systemClock } from '../../platform/clock';
import { importIdSchema } from '../../contract/import';
import { denyReason } from '../../features/authorization/permission';
import { reasonOfError } from '../../features/authorization/unexpected';
import type { Push, RunPorts } from '../../features/import/ports';
import { runTurn } from '../../features/import/run-turn';
import { pushEvents, runAgain } from '../../platform/forge/queue';
import type { RunAgain } from '../../platform/forge/queue';
import { createCallers } from '../../platform/jira/clients';
import { deferWrites } from './defer-writes';
import { storeOfImport } from '../ports';
import { unattended } from '../unattended';

/** The queue's key in manifest.yml. */
const QUEUE = 'import';
/** One import at a time on a site: together no more calls are under way than one may have. */
const CONCURRENCY = { key: 'import', limit: 1 };
/** Seconds until a turn that failed is tried again; storage or Jira may be out of order. */
const FAILED_SECONDS = 60;

const eventSchema = z.object({ body: z.object({ importId: importIdSchema, turn: z.int() }) });

export const pushImport: Push = async (event, delaySeconds) => {
  await pushEvents(QUEUE, [{ body: { ...event }, delaySeconds, concurrency: CONCURRENCY }]);
};

/** Works on imports, for up to 900 seconds (manifest.yml). */
export const onImportQueue = unattended(
  'import-queue',
  async (event: unknown): Promise<RunAgain | undefined> => {
    const { body } = eventSchema.parse(event);
    try {
      const end = await runTurn(body, runPorts());
      return end.kind === 'taken' ? runAgain(Math.ceil(end.ms / 1000)) : undefined;
    } catch (error) {
      reasonOfError(error, 'import-queue');
      return runAgain(FAILED_SECONDS);
    }
  },
);

function runPorts(): RunPorts {
  const clock = systemClock;
  return {
    store: storeOfImport(),
    clock,
    postpone: deferWrites,
    push: pushImport,
    callersUntil: (deadline) => createCallers(clock, deadline),
    refusal: (callers, owner, { projectId, mayInvite }) =>
      denyReason('inviter', callers.offline(owner), owner, projectId, () => Promise.resolve(mayInvite)),
  };
}
