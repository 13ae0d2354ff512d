import { deskError, ok } from './answer';
import type { Answer } from './answer';

/** "The maximum length of the key is 255 bytes." */
const KEY_BYTES_MAX = 255;

export function propertyKeysOf(properties: ReadonlyMap<string, unknown>, self: string): unknown {
  return { keys: [...properties.keys()].map((key) => ({ key, self: `${self}/${encodeURIComponent(key)}` })) };
}

export function propertyIn(properties: ReadonlyMap<string, unknown>, key: string): Answer {
  return properties.has(key) ? ok({ key, value: properties.get(key) }) : missing(key);
}

export function setPropertyIn(properties: Map<string, unknown>, key: string, value: unknown): Answer {
  if (Buffer.byteLength(key) > KEY_BYTES_MAX) return deskError(400, 'The property key is too long.');
  if (value === undefined) return deskError(400, 'The property value must be JSON.');
  const status = properties.has(key) ? 200 : 201;
  properties.set(key, value);
  return { status, body: {} };
}

/** @returns an error, or nothing where the property was there and is gone. */
export function deletePropertyFrom(properties: Map<string, unknown>, key: string): Answer | undefined {
  return properties.delete(key) ? undefined : missing(key);
}

function missing(key: string): Answer {
  return deskError(404, `The property ${key} does not exist.`);
}
