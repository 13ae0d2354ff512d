import * as z from 'zod/mini';
import { importIdSchema } from '../../../contract/import';
import { actorSchema } from '../../../domain/actor';
import {
  accountIdSchema,
  organizationIdSchema,
  projectIdSchema,
  serviceDeskIdSchema,
} from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef, Replacement } from '../../../platform/kvs/versioned-records';
import { inOrder, placeIn, positionAfter } from './expiry-order';
import { removeEach, removeRecord, replaceEach } from '../../../platform/kvs/records-each';
import type { Became } from '../../../platform/kvs/records-each';
import { firstInOrder, recordsInOrder } from '../../../platform/kvs/records-in-order';

/** Forge's longest: an ending is at most a year away, and is removed when it is done. */
const KEPT = { unit: 'DAYS', value: 365 } as const;
/** Behind every character that an order goes on with after its moment. */
const LAST = '~';

const promisedSchema = z.object({
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
  organizations: z.array(
    z.object({
      id: organizationIdSchema,
      name: z.string(),
      /** Another project's end names it, too: the last one takes the customer off. */
      shared: z.exactOptional(z.literal(true)),
    }),
  ),
  /** The inviter was told that it ends soon. */
  reminded: z.boolean(),
  /** Until when a worker or an agent is at it, in ms since 1970. */
  leaseUntil: z.optional(z.number()),
  /** When the first of its places was promised, in ms since 1970; unknown in those of older versions. */
  since: z.optional(z.number()),
  /** When an invitation last wrote it, in ms since 1970. */
  invitedAt: z.optional(z.number()),
  /** How often in a row it could not be ended. */
  failures: z.optional(z.number()),
  /** Not before then, where it could not be ended: ISO 8601 in UTC. */
  retryAt: z.optional(z.string()),
});
const endingSchema = z.extend(promisedSchema, {
  /** It is no end that was promised: a person takes an invitation back, or has a list of leavers removed. */
  removes: z.exactOptional(
    z.object({
      /** The invitation's entry in the audit log. */
      invitation: z.exactOptional(z.string()),
      /** The list. */
      importId: z.exactOptional(importIdSchema),
      /** What was to end, and when, before this took its place. */
      before: z.exactOptional(promisedSchema),
    }),
  ),
});
/** Access of one customer to one project that ends by itself. */
export type AccessExpiry = z.infer<typeof endingSchema>;

/** An ending as it was read, with the version that says whether it still is. */
export interface VersionedExpiry {
  readonly ending: AccessExpiry;
  readonly version: number;
}

/** What is stored of one; without `ending` where that is damaged: it can only be replaced. */
export interface StoredExpiry {
  readonly ending: AccessExpiry | undefined;
  readonly version: number;
}

/** An ending as it is to be; `seen` is the version that was read, `undefined` where there was none. */
interface EndingChange {
  readonly ending: AccessExpiry;
  readonly seen: number | undefined;
}

interface EndingPage {
  readonly endings: readonly VersionedExpiry[];
  /** Where the next page begins; `undefined` on the last. */
  readonly cursor: string | undefined;
}

