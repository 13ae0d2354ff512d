import * as z from 'zod/mini';
import { keyIdSchema } from '../contract/actor';
import type { KeyId } from '../contract/actor';
import { accountIdSchema, projectIdSchema } from '../contract/ids';
import { organizationChoiceSchema } from '../contract/policy';
import { deleteAll, readAll } from './batch';
import type { Item } from './batch';
import { isFinished, listRecords, recordIn, recordPlace, replaceRecords } from './records';
import type { Versioned } from './records';

/** Keys and their last uses are kept for as long as the audit log may speak of them. */
const KEPT = { unit: 'DAYS', value: 365 } as const;

/** A secret as it is kept: nobody can send it. */
const secretSchema = z.object({
  /** SHA-256 of the secret, in hex. The secret is 256 random bits, so nothing slower is needed. */
  hash: z.string(),
});

export const storedKeySchema = z.object({
  id: keyIdSchema,
  name: z.string(),
  ...secretSchema.shape,
  /** The secret before the last rotation, and until when it still opens, in ms since 1970. */
  previous: z.optional(z.object({ hash: z.string(), until: z.number() })),
  projects: z.array(projectIdSchema),
  domains: z.array(z.string()),
  organizations: z.array(organizationChoiceSchema),
  dailyQuota: z.number(),
  createdBy: z.optional(accountIdSchema),
  /** Whether a project admin made it: it ends where the policy no longer lets them. */
  byProjectAdmin: z.boolean(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.optional(z.string()),
});
export type StoredKey = z.infer<typeof storedKeySchema>;

export interface KeyRecord {
  readonly version: number;
  readonly key: StoredKey;
}

export interface ApiKeyStore {
  find(id: KeyId): Promise<KeyRecord | undefined>;
  list(): Promise<readonly KeyRecord[]>;
  /** When each was last used, ISO 8601. */
  lastUses(ids: readonly KeyId[]): Promise<ReadonlyMap<KeyId, string>>;
  /**
   * Writes a key over the version seen, or a new one.
   *
   * @param extra written with it, in the same transaction.
   * @returns false where somebody else was faster.
   */
  replace(key: StoredKey, seen?: number, extra?: readonly Item[]): Promise<boolean>;
  /** Makes them useless at once, also for whoever restores the app's data. */
  remove(ids: readonly KeyId[]): Promise<void>;
}

export const apiKeyStore: ApiKeyStore = {
  find: async (id) => keyIn(await readAll([recordPlace(refOf(id))]), id),
  list: async () => (await listRecords('api-key')).map(toKey),
  async lastUses(ids) {
    const values = await readAll(ids.map(useKey));
    return new Map(
      ids.flatMap((id) => {
        const use = useSchema.safeParse(values.get(useKey(id))).data;
        return use ? [[id, use.at] as const] : [];
      }),
    );
  },
  replace: (key, seen, extra) => replaceRecords([{ ...refOf(key.id), seen, value: key, ttl: KEPT }], extra),
  remove: (ids) => deleteAll(ids.map(keyPlace)),
};

export function keyPlace(id: KeyId): ReturnType<typeof recordPlace> {
  return recordPlace(refOf(id));
}

/** The key among values that were read. @throws where it is there but no key. */
export function keyIn(values: ReadonlyMap<string, unknown>, id: KeyId): KeyRecord | undefined {
  const record = recordIn(values, refOf(id));
  return record && isFinished(record) ? toKey(record) : undefined;
}

const useSchema = z.object({ at: z.string() });

/** Kept apart from the key, so that a use never writes over a revocation. */
export function keyUseItem(id: KeyId, now: number): Item {
  return { key: useKey(id), value: { at: new Date(now).toISOString() }, ttl: KEPT };
}

function toKey({ version, value }: Versioned): KeyRecord {
  return { version, key: storedKeySchema.parse(value) };
}

function refOf(id: KeyId): { readonly kind: 'api-key'; readonly id: KeyId } {
  return { kind: 'api-key', id };
}

function useKey(id: KeyId): string {
  return `api-key-use:${id}`;
}
