import { layoutInputSchema, layoutRefSchema, layoutRenameSchema } from '../../contract/import-layouts';
import { procedure } from '../../features/authorization/guard';
import type { Procedure } from '../../features/authorization/guard';
import { removeLayout, renameLayout, saveLayout } from '../../features/import/layouts';

const save = procedure({
  name: 'layouts.save',
  audience: 'inviter',
  input: layoutInputSchema,
  handle: (input, { projectId }, { store }) => saveLayout(projectId, input, store),
});

const rename = procedure({
  name: 'layouts.rename',
  audience: 'inviter',
  input: layoutRenameSchema,
  handle: (input, { projectId }, { store }) => renameLayout(projectId, input, store),
});

const remove = procedure({
  name: 'layouts.remove',
  audience: 'inviter',
  input: layoutRefSchema,
  handle: (input, { projectId }, { store }) => removeLayout(projectId, input, store),
});

export const layoutFunctions: readonly Procedure[] = [save, rename, remove];
