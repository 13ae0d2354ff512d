import type { Stored } from './kvs-index';

/** A value as Forge answers it. */
export function bean(stored: Stored, metadata: readonly string[]): Record<string, unknown> {
  return {
    key: stored.key,
    value: stored.value,
    ...(metadata.includes('CREATED_AT') && { createdAt: stored.createdAt }),
    ...(metadata.includes('UPDATED_AT') && { updatedAt: stored.updatedAt }),
    ...(metadata.includes('EXPIRE_TIME') &&
      stored.expiresAt !== undefined && { expireTime: new Date(stored.expiresAt).toISOString() }),
  };
}

/** The same of a page. */
export function shown(
  { data, cursor }: { readonly data: readonly Stored[]; readonly cursor?: string },
  { options }: { readonly options?: { readonly metadataFields?: readonly string[] } },
): unknown {
  return {
    data: data.map((stored) => bean(stored, options?.metadataFields ?? [])),
    ...(cursor && { cursor }),
  };
}
