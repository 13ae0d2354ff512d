import * as z from 'zod/mini';
import type { ProjectId } from '../../../domain/ids';
import { layoutIdSchema, layoutInputSchema } from '../../../contract/import-layouts';
import type { SavedLayout } from '../../../contract/import-layouts';
import { readAll, StorageError } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';

/** From the last change on. */
const KEPT = { unit: 'DAYS', value: 365 } as const;
/** Each try loses to at most one that got through. */
const TRIES_MAX = 10;

const layoutSchema = z.extend(layoutInputSchema, { id: layoutIdSchema });
const storedSchema = z.object({ layouts: z.array(z.unknown()) });

/** The layouts of a space, the newest first. They name columns and no person: there is nothing in them to erase. */
export interface ImportLayoutStore {
  list(projectId: ProjectId): Promise<readonly SavedLayout[]>;
  /** @returns the layouts as they are then; where `change` gives `undefined`, nothing is changed. */
  change(
    projectId: ProjectId,
    change: (layouts: readonly SavedLayout[]) => readonly SavedLayout[] | undefined,
  ): Promise<readonly SavedLayout[]>;
}

export const importLayoutStore: ImportLayoutStore = {
  list: async (projectId) => (await read(projectId)).layouts,
  async change(projectId, change) {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      const { layouts, seen } = await read(projectId);
      const next = change(layouts);
      if (!next) return layouts;
      if (await replaceRecords([{ ...refOf(projectId), seen, value: { layouts: next }, ttl: KEPT }]))
        return next;
    }
    throw new StorageError('LAYOUT_CONTENTION');
  },
};

/** One that cannot be read is left out: the others can still be used. */
async function read(
  projectId: ProjectId,
): Promise<{ readonly layouts: readonly SavedLayout[]; readonly seen: number | undefined }> {
  const stored = recordIn(await readAll([recordPlace(refOf(projectId))]), refOf(projectId));
  const layouts = storedSchema.safeParse(stored?.value).data?.layouts ?? [];
  return {
    layouts: layouts.flatMap((each) => layoutSchema.safeParse(each).data ?? []),
    seen: stored?.version,
  };
}

function refOf(projectId: ProjectId): RecordRef {
  return { kind: 'import-layouts', id: projectId };
}
