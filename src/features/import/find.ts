import type { AuditPorts } from '../audit/append';
import type { AccountId, ProjectId } from '../../domain/ids';
import type { ImportId } from '../../contract/import';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { ImportRecord } from './store/imports';
import type { Store } from '../stores';
import type { Push } from './ports';

export interface ControlPorts extends AuditPorts {
  readonly store: Store;
  readonly push: Push;
}

export interface Requester {
  readonly actor: AccountId;
  /** The project in which they are; nothing for Jira admins, who are in all. */
  readonly projectId: ProjectId | undefined;
}

/** An import of the caller's project. Another project's counts as unknown. */
export async function findImport(
  id: ImportId,
  { projectId }: Requester,
  store: Pick<Store, 'imports'>,
): Promise<Result<ImportRecord>> {
  const held = await store.imports.find(id);
  if (!held || (projectId !== undefined && held.record.projectId !== projectId))
    return fail(reason('import-unknown'));
  return ok(held.record);
}

/** The same, where only the owner may go on. */
export async function findOwn(
  id: ImportId,
  who: Requester,
  store: Pick<Store, 'imports'>,
): Promise<Result<ImportRecord>> {
  const found = await findImport(id, who, store);
  if (!found.ok || found.data.owner === who.actor) return found;
  return fail(reason('import-not-yours'));
}

/**
 * The same, for those who may let it go on: its owner, or the person who cancelled it. What another
 * cancelled, a Jira admin lets go on, too.
 */
export async function findHalted(
  id: ImportId,
  who: Requester,
  store: Pick<Store, 'imports'>,
): Promise<Result<ImportRecord>> {
  const found = await findImport(id, who, store);
  if (!found.ok) return found;
  const { owner, heldBy } = found.data;
  if (heldBy) {
    const mayLetGo = who.projectId === undefined || heldBy.accountId === who.actor;
    return mayLetGo ? found : fail(reason('import-held'));
  }
  return owner === who.actor ? found : fail(reason('import-not-yours'));
}
