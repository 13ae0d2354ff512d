import { kvs } from '@forge/kvs';

/** Forge storage: keys in one batch operation. */
const BATCH_KEYS_MAX = 25;

/** A key of a batch was refused, though the operation as a whole went through. */
export class StorageError extends Error {
  override readonly name = 'StorageError';

  constructor(readonly code: string) {
    super(`storage refused: ${code}`);
  }
}

export interface Item {
  readonly key: string;
  readonly value: unknown;
  readonly entityName?: string;
  readonly ttl: { readonly unit: 'HOURS' | 'DAYS'; readonly value: number };
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
export async function readAll(keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
  const results = await Promise.all(
    chunks([...new Set(keys)], BATCH_KEYS_MAX).map((chunk) =>
      kvs.batchGet<unknown>(chunk.map((key) => ({ key }))),
    ),
  );
  const failed = results.flatMap((result) => result.failedKeys).find(({ error }) => !isAbsent(error.code));
  if (failed) throw new StorageError(failed.error.code);
  return new Map(results.flatMap((result) => result.successfulKeys.map(({ key, value }) => [key, value])));
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
