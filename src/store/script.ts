import * as z from 'zod/mini';
import type { KeyId } from '../contract/actor';
import { keyIn, keyPlace } from './api-keys';
import type { KeyRecord } from './api-keys';
import { readAll } from './batch';
import type { Item } from './batch';
import { quotaPlaces } from './quotas';
import { settingsIn, SETTINGS_PLACES } from './settings';
import type { Settings } from './settings';

const MINUTE_MS = 60_000;
const wrongSchema = z.object({ count: z.number() });

/** All that the script's door needs to know before it asks anybody. */
export interface ScriptStart {
  readonly settings: Settings;
  readonly key: KeyRecord | undefined;
  /** Wrong keys within this minute, on the whole site. */
  readonly wrongKeys: number;
  /** The key's count of today, for `quotas.take`. */
  readonly counts: ReadonlyMap<string, unknown>;
}

export interface ScriptStore {
  /** In one storage operation. @throws StorageError where storage fails or a value does not fit its schema. */
  start(keyId: KeyId, now: number): Promise<ScriptStart>;
}

export const scriptStore: ScriptStore = {
  async start(keyId, now) {
    const counts = quotaPlaces([{ of: 'key', keyId }], now);
    const values = await readAll([...SETTINGS_PLACES, keyPlace(keyId), wrongKey(now), ...counts]);
    return {
      settings: settingsIn(values),
      key: keyIn(values, keyId),
      wrongKeys: wrongSchema.safeParse(values.get(wrongKey(now))).data?.count ?? 0,
      counts: values,
    };
  },
};

/** Counts roughly: two at once may count as one, which only lets a few more be answered. */
export function wrongKeyItem(before: number, now: number): Item {
  return { key: wrongKey(now), value: { count: before + 1 }, ttl: { unit: 'HOURS', value: 1 } };
}

function wrongKey(now: number): string {
  return `wrong-keys:${Math.floor(now / MINUTE_MS)}`;
}