export interface ExpiryStore {
  /** Endings of these customers in the project, in one storage operation for each 25. */
  read(projectId: ProjectId, accountIds: readonly AccountId[]): Promise<ReadonlyMap<AccountId, StoredExpiry>>;
  /** A page of those whose turn has come, the first in turn first: those that failed stand behind, see `retryAt`. */
  due(moment: string, cursor: string | undefined): Promise<EndingPage>;
  /** The first in turn, or the first in turn from a moment on. */
  first(from?: string): Promise<AccessExpiry | undefined>;
  /** A page of those whose turn is between two moments. */
  between(from: string, to: string, cursor: string | undefined): Promise<EndingPage>;
  /**
   * Of one project, the first to end first, a page at a time.
   *
   * @param position where the page before ended.
   */
  page(
    projectId: ProjectId,
    position: string | undefined,
    max: number,
  ): Promise<{ readonly endings: readonly VersionedExpiry[]; readonly position: string | undefined }>;
  /** Adds or changes many: each that is as it was seen. */
  write(changes: readonly EndingChange[]): Promise<readonly Became[]>;
  /** Removes each that is as it was seen. */
  remove(held: readonly VersionedExpiry[]): Promise<readonly Became[]>;
  /** Changes one, and writes `extra` in the same transaction. @returns false where another was faster. */
  replace(change: EndingChange, extra: readonly Item[]): Promise<boolean>;
  /** Removes one, and writes `extra` in the same transaction. @returns false where another was faster. */
  removeOne(held: VersionedExpiry, extra: readonly Item[]): Promise<boolean>;
  /** Up to which end the inviters were told; `undefined` where none was yet. */
  toldUntil(): Promise<string | undefined>;
  saveToldUntil(moment: string): Promise<void>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

const PROGRESS = { kind: 'ending-progress', id: 'told' } as const;
const progressSchema = z.object({ until: z.string() });

export const endingStore: ExpiryStore = {
  async read(projectId, accountIds) {
    const values = await readAll(accountIds.map((accountId) => recordPlace(refOf({ projectId, accountId }))));
    return new Map(
      accountIds.flatMap((accountId) => {
        const stored = recordIn(values, refOf({ projectId, accountId }));
        if (!stored) return [];
        const ending = endingSchema.safeParse(stored.value).data;
        return [[accountId, { ending, version: stored.version }] as const];
      }),
    );
  },
  due: (moment, cursor) => pageOf({ to: moment + LAST, cursor }),
  first: (from) => firstInOrder('ending', { from }, ({ value }) => endingSchema.safeParse(value).data),
  between: (from, to, cursor) => pageOf({ from, to: to + LAST, cursor }),
  async page(projectId, position, max) {
    const place = placeIn(position);
    const found: Placed[] = [];
    let toPass = place?.shown ?? 0;
    let cursor: string | undefined;
    do {
      const page = await pageOf({ scope: projectId, from: place?.sort, cursor });
      ({ cursor } = page);
      for (const each of page.endings) {
        if (toPass > 0 && each.sort === place?.sort) toPass -= 1;
        else found.push(each);
      }
    } while (cursor && found.length <= max);
    const endings = found.slice(0, max);
    return { endings, position: found.length > max ? positionAfter(endings, place) : undefined };
  },
  write: (changes) => replaceEach(changes.map(replacement)),
  remove: (held) => removeEach(held.map(({ ending, version }) => ({ ...refOf(ending), seen: version }))),
  replace: (change, extra) => replaceRecords([replacement(change)], extra),
  removeOne: ({ ending, version }, extra) => removeRecord({ ...refOf(ending), seen: version }, extra),
  async toldUntil() {
    const stored = recordIn(await readAll([recordPlace(PROGRESS)]), PROGRESS);
    return progressSchema.safeParse(stored?.value).data?.until;
  },
  async saveToldUntil(until) {
    const seen = recordIn(await readAll([recordPlace(PROGRESS)]), PROGRESS)?.version;
    // Another run that was faster has told them, too.
    await replaceRecords([{ ...PROGRESS, seen, value: { until } }]);
  },
  async eraseAccount(accountId) {
    let cursor: string | undefined;
    do {
      const page = await pageOf({ cursor });
      ({ cursor } = page);
      await erase(page.endings, accountId);
    } while (cursor);
  },
};

/** A page of the index. A damaged ending is left out: it must not keep the others. */
async function pageOf(query: {
  readonly scope?: ProjectId;
  readonly from?: string | undefined;
  readonly to?: string;
  readonly cursor: string | undefined;
}): Promise<{ readonly endings: readonly Placed[]; readonly cursor: string | undefined }> {
  const { found, cursor } = await recordsInOrder('ending', query);
  const endings = found.flatMap(({ value, version, sort }): Placed[] => {
    const ending = endingSchema.safeParse(value).data;
    return ending ? [{ ending, version, sort }] : [];
  });
  return { endings, cursor };
}

/** With what the index puts it in order by: in older versions the moment alone. */
type Placed = VersionedExpiry & { readonly sort: string };

async function erase(endings: readonly VersionedExpiry[], accountId: AccountId): Promise<void> {
  const own = endings.filter(({ ending }) => ending.accountId === accountId);
  await deleteAll(own.map(({ ending }) => recordPlace(refOf(ending))));
  const changes = endings.flatMap(({ ending, version }): EndingChange[] => {
    const erased = withoutInviter(ending, accountId);
    return ending.accountId !== accountId && erased !== ending ? [{ ending: erased, seen: version }] : [];
  });
  const became = await endingStore.write(changes);
  if (became.some((each) => each !== 'done')) throw new Error('an ending changed while it was erased');
}

/** @returns the same where the account has no invitation there. */
function withoutInviter(ending: AccessExpiry, accountId: AccountId): AccessExpiry {
  const isOf = ({ actor }: Pick<AccessExpiry, 'actor'>): boolean =>
    actor.kind === 'person' && actor.accountId === accountId;
  const { removes } = ending;
  const before = removes?.before;
  if (!isOf(ending) && !(before && isOf(before))) return ending;
  const erased = { kind: 'erased' } as const;
  return {
    ...ending,
    ...(isOf(ending) && { actor: erased }),
    ...(removes &&
      before &&
      isOf(before) && { removes: { ...removes, before: { ...before, actor: erased } } }),
  };
}

function replacement({ ending, seen }: EndingChange): Replacement {
  const place = { sort: inOrder(ending), scope: ending.projectId };
  return { ...refOf(ending), seen, value: ending, ttl: KEPT, place };
}

function refOf({ projectId, accountId }: Pick<AccessExpiry, 'projectId' | 'accountId'>): RecordRef {
  return { kind: 'ending', id: `${projectId}:${accountId}` };
}
