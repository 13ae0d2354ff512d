import { kvs, Sort } from '@forge/kvs';
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { HistoryEntry, HistoryPage } from '../contract/history';
import { accountIdSchema } from '../contract/ids';
import type { ProjectId } from '../contract/ids';
import type { Item } from './batch';

/** The entity and its index are declared in manifest.yml under app.storage.entities. */
const ENTITY = 'invitation';
const BY_PROJECT = 'by-project';
const PAGE_ENTRIES = 20;
/** One year is the longest that Forge keeps a value with a time to live. */
const KEPT = { unit: 'DAYS', value: 365 } as const;

const ownerSchema = z.object({ projectId: z.string() });

const entrySchema = z.object({
  at: z.string(),
  actor: accountIdSchema,
  customer: z.optional(accountIdSchema),
  domain: z.string(),
  state: z.enum(['done', 'attention', 'failed']),
  reason: z.optional(z.string()),
  account: z.optional(z.enum(['made', 'already', 'confirmed'])),
  organizations: z.array(z.string()),
});

export interface HistoryStore {
  /** Entries of a project, newest first, 20 a page. */
  page(projectId: ProjectId, cursor: string | undefined): Promise<HistoryPage>;
}

export const historyStore: HistoryStore = {
  async page(projectId, cursor) {
    const query = kvs
      .entity<unknown>(ENTITY)
      .query()
      .index(BY_PROJECT, { partition: [projectId] })
      .sort(Sort.DESC)
      .limit(PAGE_ENTRIES);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany();
    // A cursor comes from the page: one of another project must not open that project's history.
    const entries = results
      .filter(({ value }) => ownerSchema.parse(value).projectId === projectId)
      .map(({ value }) => entrySchema.parse(value) as HistoryEntry);
    return nextCursor ? { entries, cursor: nextCursor } : { entries };
  },
};

/** How an entry is stored. `place` keeps entries of one moment apart and in order. */
export function historyItem(projectId: ProjectId, entry: HistoryEntry, place: number): Item {
  return {
    entityName: ENTITY,
    key: `${projectId}:${entry.at}:${randomUUID()}`,
    value: { ...entry, projectId, order: `${entry.at}:${String(place).padStart(4, '0')}` },
    ttl: KEPT,
  };
}
