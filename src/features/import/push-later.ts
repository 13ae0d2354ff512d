import type { RunPorts } from './ports';

/** Forge async events: the longest delay. The schedule takes care of longer ones. */
const DELAY_MAX_SECONDS = 900;

/** An event that gets lost costs some minutes, an hour at most: then the schedule finds the import. */
export async function pushLater(
  event: Parameters<RunPorts['push']>[0],
  ms: number,
  push: RunPorts['push'],
): Promise<void> {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds > DELAY_MAX_SECONDS) return;
  await push(event, seconds).catch(() => undefined);
}
