import type { ImportView } from '../../contract/import';
import type { Authorized, TrustedContext } from '../../features/authorization/procedure';
import type { ControlPorts } from '../../features/import/find';
import { viewOf } from '../../features/import/view';
import { pushImport } from '../queues/import-queue';

/** What functions that steer an import work with. */
export function controlPorts({ store, clock, postpone }: Authorized): ControlPorts {
  return { store, clock, postpone, push: pushImport };
}

/** Imports in the list: what is older is in the audit log. */
const LISTED_MAX = 20;

/** The imports of the space, lists of leavers among them, the newest first. */
export async function listedImports(
  { actor, projectId }: TrustedContext<'inviter'>,
  { store, clock }: Authorized,
): Promise<readonly ImportView[]> {
  const records = await store.imports.list(projectId, LISTED_MAX);
  return records.map((record) => viewOf(record, actor, clock.now()));
}
