/** Limits of Forge's hosted storage. @see https://developer.atlassian.com/platform/forge/limits-kvs-ce/ */
const KEY_MAX = 500;
const KEY_PATTERN = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;
const VALUE_BYTES_MAX = 240 * 1024;
const DEPTH_MAX = 31;
const TTL_MAX_MS = 365 * 24 * 3_600_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
};

/** A refusal of the storage service: an HTTP status with `{code, message}`. */
export class KvsRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** @throws KvsRefusal where Forge would not take the key. */
export function checkKey(key: unknown): asserts key is string {
  if (typeof key !== 'string' || key === '') throw new KvsRefusal(400, 'KEY_TOO_SHORT', 'The key is empty');
  if (key.length > KEY_MAX)
    throw new KvsRefusal(400, 'KEY_TOO_LONG', 'The key is longer than 500 characters');
  if (!KEY_PATTERN.test(key))
    throw new KvsRefusal(400, 'INVALID_KEY', 'The key holds a character that is not allowed');
}

/** @throws KvsRefusal where Forge would not take the value. */
export function checkValue(value: unknown): void {
  if (value === undefined || value === null) throw new KvsRefusal(400, 'INVALID_VALUE', 'The value is empty');
  if (Buffer.byteLength(JSON.stringify(value)) > VALUE_BYTES_MAX) {
    throw new KvsRefusal(400, 'MAX_SIZE', 'The value is larger than 240 KiB');
  }
  if (depthOf(value) > DEPTH_MAX) throw new KvsRefusal(400, 'MAX_DEPTH', 'The value is nested too deep');
}

/** The time to live in ms, or nothing. @throws KvsRefusal where it is more than a year. */
export function ttlOf(options: unknown): number | undefined {
  const ttl = (options as { ttl?: { value: number; unit: string } } | undefined)?.ttl;
  if (!ttl) return undefined;
  const ms = ttl.value * (UNIT_MS[ttl.unit] ?? Number.NaN);
  if (!(ms > 0) || ms > TTL_MAX_MS)
    throw new KvsRefusal(400, 'INVALID_TTL', 'The time to live is not allowed');
  return ms;
}

/** @throws KvsRefusal where the value is no object, or an attribute is not declared or has another type than declared. */
export function checkEntity(
  value: unknown,
  attributes: Readonly<Record<string, { readonly type: string }>>,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KvsRefusal(400, 'INVALID_VALUE', 'The value of an entity is an object');
  }
  for (const [name, attribute] of Object.entries(value)) {
    const type = attributes[name]?.type;
    if (type === undefined)
      throw new KvsRefusal(400, 'INVALID_ATTRIBUTE', `The attribute ${name} is not declared`);
    if (!fits(attribute, type)) {
      throw new KvsRefusal(400, 'INVALID_ATTRIBUTE_TYPE', `The attribute ${name} is no ${type}`);
    }
  }
}

/**
 * Forge filters by attributes of a type only. The code is a guess; 422 is documented.
 *
 * @throws KvsRefusal where a condition is about an attribute of type `any`.
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-api-query/
 */
export function checkFilters(
  filters: Readonly<Record<string, readonly { readonly property?: string }[]>> | undefined,
  attributes: Readonly<Record<string, { readonly type: string }>>,
): void {
  for (const { property = '' } of Object.values(filters ?? {}).flat()) {
    if (attributes[property]?.type === 'any')
      throw new KvsRefusal(422, 'INVALID_FILTER_ATTRIBUTE', `The attribute ${property} is of any type`);
  }
}

function fits(value: unknown, type: string): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' && value.trim() !== '';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_648;
    case 'float':
      return typeof value === 'number';
    default:
      return value !== null;
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Operations in one batch or transaction, and their size. */
const BATCH_MAX = 25;
const BATCH_BYTES_MAX = 4 * 1024 * 1024;

/** @throws KvsRefusal where a batch or transaction is none that Forge takes. */
export function checkBatch(
  operations: readonly { readonly key?: unknown; readonly entityName?: string }[],
): void {
  if (operations.length === 0) throw new KvsRefusal(400, 'EMPTY_BATCH', 'There is no key');
  if (operations.length > BATCH_MAX) throw new KvsRefusal(400, 'TOO_MANY_OPERATIONS', 'At most 25 at a time');
  if (Buffer.byteLength(JSON.stringify(operations)) > BATCH_BYTES_MAX) {
    throw new KvsRefusal(400, 'MAX_SIZE', 'The batch is larger than 4 MB');
  }
  const named = operations.map(({ entityName, key }) => `${entityName ?? ''} ${String(key)}`);
  if (new Set(named).size !== named.length) throw new KvsRefusal(400, 'DUPLICATE_KEY', 'A key stands twice');
}
