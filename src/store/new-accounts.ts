import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../contract/address';
import { accountIdSchema } from '../contract/ids';
import type { AccountId } from '../contract/ids';
import { readAll } from './batch';
import type { Item } from './batch';

/** Longer than Jira's search needs to find a new account, short enough not to become a directory. */
const KEPT_HOURS = 1;
const HOUR_MS = 3_600_000;

const newAccountSchema = z.object({ accountId: accountIdSchema, until: z.number() });

export interface NewAccountStore {
  /** Accounts that this app itself created for these addresses within the hour, by address as given. */
  find(emails: readonly string[], now: number): Promise<ReadonlyMap<string, AccountId>>;
}

/** Bridges the minutes in which Jira's search does not know a new account yet. Keeps no address, only a hash. */
export const newAccountStore: NewAccountStore = {
  async find(emails, now) {
    const values = await readAll(emails.map(keyOf));
    return new Map(
      emails.flatMap((email) => {
        const value = values.get(keyOf(email));
        if (value === undefined) return [];
        const { accountId, until } = newAccountSchema.parse(value);
        // Forge may return a value up to 48 hours after it expired.
        return until > now ? [[email, accountId] as const] : [];
      }),
    );
  },
};

export function newAccountItem(email: string, accountId: AccountId, now: number): Item {
  return {
    key: keyOf(email),
    value: { accountId, until: now + KEPT_HOURS * HOUR_MS },
    ttl: { unit: 'HOURS', value: KEPT_HOURS },
  };
}

function keyOf(email: string): string {
  return `new-account:${createHash('sha256').update(addressKey(email)).digest('hex')}`;
}
