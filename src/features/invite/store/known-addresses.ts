import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { addressKey } from '../../../domain/address/address';
import type { Actor } from '../../../domain/actor';
import { accountIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { pendingIn, pendingPlace } from './pending';
import type { PendingInvitation } from './pending';

/** Longer than Jira's search needs to find a new account, short enough not to become a directory. */
const KEPT_HOURS = 1;
const HOUR_MS = 3_600_000;

const newAccountSchema = z.object({ accountId: accountIdSchema, until: z.number() });

/** What is known of an address without asking Jira. */
export interface KnownAddress {
  /** The account that this app itself created for it within the hour: Jira's search may not know it yet. */
  readonly newAccount?: AccountId;
  /** What waits for its account in the project, of this actor. */
  readonly pending?: PendingInvitation;
}

export interface AddressStore {
  /** What is known of these addresses, by address as given. Keeps hashes of addresses, not addresses. */
  find(
    projectId: ProjectId,
    emails: readonly string[],
    now: number,
    actor?: Actor,
  ): Promise<ReadonlyMap<string, KnownAddress>>;
}

export const addressStore: AddressStore = {
  async find(projectId, emails, now, actor) {
    const placeOf = (email: string): string[] => (actor ? [pendingPlace(projectId, email, actor)] : []);
    const values = await readAll(emails.flatMap((email) => [newAccountKey(email), ...placeOf(email)]));
    return new Map(
      emails.map((email) => {
        const account = newAccountSchema.safeParse(values.get(newAccountKey(email))).data;
        const [place] = placeOf(email);
        const pending = place === undefined ? undefined : pendingIn(values, place, now);
        // Forge may return a value up to 48 hours after it expired.
        const newAccount = account && account.until > now ? account.accountId : undefined;
        return [email, { ...(newAccount && { newAccount }), ...(pending && { pending }) }];
      }),
    );
  },
};

export function newAccountItem(email: string, accountId: AccountId, now: number): Item {
  return {
    key: newAccountKey(email),
    value: { accountId, until: now + KEPT_HOURS * HOUR_MS },
    ttl: { unit: 'HOURS', value: KEPT_HOURS },
  };
}

function newAccountKey(email: string): string {
  return `new-account:${createHash('sha256').update(addressKey(email)).digest('hex')}`;
}
