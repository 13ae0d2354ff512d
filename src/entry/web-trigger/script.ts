import * as z from 'zod/mini';
import type { ScriptAnswer } from '../../contract/script-api';
import { reasonOfError } from '../../features/authorization/unexpected';
import { handleRequest } from '../../features/script-api/handle-request';
import { pushScriptJob } from '../queues/script-queue';
import { portsFor, TRIGGER_BUDGET_MS } from '../ports';

const requestSchema = z.object({
  method: z.optional(z.string()),
  headers: z.optional(z.record(z.string(), z.array(z.string()))),
  body: z.optional(z.string()),
});

/**
 * The script's door: a web trigger with fixed outputs, so that no data can leave through it. Anybody can call it; the key
 * in the request decides.
 *
 * @see https://developer.atlassian.com/platform/forge/manifest-reference/modules/web-trigger/
 */
export async function scriptDoor(request: unknown): Promise<{ readonly outputKey: ScriptAnswer }> {
  const read = requestSchema.safeParse(request);
  if (!read.success) return { outputKey: 'invalid' };
  try {
    return {
      outputKey: await handleRequest(read.data, { ...portsFor(TRIGGER_BUDGET_MS), push: pushScriptJob }),
    };
  } catch (error) {
    reasonOfError(error, 'script');
    return { outputKey: 'failed' };
  }
}
