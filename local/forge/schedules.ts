import type { ForgeHost } from './host';
import { INTERVAL_MS } from './manifest';

/** Runs each scheduled trigger again and again, as often as the manifest says. @returns what ends that. */
export function startSchedules(host: ForgeHost): () => void {
  const timers = host.manifest.modules.scheduledTrigger.map(({ key, interval }) =>
    // One that fails is in the log, and runs again.
    setInterval(() => void host.runSchedule(key).catch(() => undefined), INTERVAL_MS[interval]),
  );
  return () => timers.forEach((timer) => clearInterval(timer));
}
