import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { AccountId } from '../../../domain/ids';
import { importIdSchema } from '../../../contract/import';
import type { ImportId } from '../../../contract/import';
import { readAll } from '../../../platform/kvs/kvs';
import { recordIn, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';

/** Longer than an import can be open. */
const KEPT = { unit: 'DAYS', value: 8 } as const;

const openSchema = z.object({ ids: z.array(importIdSchema) });

/** Which imports an account began, so that several begun at once cannot exceed the limit. */
export interface OpenImportStore {
  /** The imports that may still be open, with the version of that list; `undefined` where there is none. */
  begunBy(
    accountId: AccountId,
  ): Promise<{ readonly ids: readonly ImportId[]; readonly seen: number | undefined }>;
  /** @returns false where the list was changed since it was read. */
  noteBegun(accountId: AccountId, ids: readonly ImportId[], seen: number | undefined): Promise<boolean>;
}

export const openImportStore: OpenImportStore = {
  async begunBy(accountId) {
    const ref = refOf(accountId);
    const stored = recordIn(await readAll([recordPlace(ref)]), ref);
    return { ids: openSchema.safeParse(stored?.value).data?.ids ?? [], seen: stored?.version };
  },
  noteBegun: (accountId, ids, seen) =>
    replaceRecords([{ ...refOf(accountId), seen, value: { ids }, ttl: KEPT }]),
};

/** Holds no account id, so that it needs no erasure. */
function refOf(accountId: AccountId): RecordRef {
  return { kind: 'import-open', id: createHash('sha256').update(accountId).digest('hex').slice(0, 32) };
}
