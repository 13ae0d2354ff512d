import type { AccountId } from '../../../domain/ids';
import type { ImportId } from '../../../contract/import';
import { deleteAll, readAll, StorageError, writeAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import { parseImport, parseImports, planIn, chunkSchema } from './import-record';
import type { ImportPlan, ImportRecord, ReadImport, StoredRow } from './import-record';
import type { Change, VersionedImport, ImportStore, StoredChunk } from './import-store';
import { openImportStore } from './open-imports';
import { quotaPlaces } from '../../invite/store/quotas';
import { recordIn, recordItem, recordPlace, replaceRecords } from '../../../platform/kvs/versioned-records';
import type { RecordRef } from '../../../platform/kvs/versioned-records';
import { lastRecords } from '../../../platform/kvs/last-records';
import { recordsBefore } from '../../../platform/kvs/records-before';
import { settingsIn, SETTINGS_PLACES } from '../../policy/store/settings-store';

export type {
  BatchNote,
  ImportPlan,
  ImportRecord,
  RowResult,
  ChunkSummary,
  StoredRow,
} from './import-record';
export type { VersionedImport, ImportStore, ImportWork, StoredChunk } from './import-store';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** An import is listed for so long; its rows go sooner. */
const LISTED_DAYS = 30;
/** Rows that were uploaded and are not done hold addresses: until then at most. */
export const ROWS_KEPT_MS = 7 * DAY_MS;
/** Each try loses to at most one that got through. */
const TRIES_MAX = 10;
/** Imports of one answer: of the largest it stays below 1 MB. */
const IMPORTS_PAGE = 8;

export const importStore: ImportStore = {
  ...openImportStore,
  find: async (id) => held(await readImport(id)),
  findAll: async (ids) => {
    const values = await readAll(ids.map((id) => recordPlace(importRef(id))));
    return parseImports(ids.map((id) => recordIn(values, importRef(id))?.value));
  },
  async plan(id) {
    const values = await readAll([recordPlace(planRef(id)), recordPlace(importRef(id))]);
    return planIn(recordIn(values, planRef(id))?.value) ?? planIn(recordIn(values, importRef(id))?.value);
  },
  list: async (projectId, max) =>
    parseImports((await lastRecords('import', `${projectId}.`, max)).map(({ value }) => value)),
  async page(before) {
    const { found, last } = await recordsBefore('import', before, IMPORTS_PAGE);
    const imports = parseImports(found.map(({ value }) => value));
    return { imports, damaged: found.length - imports.length, before: last };
  },
  async all() {
    const imports: ImportRecord[] = [];
    let before: string | undefined;
    do {
      const page = await importStore.page(before);
      imports.push(...page.imports);
      ({ before } = page);
    } while (before !== undefined);
    return imports;
  },
  async add(record, plan, extra = []) {
    await writeAll([planItem(record.id, plan), ...extra]);
    return replaceRecords([{ ...importRef(record.id), seen: undefined, value: record, ttl: LISTED }]);
  },
  change: changeImport,
  async replace({ version }, record, others) {
    const saved = await replaceRecords([
      { ...importRef(record.id), seen: version, value: record, ttl: LISTED },
      ...others,
    ]);
    return saved ? { record, version: version + 1 } : undefined;
  },
  async addSlices(id, from, slices, now) {
    const ttl = rowsTtl(now + ROWS_KEPT_MS, now);
    const kept = await Promise.all(
      slices.map(async (rows, place) => {
        const ref = sliceRef(id, from + place);
        if (await replaceRecords([{ ...ref, seen: undefined, value: { rows }, ttl }])) return true;
        const there = await importStore.slice(id, from + place);
        return JSON.stringify(there?.rows) === JSON.stringify(rows);
      }),
    );
    return kept.every(Boolean);
  },
  slice: async (id, index) => sliceIn(await readAll([recordPlace(sliceRef(id, index))]), id, index),
  async work(id, index, quotas, now) {
    const values = await readAll([
      recordPlace(importRef(id)),
      ...(index === undefined ? [] : [recordPlace(sliceRef(id, index)), recordPlace(planRef(id))]),
      ...SETTINGS_PLACES,
      ...quotaPlaces(quotas, now),
    ]);
    return {
      held: held(importIn(values, id)),
      slice: index === undefined ? undefined : sliceIn(values, id, index),
      plan: planIn(recordIn(values, planRef(id))?.value),
      settings: settingsIn(values),
      counts: values,
    };
  },
  async checkpoint(first, index, slice, change, now) {
    const { id } = first.record;
    let seen: VersionedImport | undefined = first;
    for (let tries = 0; tries < TRIES_MAX && seen; tries += 1) {
      const record = change(seen.record);
      if (!record) return undefined;
      const saved = await importStore.replace(seen, record, [
        {
          ...sliceRef(id, index),
          seen: slice.version,
          value: { rows: slice.rows },
          ttl: rowsTtl(record.rowsUntil, now),
        },
      ]);
      if (saved) return { held: saved, slice: { ...slice, version: slice.version + 1 } };
      const stored = await importStore.slice(id, index);
      if (stored?.version !== slice.version) return undefined;
      seen = await importStore.find(id);
    }
    return undefined;
  },
  eraseRows: (id, sliceCount) =>
    deleteAll([
      ...Array.from({ length: sliceCount }, (_, index) => recordPlace(sliceRef(id, index))),
      recordPlace(planRef(id)),
    ]),
  async remove(record) {
    await importStore.eraseRows(record.id, record.sliceCount);
    await deleteAll([recordPlace(importRef(record.id))]);
  },
  async eraseAccount(accountId, now) {
    let before: string | undefined;
    do {
      const page = await importStore.page(before);
      for (const record of page.imports) await eraseFrom(record, accountId, now);
      ({ before } = page);
    } while (before !== undefined);
  },
};

const LISTED = { unit: 'DAYS', value: LISTED_DAYS } as const;

async function changeImport(
  id: ImportId,
  change: Change,
): Promise<{ readonly now: VersionedImport | undefined; readonly changed: boolean }> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const seen = await readImport(id);
    const record = seen && change(seen.record);
    if (!record) return { now: held(seen), changed: false };
    // Out of the way first: with the plan inside, an old record may be too large to be written again.
    if (seen.inside && !record.erased) await writeAll([planItem(id, seen.inside)]);
    const now = await importStore.replace(seen, record, []);
    if (now) return { now, changed: true };
  }
  throw new StorageError('IMPORT_CONTENTION');
}

