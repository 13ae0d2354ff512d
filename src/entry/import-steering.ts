import type { Proven } from '../guard/definition';
import type { SteerPorts } from '../import/find';
import { pushImport } from './import-queue';

/** What functions that steer an import work with. */
export function steering({ store, clock, postpone }: Proven): SteerPorts {
  return { store, clock, postpone, push: pushImport };
}
