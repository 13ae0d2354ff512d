import type { Authorized } from '../../features/authorization/procedure';
import type { ControlPorts } from '../../features/import/find';
import { pushImport } from '../queues/import-queue';

/** What functions that steer an import work with. */
export function controlPorts({ store, clock, postpone }: Authorized): ControlPorts {
  return { store, clock, postpone, push: pushImport };
}