async function eraseFrom(record: ImportRecord, accountId: AccountId, now: number): Promise<void> {
  if (record.owner === accountId) return importStore.remove(record);
  if (record.heldBy?.accountId === accountId)
    await changeImport(record.id, (current) => ({ ...current, heldBy: {} }));
  if (!record.erased || record.erasing) await eraseFromSlices(record, accountId, now);
}

async function eraseFromSlices(
  { id, slices }: ImportRecord,
  accountId: AccountId,
  now: number,
): Promise<void> {
  for (let index = 0; index < slices.length; index += 1) {
    const slice = await importStore.slice(id, index);
    if (!slice?.rows.some((row) => isAbout(row, accountId))) continue;
    const rows = slice.rows.map((row) => (isAbout(row, accountId) ? withoutAccount(row) : row));
    // Changed, not only read: a plan inside an old record is not written back with it.
    const { now: seen } = await changeImport(id, (same) => same);
    const erased =
      seen && (await importStore.checkpoint(seen, index, { ...slice, rows }, (same) => same, now));
    if (seen && !erased) throw new Error('an import changed while it was erased');
  }
}

function isAbout({ result, accountId }: StoredRow, erased: AccountId): boolean {
  return result?.accountId === erased || accountId === erased;
}

function withoutAccount({ accountId: _erased, result, ...row }: StoredRow): StoredRow {
  return { ...row, ...(result && { result: { ...result, accountId: undefined } }) };
}

type Seen = ReadImport & VersionedImport;

function held(seen: Seen | undefined): VersionedImport | undefined {
  return seen && { record: seen.record, version: seen.version };
}

async function readImport(id: ImportId): Promise<Seen | undefined> {
  return importIn(await readAll([recordPlace(importRef(id))]), id);
}

function importIn(values: ReadonlyMap<string, unknown>, id: ImportId): Seen | undefined {
  const stored = recordIn(values, importRef(id));
  return stored && { ...parseImport(stored.value), version: stored.version };
}

function sliceIn(values: ReadonlyMap<string, unknown>, id: ImportId, index: number): StoredChunk | undefined {
  const stored = recordIn(values, sliceRef(id, index));
  return stored && { rows: chunkSchema.parse(stored.value).rows, version: stored.version };
}

function importRef(id: ImportId): RecordRef {
  return { kind: 'import', id };
}

function sliceRef(id: ImportId, index: number): RecordRef {
  return { kind: 'slice', id: `${id}.${index}` };
}

function planRef(id: ImportId): RecordRef {
  return { kind: 'import-plan', id };
}

/** Whatever is stored already: it is the same. */
function planItem(id: ImportId, value: ImportPlan): Item {
  return recordItem({ ...planRef(id), seen: undefined, value, ttl: rowsTtl(ROWS_KEPT_MS, 0) });
}

function rowsTtl(until: number, now: number): { readonly unit: 'HOURS'; readonly value: number } {
  return { unit: 'HOURS', value: Math.max(1, Math.ceil((until - now) / HOUR_MS)) };
}
