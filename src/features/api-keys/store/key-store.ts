import * as z from 'zod/mini';
import { keyIdSchema } from '../../../domain/actor';
import type { KeyId } from '../../../domain/actor';
import { KEY_DAYS_MAX } from '../../../contract/api-key';
import { accountIdSchema, projectIdSchema } from '../../../domain/ids';
import { organizationChoiceSchema } from '../../../domain/policy/lists';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Item, Ttl } from '../../../platform/kvs/kvs';
import {
  isFinished,
  listRecords,
  recordIn,
  recordPlace,
  replaceRecords,
} from '../../../platform/kvs/versioned-records';
import type { Versioned } from '../../../platform/kvs/versioned-records';

/** For which a key is kept once it opens nothing any more: to look up whose it was. */
const KEPT_AFTER_DAYS = 30;
/** As long as the key itself can be there. */
const USE_KEPT = { unit: 'DAYS', value: KEY_DAYS_MAX + KEPT_AFTER_DAYS } as const;
const DAY_MS = 86_400_000;

/** A secret as it is kept: a hash, which opens nothing. */
const secretSchema = z.object({
  /** SHA-256 of the secret, in hex. The secret is 256 random bits, so nothing slower is needed. */
  hash: z.string(),
});

const storedKeySchema = z.object({
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
  /** Whether a project admin made it: it ends where the policy no longer lets them, and with their own right. */
  byProjectAdmin: z.boolean(),
  /** The policy's `keysGeneration` when it was made; absent: 0. */
  generation: z.optional(z.number()),
  /** Jira did not let the app ask as its maker: a second time, it ends. */
  makerInDoubt: z.optional(z.boolean()),
  /** When its maker turned out to be no project admin any more. */
  makerLostAt: z.optional(z.string()),
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
   * @returns false when another writer came first.
   */
  replace(key: StoredKey, seen?: number, extra?: readonly Item[]): Promise<boolean>;
  /** Makes them useless at once, also where the app's data is restored. */
  remove(ids: readonly KeyId[]): Promise<void>;
}

export const apiKeyStore: ApiKeyStore = {
  find: async (id) => keyIn(await readAll([recordPlace(refOf(id))]), id),
  list: async () => (await listRecords('api-key')).flatMap(toReadable),
  async lastUses(ids) {
    const values = await readAll(ids.map(useKey));
    return new Map(
      ids.flatMap((id) => {
        const use = useSchema.safeParse(values.get(useKey(id))).data;
        return use ? [[id, use.at] as const] : [];
      }),
    );
  },
  replace: (key, seen, extra) =>
    replaceRecords([{ ...refOf(key.id), seen, value: key, ttl: ttlOf(key) }], extra),
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
  return { key: useKey(id), value: { at: new Date(now).toISOString() }, ttl: USE_KEPT };
}

/** From each write on, as if it were the key's first: one that was rotated stays longer, by its own life at most. */
function ttlOf({ createdAt, expiresAt, revokedAt }: StoredKey): Ttl {
  const days = revokedAt === undefined ? (Date.parse(expiresAt) - Date.parse(createdAt)) / DAY_MS : 0;
  return { unit: 'DAYS', value: Math.max(0, Math.ceil(days)) + KEPT_AFTER_DAYS };
}

/** One that cannot be read keeps no other from the list; it opens nothing. */
function toReadable(record: Versioned): readonly KeyRecord[] {
  const key = storedKeySchema.safeParse(record.value);
  if (key.success) return [{ version: record.version, key: key.data }];
  console.error(JSON.stringify({ event: 'key-unreadable' }));
  return [];
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
