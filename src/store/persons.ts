import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { accountIdSchema } from '../contract/ids';
import type { AccountId } from '../contract/ids';
import { deleteAll, readAll, writeAll } from './batch';
import type { Item } from './batch';

const PREFIX = 'person:';
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** As long as anything may be stored about somebody. */
const KEPT_DAYS = 365;
/** Weeks looked back for accounts that were not reported in time, should the schedule not have run. */
const WEEKS_BACK = 8;

const personSchema = z.object({
  /** When something was stored about them, in ms since 1970. */
  at: z.number(),
  /** Until when something may be stored, in ms since 1970. */
  until: z.number(),
});

export interface StoredPerson extends z.infer<typeof personSchema> {
  readonly accountId: AccountId;
  /** Under which it is kept. */
  readonly key: string;
}

/**
 * Whose account ids are stored, each in the week in which it was last stored or reported: what is left in an older week
 * is due. So a report can stop anywhere and go on later, and no cursor has to be kept.
 */
export interface PersonStore {
  /** Accounts that were not reported this week, at most `max`. */
  due(now: number, max: number): Promise<readonly StoredPerson[]>;
  /** Notes that these were reported; those about whom nothing is stored any more are dropped. */
  reported(persons: readonly StoredPerson[], now: number): Promise<void>;
  /** Drops all notes about an account. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}

export const personStore: PersonStore = {
  async due(now, max) {
    const thisWeek = weekOf(now);
    for (let week = thisWeek - WEEKS_BACK; week < thisWeek; week += 1) {
      const { results } = await kvs
        .query()
        .where('key', WhereConditions.beginsWith(`${PREFIX}${week}:`))
        .limit(max)
        .getMany<unknown>();
      const found = results.map(({ key, value }) => ({
        ...personSchema.parse(value),
        key,
        accountId: accountIdSchema.parse(key.slice(`${PREFIX}${week}:`.length)),
      }));
      if (found.length > 0) return found;
    }
    return [];
  },
  async reported(persons, now) {
    const alive = persons.filter(({ until }) => until > now);
    const thisWeek = await readAll(alive.map(({ accountId }) => keyOf(accountId, now)));
    await writeAll(
      alive
        // Somebody about whom more was stored since is noted already, and for longer.
        .filter(({ accountId, until }) => untilOf(thisWeek.get(keyOf(accountId, now))) < until)
        .map(({ accountId, at, until }) => itemOf(accountId, { at, until }, now)),
    );
    await deleteAll(persons.map(({ key }) => ({ key })));
  },
  async eraseAccount(accountId, now) {
    const weeks = Array.from({ length: WEEKS_BACK + 1 }, (_, back) => now - back * WEEK_MS);
    await deleteAll(weeks.map((week) => ({ key: keyOf(accountId, week) })));
  },
};

/** Notes that something is stored about an account. */
export function personItem(accountId: AccountId, now: number): Item {
  return itemOf(accountId, { at: now, until: now + KEPT_DAYS * DAY_MS }, now);
}

function itemOf(accountId: AccountId, value: z.infer<typeof personSchema>, now: number): Item {
  const days = Math.max(1, Math.ceil((value.until - now) / DAY_MS));
  return { key: keyOf(accountId, now), value, ttl: { unit: 'DAYS', value: days } };
}

function keyOf(accountId: AccountId, now: number): string {
  return `${PREFIX}${weekOf(now)}:${accountId}`;
}

function untilOf(value: unknown): number {
  return personSchema.safeParse(value).data?.until ?? 0;
}

function weekOf(now: number): number {
  return Math.floor(now / WEEK_MS);
}
