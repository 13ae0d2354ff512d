import * as z from 'zod/mini';
import { actorSchema } from '../contract/actor';
import { accountIdSchema, organizationIdSchema, projectIdSchema, serviceDeskIdSchema } from '../contract/ids';
import type { AccountId, ProjectId } from '../contract/ids';
import { deleteAll, readAll } from './batch';
import type { Item } from './batch';
import { listRecords, recordIn, recordItem, recordPlace, recordsInOrder, replaceRecords } from './records';
import type { Versioned } from './records';

/** Records that one transaction replaces. */
const TOGETHER_MAX = 25;
/** Forge's longest: an ending is at most a year away, and is removed when it is done. */
const KEPT = { unit: 'DAYS', value: 365 } as const;

const endingSchema = z.object({
  projectId: projectIdSchema,
  accountId: accountIdSchema,
  serviceDeskId: serviceDeskIdSchema,
  /** Who invited. */
  actor: actorSchema,
  /** ISO 8601 in UTC. */
  endsAt: z.string(),
  /** Of the address. */
  domain: z.string(),
  /** What ends: only where this app put the customer. */
  desk: z.boolean(),
  organizations: z.array(z.object({ id: organizationIdSchema, name: z.string() })),
  /** The inviter was told that it ends soon. */
  reminded: z.boolean(),
  /** Until when somebody is at it, in ms since 1970. */
  leaseUntil: z.optional(z.number()),
});
/** Access of one customer to one project that ends by itself. */
export type Ending = z.infer<typeof endingSchema>;

/** An ending as it was read, with the version that says whether it still is. */
export interface HeldEnding {
  readonly ending: Ending;
  readonly version: number;
}

export interface EndingStore {
  /** Endings of these customers in the project, in one storage operation for each 25. */
  read(projectId: ProjectId, accountIds: readonly AccountId[]): Promise<ReadonlyMap<AccountId, HeldEnding>>;
  /** Those that end up to a moment, the first to end first. */
  until(moment: string, max: number): Promise<readonly HeldEnding[]>;
  /** Of one project, the first to end first, a page at a time. */
  page(
    projectId: ProjectId,
    cursor: string | undefined,
    max: number,
  ): Promise<{ readonly endings: readonly HeldEnding[]; readonly cursor: string | undefined }>;
  /** Adds or changes one. @returns false where somebody else was faster. */
  replace(ending: Ending, seen: number | undefined): Promise<boolean>;
  /** Changes many. @returns those that were changed as they were seen; of the others nothing was. */
  replaceEach(changed: readonly HeldEnding[]): Promise<readonly HeldEnding[]>;
  remove(endings: readonly Ending[]): Promise<void>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export const endingStore: EndingStore = {
  async read(projectId, accountIds) {
    const values = await readAll(accountIds.map((accountId) => recordPlace(refOf({ projectId, accountId }))));
    return new Map(
      accountIds.flatMap((accountId) => {
        const stored = recordIn(values, refOf({ projectId, accountId }));
        return stored ? [[accountId, held(stored)] as const] : [];
      }),
    );
  },
  async until(moment, max) {
    const found: HeldEnding[] = [];
    let cursor: string | undefined;
    do {
      const page = await recordsInOrder('ending', { to: moment, cursor });
      found.push(...page.found.map(held));
      ({ cursor } = page);
    } while (cursor && found.length < max);
    return found.slice(0, max);
  },
  async page(projectId, cursor, max) {
    const page = await recordsInOrder('ending', { scope: projectId, cursor, max });
    return { endings: page.found.map(held), cursor: page.cursor };
  },
  replace: (ending, seen) => replaceRecords([replacement(ending, seen)]),
  async replaceEach(changed) {
    const done: HeldEnding[] = [];
    for (let from = 0; from < changed.length; from += TOGETHER_MAX) {
      done.push(...(await replaceTogether(changed.slice(from, from + TOGETHER_MAX))));
    }
    return done;
  },
  remove: (endings) => deleteAll(endings.map((ending) => recordPlace(refOf(ending)))),
  async eraseAccount(accountId) {
    const endings = (await listRecords('ending')).map(held);
    await endingStore.remove(
      endings.filter(({ ending }) => ending.accountId === accountId).map(({ ending }) => ending),
    );
    for (const { ending, version } of endings) {
      const { actor } = ending;
      if (ending.accountId === accountId || actor.kind !== 'person' || actor.accountId !== accountId)
        continue;
      if (!(await endingStore.replace({ ...ending, actor: { kind: 'erased' } }, version)))
        throw new Error('an ending changed while it was erased');
    }
  },
};

/** How one is stored with other items, whatever was stored before; `seen` is what the invitation had read. */
export function endingItem({ ending, version }: HeldEnding): Item {
  return recordItem({ ...replacement(ending, version - 1), ttl: KEPT });
}

/** All of them, or else each by itself: one that somebody changed must not keep the others. */
async function replaceTogether(changed: readonly HeldEnding[]): Promise<readonly HeldEnding[]> {
  const after = changed.map(({ ending, version }) => ({ ending, version: version + 1 }));
  if (await replaceRecords(changed.map(({ ending, version }) => replacement(ending, version)))) return after;
  const done: HeldEnding[] = [];
  for (const [index, { ending, version }] of changed.entries()) {
    const next = after[index];
    if (next && (await endingStore.replace(ending, version))) done.push(next);
  }
  return done;
}

function replacement(ending: Ending, seen: number | undefined): Parameters<typeof replaceRecords>[0][number] {
  return {
    ...refOf(ending),
    seen,
    value: ending,
    ttl: KEPT,
    place: { sort: ending.endsAt, scope: ending.projectId },
  };
}

function held({ value, version }: Versioned): HeldEnding {
  return { ending: endingSchema.parse(value), version };
}

function refOf({ projectId, accountId }: Pick<Ending, 'projectId' | 'accountId'>): {
  readonly kind: 'ending';
  readonly id: string;
} {
  return { kind: 'ending', id: `${projectId}:${accountId}` };
}
