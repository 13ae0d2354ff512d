import { randomBytes } from 'node:crypto';
import type { ProjectId } from '../../domain/ids';
import { LAYOUTS_MAX } from '../../contract/import-layouts';
import type { LayoutInput, LayoutRef, LayoutRename, SavedLayout } from '../../contract/import-layouts';
import { reason } from '../../domain/reason';
import { fail, ok } from '../../domain/result';
import type { Result } from '../../domain/result';
import type { Store } from '../stores';

type Ports = Pick<Store, 'importLayouts'>;
type Layouts = readonly SavedLayout[];

/** Saves a layout; one of the same name gives way. */
export async function saveLayout(
  projectId: ProjectId,
  input: LayoutInput,
  { importLayouts }: Ports,
): Promise<Result<Layouts>> {
  const id = randomBytes(6).toString('hex');
  const layouts = await importLayouts.change(projectId, (before) => {
    const others = before.filter(({ name }) => name !== input.name);
    return others.length < LAYOUTS_MAX ? [{ ...input, id }, ...others] : undefined;
  });
  const isSaved = layouts.some((each) => each.id === id);
  return isSaved ? ok(layouts) : fail(reason('layouts-full', { max: LAYOUTS_MAX }));
}

/** One that is gone meanwhile stays so; another of the new name gives way. */
export async function renameLayout(
  projectId: ProjectId,
  { id, name }: LayoutRename,
  { importLayouts }: Ports,
): Promise<Result<Layouts>> {
  return ok(
    await importLayouts.change(projectId, (before) =>
      before.some((each) => each.id === id)
        ? before.flatMap((each) => (each.id === id ? { ...each, name } : each.name === name ? [] : each))
        : undefined,
    ),
  );
}

export async function removeLayout(
  projectId: ProjectId,
  { id }: LayoutRef,
  { importLayouts }: Ports,
): Promise<Result<Layouts>> {
  return ok(await importLayouts.change(projectId, (before) => before.filter((each) => each.id !== id)));
}
