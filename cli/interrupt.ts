import type { Io } from './io';

/** Of a process that a signal ended: 128 and the signal's number. */
const BY_SIGINT = 130;

export interface Interrupt {
  readonly requested: () => boolean;
  readonly release: () => void;
}

/** Lets Ctrl+C end the work at hand first. A second one ends the process at once. */
export function onInterrupt({ note }: Pick<Io, 'note'>): Interrupt {
  let requested = false;
  const handle = (): void => {
    if (requested) process.exit(BY_SIGINT);
    requested = true;
    note('\nEnding after the rows at hand. Ctrl+C again ends at once.\n');
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    requested: () => requested,
    release() {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
    },
  };
}
