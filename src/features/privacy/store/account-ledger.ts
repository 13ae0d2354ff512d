import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { accountIdSchema } from '../../../domain/ids';
import type { AccountId } from '../../../domain/ids';
import { deleteAll, readAll, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';

const PREFIX = 'person:';
/** Stands before the name of a group of persons; no account id has it. */
const GROUP_MARK = '#';
/** Persons in one group: no more than one report takes. */
export const GROUP_MAX = 90;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** As long as anything may be stored about an account. */
const KEPT_DAYS = 365;
/** Forge storage: a page of groups must stay far below the 5 MB of an answer. */
const GROUPS_PAGE = 50;
/** Weeks looked back for accounts that were not reported in time, should the schedule not have run. */
const WEEKS_BACK = 8;

const personSchema = z.object({
  /** When something was stored about them, in ms since 1970. */
  at: z.number(),
  /** Until when something may be stored, in ms since 1970. */
  until: z.number(),
});

const groupSchema = z.extend(personSchema, { accounts: z.array(accountIdSchema) });

export interface LedgerAccount extends z.infer<typeof personSchema> {
  readonly accountId: AccountId;
  /** Under which it is kept. */
  readonly key: string;
}

/**
 * Whose account ids are stored, each in the week in which it was last stored or reported: what is left in an older week
 * is due. So a report can stop anywhere and go on later, and no cursor has to be kept.
 */
export interface AccountLedger {
  /** Accounts that were not reported this week: at most `max`, which is no less than a group holds. */
  due(now: number, max: number): Promise<readonly LedgerAccount[]>;
  /** Notes that these were reported; those about whom nothing is stored any more are dropped. */
  reported(persons: readonly LedgerAccount[], now: number): Promise<void>;
  /** Drops all notes about an account. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}

export const accountLedger: AccountLedger = {
  async due(now, max) {
    const thisWeek = weekOf(now);
    for (let week = thisWeek - WEEKS_BACK; week < thisWeek; week += 1) {
      const { results } = await kvs
        .query()
        .where('key', WhereConditions.beginsWith(`${PREFIX}${week}:`))
        .limit(max)
        .getMany<unknown>();
      const found: LedgerAccount[] = [];
      for (const { key, value } of results) {
        const persons = personsIn(key, value);
        // A group is reported as a whole, or later.
        if (found.length + persons.length <= max) found.push(...persons);
      }
      if (found.length > 0) return found;
    }
    return [];
  },
  async reported(persons, now) {
    const alive = persons.filter(({ until }) => until > now);
    const [grouped, single] = split(alive, ({ key }) => isGroup(key));
    const thisWeek = await readAll(single.map(({ accountId }) => keyOf(accountId, now)));
    await writeAll([
      ...single
        // An account about which more was stored since is noted already, and for longer.
        .filter(({ accountId, until }) => untilOf(thisWeek.get(keyOf(accountId, now))) < until)
        .map(({ accountId, at, until }) => itemOf(accountId, { at, until }, now)),
      ...regrouped(grouped, now),
    ]);
    await deleteAll([...new Set(persons.map(({ key }) => key))].map((key) => ({ key })));
  },
  async eraseAccount(accountId, now) {
    const weeks = Array.from({ length: WEEKS_BACK + 1 }, (_, back) => now - back * WEEK_MS);
    await deleteAll(weeks.map((week) => ({ key: keyOf(accountId, week) })));
    for (const week of weeks) await eraseFromGroups(accountId, week, now);
  },
};

/** Who stands under a key: one person, or a group. A note that cannot be read keeps no other from its report. */
function personsIn(key: string, value: unknown): readonly LedgerAccount[] {
  if (!isGroup(key)) {
    const accountId = accountIdSchema.safeParse(nameIn(key));
    const noted = personSchema.safeParse(value);
    return accountId.success && noted.success ? [{ ...noted.data, key, accountId: accountId.data }] : [];
  }
  const group = groupSchema.safeParse(value);
  if (!group.success) return [];
  const { accounts, ...noted } = group.data;
  return accounts.map((accountId) => ({ ...noted, key, accountId }));
}

function isGroup(key: string): boolean {
  return nameIn(key).startsWith(GROUP_MARK);
}

/** What follows the week. */
function nameIn(key: string): string {
  return key.slice(key.indexOf(':', PREFIX.length) + 1);
}

/** The same groups, in the week of `now`. */
function regrouped(persons: readonly LedgerAccount[], now: number): Item[] {
  const groups = new Map<string, LedgerAccount[]>();
  for (const person of persons) groups.set(person.key, [...(groups.get(person.key) ?? []), person]);
  return [...groups].flatMap(([key, [first, ...others]]) =>
    first
      ? [
          groupItem(
            nameIn(key).slice(GROUP_MARK.length),
            [first, ...others].map(({ accountId }) => accountId),
            { at: first.at, until: first.until },
            now,
          ),
        ]
      : [],
  );
}

async function eraseFromGroups(accountId: AccountId, week: number, now: number): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs
      .query()
      .where('key', WhereConditions.beginsWith(`${PREFIX}${weekOf(week)}:${GROUP_MARK}`))
      .limit(GROUPS_PAGE);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    for (const { key, value } of results) {
      const { accounts, ...noted } = groupSchema.parse(value);
      if (!accounts.includes(accountId)) continue;
      const others = accounts.filter((each) => each !== accountId);
      if (others.length === 0) await deleteAll([{ key }]);
      else await writeAll([{ key, value: { ...noted, accounts: others }, ttl: ttlOf(noted.until, now) }]);
    }
    cursor = nextCursor;
  } while (cursor);
}

