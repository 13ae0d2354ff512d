import { kvs } from '@forge/kvs';

/** Forge storage: keys in one batch operation. */
export const BATCH_KEYS_MAX = 25;

/** A key of a batch was refused, though the operation as a whole went through. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(readonly code: string) {
    super(`storage refused: ${code}`);
  }
}

/** Where a value is: under a key alone, or in a custom entity. No two places of this app share a key. */
export interface Place {
  readonly key: string;
  readonly entityName?: string;
}

export interface Item extends Place {
  readonly value: unknown;
  readonly ttl: Ttl;
}

export interface Ttl {
  readonly unit: 'HOURS' | 'DAYS';
  readonly value: number;
}

/**
 * Writes all items, 25 to an operation; of several with one key the last. Throws where any was refused; the
 * others may have been written.
 */
export async function writeAll(items: readonly Item[]): Promise<void> {
  const unique = new Map(items.map((item) => [`${item.entityName ?? ''} ${item.key}`, item]));
  const results = await Promise.all(
    chunks([...unique.values()], BATCH_KEYS_MAX).map((chunk) =>
      kvs.batchSet(chunk.map(({ ttl, ...item }) => ({ ...item, options: { ttl } }))),
    ),
  );
  const failed = results.flatMap((result) => result.failedKeys)[0];
  if (failed) throw new StorageError(failed.error.code);
}

/** The values there are, by key. Throws where a key could not be read for another reason than being absent. */
export async function readAll(places: readonly (string | Place)[]): Promise<ReadonlyMap<string, unknown>> {
  const unique = new Map(
    places.map((place) => (typeof place === 'string' ? [place, { key: place }] : [place.key, place])),
  );
  const results = await Promise.all(
    chunks([...unique.values()], BATCH_KEYS_MAX).map((chunk) => kvs.batchGet<unknown>(chunk)),
  );
  const failed = results.flatMap((result) => result.failedKeys).find(({ error }) => !isAbsent(error.code));
  if (failed) throw new StorageError(failed.error.code);
  return new Map(results.flatMap((result) => result.successfulKeys.map(({ key, value }) => [key, value])));
}

/** Deletes all, 25 to an operation; what is not there is no error. Throws where a key was refused. */
export async function deleteAll(places: readonly Place[]): Promise<void> {
  const results = await Promise.all(chunks(places, BATCH_KEYS_MAX).map((chunk) => kvs.batchDelete(chunk)));
  const failed = results.flatMap((result) => result.failedKeys).find(({ error }) => !isAbsent(error.code));
  if (failed) throw new StorageError(failed.error.code);
}

/** The documentation says NOT_FOUND, the SDK looks for KEY_NOT_FOUND. */
function isAbsent(code: string): boolean {
  return code === 'KEY_NOT_FOUND' || code === 'NOT_FOUND';
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
