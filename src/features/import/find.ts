import type { AuditPorts } from '../audit/record';
import type { AccountId, ProjectId } from '../../domain/ids';
import type { ImportId } from '../../contract/import';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { ImportRecord } from './store/imports';
import type { Store } from '../stores';
import type { Push } from './ports';

export interface SteerPorts extends AuditPorts {
  readonly store: Store;
  readonly push: Push;
}

export type Steered =
  { readonly ok: true; readonly record: ImportRecord } | { readonly ok: false; readonly reason: Reason };

export interface Who {
  readonly actor: AccountId;
  /** The project in which they are; nothing for Jira admins, who are in all. */
  readonly projectId: ProjectId | undefined;
}

/** An import of the project in which somebody is. Of another one nothing is said. */
export async function findImport(
  id: ImportId,
  { projectId }: Who,
  store: Pick<Store, 'imports'>,
): Promise<Steered> {
  const held = await store.imports.find(id);
  if (!held || (projectId !== undefined && held.record.projectId !== projectId))
    return { ok: false, reason: reason('import-unknown') };
  return { ok: true, record: held.record };
}

/** The same, where only the owner may go on. */
export async function findOwn(id: ImportId, who: Who, store: Pick<Store, 'imports'>): Promise<Steered> {
  const found = await findImport(id, who, store);
  if (!found.ok || found.record.owner === who.actor) return found;
  return { ok: false, reason: reason('import-not-yours') };
}

/**
 * The same, where whoever halted it may let it go on: its owner, or the one who cancelled it. What somebody else
 * cancelled, a Jira admin lets go on, too.
 */
export async function findHalted(id: ImportId, who: Who, store: Pick<Store, 'imports'>): Promise<Steered> {
  const found = await findImport(id, who, store);
  if (!found.ok) return found;
  const { owner, heldBy } = found.record;
  if (heldBy) {
    const mayLetGo = who.projectId === undefined || heldBy.accountId === who.actor;
    return mayLetGo ? found : { ok: false, reason: reason('import-held') };
  }
  return owner === who.actor ? found : { ok: false, reason: reason('import-not-yours') };
}
