import { kvs, WhereConditions } from '@forge/kvs';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../contract/address';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../contract/ids';
import type { Item } from './batch';

const PREFIX = 'pending:';
/** Far longer than the last try; then Forge removes the address even if the schedule never ran. */
const KEPT = { unit: 'DAYS', value: 1 } as const;
/** Entries one run of the schedule looks at. */
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
  /** Those whose time has come. */
  due(now: number): Promise<readonly PendingInvitation[]>;
  remove(pending: PendingInvitation): Promise<void>;
}

export const pendingStore: PendingStore = {
  async due(now) {
    const { results } = await kvs
      .query()
      .where('key', WhereConditions.beginsWith(PREFIX))
      .limit(RUN_MAX)
      .getMany<unknown>();
    return results.map(({ value }) => pendingSchema.parse(value)).filter((pending) => pending.dueAt <= now);
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
