import type { Proven } from '../../features/authorization/procedure';
import type { SteerPorts } from '../../features/import/find';
import { pushImport } from '../queues/import-queue';

/** What functions that steer an import work with. */
export function steering({ store, clock, postpone }: Proven): SteerPorts {
  return { store, clock, postpone, push: pushImport };
}
