import type { GuardPorts } from '../features/authorization/guard';

/** Ports whose first read of the settings is good for two: it serves the project's name and the guard. */
export function readOnce(ports: GuardPorts): GuardPorts {
  const { settings } = ports.store;
  let first: ReturnType<typeof settings.read> | undefined;
  let reads = 0;
  const read = (): ReturnType<typeof settings.read> => {
    reads += 1;
    // Later ones ask whether it still holds.
    if (reads > 2) return settings.read();
    first ??= settings.read();
    return first;
  };
  return { ...ports, store: { ...ports.store, settings: { ...settings, read } } };
}
