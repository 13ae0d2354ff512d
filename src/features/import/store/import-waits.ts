import * as z from 'zod/mini';
import type { ImportId } from '../../../contract/import';
import { readAll, writeAll } from '../../../platform/kvs/kvs';

/** Longer than any wait within a turn; then there is nothing to tell of it. */
const KEPT = { unit: 'HOURS', value: 1 } as const;

const waitSchema = z.object({ until: z.number() });

/**
 * Until when Jira has a running import wait. Beside the import, not in it: a worker writes it in the middle of a batch,
 * whose checkpoint it must not get in the way of. Losing it costs no more than a message on the screen.
 */
export interface ImportWaitStore {
  /** @param until ms since 1970. */
  note(id: ImportId, until: number): Promise<void>;
  /** May be over. */
  find(id: ImportId): Promise<number | undefined>;
}

export const importWaitStore: ImportWaitStore = {
  note: (id, until) => writeAll([{ key: keyOf(id), value: { until }, ttl: KEPT }]),
  find: async (id) => waitSchema.safeParse((await readAll([keyOf(id)])).get(keyOf(id))).data?.until,
};

function keyOf(id: ImportId): string {
  return `import-wait:${id}`;
}
