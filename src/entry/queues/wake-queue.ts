import * as z from 'zod/mini';
import type { MarkPorts } from '../../features/agenda/mark-work';
import { pushEvents } from '../../platform/forge/queue';

/** The queue's key in manifest.yml. */
const QUEUE = 'wake';

const eventSchema = z.object({ body: z.object({ always: z.optional(z.boolean()) }) });

/** Has what the schedule `retry` does done sooner than in an hour. */
export const pushWake: MarkPorts['wake'] = async (ms, how) => {
  const body = how === 'always' ? { always: true } : {};
  await pushEvents(QUEUE, [{ body, delaySeconds: Math.max(1, Math.ceil(ms / 1000)) }]);
};

/** Whether an event is to be obeyed whatever the agenda says. */
export function isAlways(event: unknown): boolean {
  return eventSchema.safeParse(event).data?.body.always === true;
}
