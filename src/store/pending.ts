import { kvs, WhereConditions } from '@forge/kvs';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../contract/address';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../contract/ids';
import type { ProjectId } from '../contract/ids';
import { readAll } from './batch';
import type { Item } from './batch';

const PREFIX = 'pending:';
const HOUR_MS = 3_600_000;
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
  /** When it ends whatever happens, in ms since 1970: Forge may return it for 48 hours more. */
  until: z.number(),
});

/** An invitation whose account Jira did not find yet. The only place where an address is kept: until it is found. */
export type PendingInvitation = z.infer<typeof pendingSchema>;

export interface PendingStore {
  /** Those whose time has come, the first 100. */
  due(now: number): Promise<readonly PendingInvitation[]>;
  /** Those for these addresses in the project that are not over, by address as given. */
  find(
    projectId: ProjectId,
    emails: readonly string[],
    now: number,
  ): Promise<ReadonlyMap<string, PendingInvitation>>;
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
  async find(projectId, emails, now) {
    const values = await readAll(emails.map((email) => keyOf({ projectId, email })));
    return new Map(
      emails.flatMap((email) => {
        const pending = pendingSchema.safeParse(values.get(keyOf({ projectId, email }))).data;
        return pending && pending.until > now ? [[email, pending] as const] : [];
      }),
    );
  },
  remove: (pending) => kvs.delete(keyOf(pending)),
};

/** How one is stored: with no more time to live than it has left. */
export function pendingItem(pending: PendingInvitation, now: number): Item {
  const hours = Math.max(1, Math.ceil((pending.until - now) / HOUR_MS));
  return { key: keyOf(pending), value: pending, ttl: { unit: 'HOURS', value: hours } };
}

function keyOf(pending: Pick<PendingInvitation, 'projectId' | 'email'>): string {
  const hash = createHash('sha256').update(addressKey(pending.email)).digest('hex');
  return `${PREFIX}${pending.projectId}:${hash}`;
}
