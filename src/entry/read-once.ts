import type { GuardPorts } from '../guard/guard';

/** Ports that read the settings once: the same answer serves the project's name and the guard. */
export function readOnce(ports: GuardPorts): GuardPorts {
  let settings: ReturnType<typeof ports.store.settings.read> | undefined;
  const read = (): NonNullable<typeof settings> => (settings ??= ports.store.settings.read());
  return { ...ports, store: { ...ports.store, settings: { ...ports.store.settings, read } } };
}