/** Notes that something is stored about accounts, under a key for each. */
export function accountItems(accountIds: readonly AccountId[], now: number): Item[] {
  return [...new Set(accountIds)].map((accountId) => accountItem(accountId, now));
}

/** The same of many, under as few keys as that takes. */
export function accountGroupItems(id: string, accountIds: readonly AccountId[], now: number): Item[] {
  const noted = { at: now, until: now + KEPT_DAYS * DAY_MS };
  const unique = [...new Set(accountIds)];
  return Array.from({ length: Math.ceil(unique.length / GROUP_MAX) }, (_, index) =>
    groupItem(`${id}.${index}`, unique.slice(index * GROUP_MAX, (index + 1) * GROUP_MAX), noted, now),
  );
}

function groupItem(
  id: string,
  accounts: readonly AccountId[],
  noted: z.infer<typeof personSchema>,
  now: number,
): Item {
  const key = `${PREFIX}${weekOf(now)}:${GROUP_MARK}${id}`;
  return { key, value: { ...noted, accounts }, ttl: ttlOf(noted.until, now) };
}

/** Notes that something is stored about an account. */
export function accountItem(accountId: AccountId, now: number): Item {
  return itemOf(accountId, { at: now, until: now + KEPT_DAYS * DAY_MS }, now);
}

function itemOf(accountId: AccountId, value: z.infer<typeof personSchema>, now: number): Item {
  return { key: keyOf(accountId, now), value, ttl: ttlOf(value.until, now) };
}

function ttlOf(until: number, now: number): Item['ttl'] {
  return { unit: 'DAYS', value: Math.max(1, Math.ceil((until - now) / DAY_MS)) };
}

function keyOf(accountId: AccountId, now: number): string {
  return `${PREFIX}${weekOf(now)}:${accountId}`;
}

function untilOf(value: unknown): number {
  return personSchema.safeParse(value).data?.until ?? 0;
}

/** When those are due that were stored or reported this week, in ms since 1970. */
export function nextWeek(now: number): number {
  return (weekOf(now) + 1) * WEEK_MS;
}

function weekOf(now: number): number {
  return Math.floor(now / WEEK_MS);
}

function split<T>(items: readonly T[], is: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(is), items.filter((item) => !is(item))];
}
