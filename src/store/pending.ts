import { kvs, WhereConditions } from '@forge/kvs';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../contract/address';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../contract/ids';
import type { Item } from './batch';

const PREFIX = 'pending:';
/** Far longer than the last try; then Forge removes the address even if the schedule never ran. */
const KEPT = { unit: 'DAYS', value: 1 } as const;
/** Forge storage: entries of one query. */
const PAGE_MAX = 100;
/** Invitations that one run of the schedule can hope to get through. */
const RUN_MAX = 100;

const pendingSchema = z.object({
  projectId: projectIdSchema,
  actor: accountIdSchema,
  email: z.string(),
  organizations: z.array(z.object({ id: organizationIdSchema, name: z.string() })),
  /** Tries made, the agent's own included. */
  attempts: z.number(),
  /** When to try next, in ms since 1970. */
  dueAt: z.number(),
});

/** An invitation whose account Jira did not find yet. The only place where an address is kept: until it is found. */
export type PendingInvitation = z.infer<typeof pendingSchema>;

export interface PendingStore {
  /** Those whose time has come, the first 100. */
  due(now: number): Promise<readonly PendingInvitation[]>;
  remove(pending: PendingInvitation): Promise<void>;
}

export const pendingStore: PendingStore = {
  async due(now) {
    const due: PendingInvitation[] = [];
    let cursor: string | undefined;
    do {
      const query = kvs.query().where('key', WhereConditions.beginsWith(PREFIX)).limit(PAGE_MAX);
      const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
      // One that an older version wrote otherwise must not keep the others waiting; it expires.
      for (const { value } of results) {
        const pending = pendingSchema.safeParse(value).data;
        if (pending && pending.dueAt <= now) due.push(pending);
      }
      cursor = nextCursor;
    } while (cursor && due.length < RUN_MAX);
    return due.slice(0, RUN_MAX);
  },
  remove: (pending) => kvs.delete(keyOf(pending)),
};

export function pendingItem(pending: PendingInvitation): Item {
  return { key: keyOf(pending), value: pending, ttl: KEPT };
}

function keyOf(pending: Pick<PendingInvitation, 'projectId' | 'email'>): string {
  const hash = createHash('sha256').update(addressKey(pending.email)).digest('hex');
  return `${PREFIX}${pending.projectId}:${hash}`;
}
