import * as z from 'zod/mini';
import type { KeyId } from '../../../domain/actor';
import { keyIn, keyPlace } from '../../api-keys/store/key-store';
import type { KeyRecord } from '../../api-keys/store/key-store';
import { readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { idempotencyPlace } from './idempotency';
import type { IdempotencyKey } from './idempotency';
import { quotaPlaces } from '../../invite/store/quotas';
import { settingsIn, SETTINGS_PLACES } from '../../policy/store/settings-store';
import type { Settings } from '../../policy/store/settings-store';

const MINUTE_MS = 60_000;
const wrongSchema = z.object({ count: z.number() });

/** What is read for anybody who sends something in the form of a key: little, since a flood of wrong ones pays for it. */
export interface ScriptStart {
  readonly key: KeyRecord | undefined;
  /** Wrong keys within this minute, on the whole site. */
  readonly wrongKeys: number;
  /** The key's count of today, for `quotas.take`, and what is known of the Idempotency-Key. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** What a request is judged by. */
export interface ScriptTerms {
  readonly settings: Settings;
  readonly key: KeyRecord | undefined;
}

export interface ScriptStore {
  /** In one storage operation. @throws StorageError where storage fails or a value does not fit its schema. */
  start(keyId: KeyId, name: IdempotencyKey | undefined, now: number): Promise<ScriptStart>;
  /** Policy, authority and key as they are now, in one storage operation. @throws as `start`. */
  terms(keyId: KeyId): Promise<ScriptTerms>;
}

export const scriptStore: ScriptStore = {
  async start(keyId, name, now) {
    const counts = quotaPlaces([{ of: 'key', keyId }], now);
    const once = name ? [idempotencyPlace(name)] : [];
    const values = await readAll([keyPlace(keyId), wrongKey(now), ...counts, ...once]);
    return {
      key: keyIn(values, keyId),
      wrongKeys: wrongSchema.safeParse(values.get(wrongKey(now))).data?.count ?? 0,
      values,
    };
  },
  async terms(keyId) {
    const values = await readAll([...SETTINGS_PLACES, keyPlace(keyId)]);
    return { settings: settingsIn(values), key: keyIn(values, keyId) };
  },
};

/** Counts roughly: two at once may count as one, which only lets a few more be answered. */
export function wrongKeyItem(before: number, now: number): Item {
  return { key: wrongKey(now), value: { count: before + 1 }, ttl: { unit: 'HOURS', value: 1 } };
}

function wrongKey(now: number): string {
  return `wrong-keys:${Math.floor(now / MINUTE_MS)}`;
}
