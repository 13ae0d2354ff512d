import { kvs, WhereConditions } from '@forge/kvs';
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../../../domain/address/address';
import { actorSchema, actorWord } from '../../../domain/actor';
import type { Actor } from '../../../domain/actor';
import { organizationIdSchema, projectIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';

const PREFIX = 'pending:';
const HOUR_MS = 3_600_000;
/** However long a stored one says that it is to be kept: storage refuses more than a year, and all that is written with it. */
const KEPT_HOURS_MAX = 24;
/** Forge storage: entries of one query. */
const PAGE_MAX = 100;
/** Invitations that one run of the schedule can hope to get through. */
const RUN_MAX = 100;

const pendingSchema = z.object({
  projectId: projectIdSchema,
  actor: actorSchema,
  email: z.string(),
  /** When the access is to end, ISO 8601 in UTC. */
  endsAt: z.optional(z.string()),
  organizations: z.array(
    z.object({
      id: organizationIdSchema,
      name: z.string(),
      /** A rule for the domain chose it; the rule is asked again. */
      ruled: z.exactOptional(z.literal(true)),
    }),
  ),
  /** The first try may have made the account: its create got no answer. */
  maybeMade: z.exactOptional(z.literal(true)),
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
  /** When the first of all has its time, in ms since 1970. */
  next(): Promise<number | undefined>;
  /** As it is stored now; `undefined` where it is gone. */
  again(pending: PendingInvitation): Promise<PendingInvitation | undefined>;
  /** Forgets what an account asked for: Jira can no longer be asked whether it still may. */
  eraseAccount(accountId: AccountId): Promise<void>;
  /** Forgets all of them, and so every address that is kept. */
  removeAll(): Promise<void>;
  remove(pending: PendingInvitation): Promise<void>;
}

export const pendingStore: PendingStore = {
  async due(now) {
    const due: PendingInvitation[] = [];
    for await (const { pending } of stored()) {
      if (pending && pending.dueAt <= now) due.push(pending);
      if (due.length === RUN_MAX) break;
    }
    return due;
  },
  async next() {
    let next: number | undefined;
    for await (const { pending } of stored()) {
      if (pending) next = Math.min(next ?? pending.dueAt, pending.dueAt);
    }
    return next;
  },
  async again({ projectId, email, actor }) {
    const place = pendingPlace(projectId, email, actor);
    return pendingSchema.safeParse((await readAll([place])).get(place)).data;
  },
  async eraseAccount(accountId) {
    const own: string[] = [];
    for await (const { key, pending } of stored()) {
      const actor = pending?.actor;
      if (actor?.kind === 'person' && actor.accountId === accountId) own.push(key);
    }
    await deleteAll(own.map((key) => ({ key })));
  },
  async removeAll() {
    // One walk, then the deletion: a query may give out for a while what was deleted, so it is not repeated until none
    // is left.
    const all: string[] = [];
    for await (const { key } of stored()) all.push(key);
    await deleteAll(all.map((key) => ({ key })));
  },
  remove: ({ projectId, email, actor }) => kvs.delete(pendingPlace(projectId, email, actor)),
};

/** All that are kept. One that an older version wrote otherwise has a key alone: it must not keep the others waiting. */
async function* stored(): AsyncGenerator<{ readonly key: string; readonly pending?: PendingInvitation }> {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(PREFIX)).limit(PAGE_MAX);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    for (const { key, value } of results) {
      const pending = pendingSchema.safeParse(value).data;
      yield { key, ...(pending && { pending }) };
    }
    cursor = nextCursor;
  } while (cursor);
}

/** How one is stored: with no more time to live than it has left. */
export function pendingItem(pending: PendingInvitation, now: number): Item {
  const hours = Math.min(KEPT_HOURS_MAX, Math.max(1, Math.ceil((pending.until - now) / HOUR_MS)));
  return {
    key: pendingPlace(pending.projectId, pending.email, pending.actor),
    value: pending,
    ttl: { unit: 'HOURS', value: hours },
  };
}

/** Whether an item is one. */
export function isPendingItem({ key }: Item): boolean {
  return key.startsWith(PREFIX);
}

/** The pending invitation under a key, among values that were read; `undefined` where it has expired. */
export function pendingIn(
  values: ReadonlyMap<string, unknown>,
  place: string,
  now: number,
): PendingInvitation | undefined {
  const pending = pendingSchema.safeParse(values.get(place)).data;
  return pending && pending.until > now ? pending : undefined;
}

/**
 * The key under which it is kept: holds neither an address nor an account id. Each actor has its own, so that none goes
 * on with what only another may do.
 */
export function pendingPlace(projectId: ProjectId, email: string, actor: Actor): string {
  const whose = `${addressKey(email)} ${actorWord(actor)}`;
  return `${PREFIX}${projectId}:${createHash('sha256').update(whose).digest('hex')}`;
}
