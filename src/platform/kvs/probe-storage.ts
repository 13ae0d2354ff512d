import { Filter, FilterConditions, ForgeKvsAPIError, kvs } from '@forge/kvs';
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { deleteAll } from './kvs';
import { BY_KIND, PAGE_MAX, RECORD_ENTITY, recordPlace, rowOf } from './versioned-records';
import type { RecordRef, Versioned } from './versioned-records';

/** They expire by themselves, should they not be deleted. */
const TTL = { unit: 'HOURS', value: 1 } as const;
/** What a checkpoint of an import writes: a chunk, and the import. */
const CHUNK = 'x'.repeat(200 * 1024);
const IMPORT = 'x'.repeat(20 * 1024);
const INDEX_TRIES = 40;
const INDEX_PAUSE_MS = 250;

/**
 * What storage answers to a transaction whose condition does not hold; `done` where it was written all the same.
 *
 * @see https://developer.atlassian.com/platform/forge/storage-reference/entities-transactions/
 */
export async function probeRefusal(): Promise<string> {
  const ref = newProbe();
  await setProbe(ref);
  try {
    await kvs
      .transact()
      .set(keyOf(ref), rowOf({ ...ref, seen: 7, value: {} }, 'probe'), {
        entityName: RECORD_ENTITY,
        conditions: new Filter<Versioned>().and('version', FilterConditions.equalTo(7)),
      })
      .execute();
    return 'done';
  } catch (error) {
    return error instanceof ForgeKvsAPIError ? `${error.responseDetails.status} ${error.code}` : 'no answer';
  } finally {
    await deleteAll([recordPlace(ref)]);
  }
}

/** Whether a row is read right after it was written, and ms until its index lists it; `undefined`: not within 10 s. */
export async function probeIndex({ now, sleep }: Pick<Clock, 'now' | 'sleep'>): Promise<{
  readonly isRead: boolean;
  readonly listedMs: number | undefined;
}> {
  const ref = newProbe();
  await setProbe(ref);
  const begun = now();
  try {
    const isRead = (await kvs.entity(RECORD_ENTITY).get(keyOf(ref))) !== undefined;
    for (let tries = 0; tries < INDEX_TRIES; tries += 1) {
      const listed = await kvs
        .entity<unknown>(RECORD_ENTITY)
        .query()
        .index(BY_KIND, { partition: [ref.kind] })
        .limit(PAGE_MAX)
        .getMany();
      if (listed.results.some(({ key }) => key === keyOf(ref))) return { isRead, listedMs: now() - begun };
      await sleep(INDEX_PAUSE_MS);
    }
    return { isRead, listedMs: undefined };
  } finally {
    await deleteAll([recordPlace(ref)]);
  }
}

/** How long a transaction takes that is as large as a checkpoint of an import, in ms. */
export async function probeCheckpoint({ now }: Pick<Clock, 'now'>): Promise<number> {
  const [chunk, whole] = [newProbe(), newProbe()];
  const begun = now();
  try {
    await kvs
      .transact()
      .set(
        keyOf(chunk),
        rowOf({ ...chunk, seen: undefined, value: { text: CHUNK } }, 'probe'),
        { entityName: RECORD_ENTITY },
        { ttl: TTL },
      )
      .set(
        keyOf(whole),
        rowOf({ ...whole, seen: undefined, value: { text: IMPORT } }, 'probe'),
        { entityName: RECORD_ENTITY },
        { ttl: TTL },
      )
      .execute();
    return now() - begun;
  } finally {
    await deleteAll([chunk, whole].map(recordPlace));
  }
}

function newProbe(): RecordRef {
  return { kind: 'proof-probe', id: randomUUID() };
}

async function setProbe(ref: RecordRef): Promise<void> {
  const row = rowOf({ ...ref, seen: undefined, value: {} }, 'probe');
  await kvs.entity(RECORD_ENTITY).set(keyOf(ref), row, { ttl: TTL });
}

function keyOf(ref: RecordRef): string {
  return recordPlace(ref).key;
}
