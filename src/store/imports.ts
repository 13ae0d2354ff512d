import * as z from 'zod/mini';
import { accountIdSchema, projectIdSchema } from '../contract/ids';
import type { AccountId, ProjectId } from '../contract/ids';
import { importIdSchema, importStateSchema } from '../contract/import';
import type { ImportId } from '../contract/import';
import { columnsSchema, organizationMappingSchema } from '../contract/import-row';
import type { ImportRow } from '../contract/import-row';
import type { Reason } from '../contract/reason';
import { deleteAll, readAll, StorageError, writeAll } from './batch';
import { lastRecords, listRecords, recordIn, recordItem, recordPlace, replaceRecords } from './records';
import type { RecordRef } from './records';
import { settingsIn, SETTINGS_PLACES } from './settings';
import type { Settings } from './settings';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** An import is listed for so long; its rows go sooner. */
const LISTED_DAYS = 30;
/** Rows that were uploaded and are not done hold addresses: until then at most. */
export const ROWS_KEPT_MS = 7 * DAY_MS;
/** Each try loses to at most one that got through. */
const TRIES_MAX = 10;

const reasonSchema = z.custom<Reason>(
  (value) => z.looseObject({ code: z.string() }).safeParse(value).success,
);
const countSchema = z.int().check(z.nonnegative());

/** One slice, by number. All but `rows` change with each checkpoint. */
const sliceSummarySchema = z.object({
  rows: countSchema,
  /** Not done for good; of these `waiting` are tried again from `dueAt` on, in ms since 1970. */
  left: countSchema,
  waiting: countSchema,
  dueAt: z.optional(z.number()),
  created: countSchema,
  existed: countSchema,
  attention: countSchema,
  failed: countSchema,
  /** Of `attention` and of `failed`: those worth another try. */
  retriable: z.object({ attention: countSchema, failed: countSchema }),
  /** Somebody asked for that try, and it has not begun. */
  again: z.optional(z.boolean()),
});
export type SliceSummary = z.infer<typeof sliceSummarySchema>;

const importSchema = z.object({
  id: importIdSchema,
  projectId: projectIdSchema,
  /** Whose permission it takes. */
  owner: accountIdSchema,
  fileName: z.string(),
  fingerprint: z.string(),
  header: z.array(z.string()),
  columns: columnsSchema,
  organizations: organizationMappingSchema,
  notify: z.boolean(),
  people: countSchema,
  /** Slices that make it whole; fewer have arrived while it is `uploading`. */
  sliceCount: countSchema,
  slices: z.array(sliceSummarySchema),
  state: importStateSchema,
  reason: z.optional(reasonSchema),
  /** When it goes on, where it is `paused`: ms since 1970, as are all moments here. */
  resumesAt: z.optional(z.number()),
  /** Counts the turns that were ended in order: an event for another turn is an old one. */
  turn: countSchema,
  /** Until when whoever works on it must have shown a sign of life. Gone when a turn was ended in order. */
  leaseUntil: z.optional(z.number()),
  createdAt: z.number(),
  startedAt: z.optional(z.number()),
  endedAt: z.optional(z.number()),
  /** When the rows go, done or not. */
  rowsUntil: z.number(),
  erased: z.boolean(),
});
export type ImportRecord = z.infer<typeof importSchema>;

const rowResultSchema = z.object({
  state: z.enum(['done', 'attention', 'failed']),
  account: z.optional(z.enum(['made', 'already', 'confirmed'])),
  accountId: z.optional(accountIdSchema),
  reason: z.optional(reasonSchema),
});
export type RowResult = z.infer<typeof rowResultSchema>;

/** A row: its cells until it is done, then what became of it. */
const storedRowSchema = z.object({
  line: z.int(),
  also: z.optional(z.array(z.int())),
  cells: z.optional(z.array(z.string())),
  result: z.optional(rowResultSchema),
  /** Tried in vain for a passing reason: how often, why, and when it is tried again. */
  waiting: z.optional(z.object({ tries: countSchema, dueAt: z.number(), reason: reasonSchema })),
  /** An earlier try made the account. */
  made: z.optional(z.boolean()),
});
export type StoredRow = z.infer<typeof storedRowSchema>;
const sliceSchema = z.object({ rows: z.array(storedRowSchema) });

export interface StoredSlice {
  readonly rows: readonly StoredRow[];
  /** Changes with each write. */
  readonly version: number;
}

/** An import as it was read or written last, with the version that says whether it still is. */
export interface HeldImport {
  readonly record: ImportRecord;
  readonly version: number;
}

export type Change = (current: ImportRecord) => ImportRecord | undefined;

export interface ImportStore {
  find(id: ImportId): Promise<HeldImport | undefined>;
  /** Of one project, the newest first. */
  list(projectId: ProjectId, max: number): Promise<readonly ImportRecord[]>;
  all(): Promise<readonly ImportRecord[]>;
  /** @returns false where it is there already. */
  add(record: ImportRecord): Promise<boolean>;
  /**
   * Changes an import, whoever else does so at the same time.
   *
   * @param change gets what is stored now; may be asked several times; nothing: leave it.
   * @returns what is stored now, and whether it was changed.
   */
  change(
    id: ImportId,
    change: Change,
  ): Promise<{ readonly now: HeldImport | undefined; readonly changed: boolean }>;
  addSlices(
    id: ImportId,
    from: number,
    slices: readonly (readonly ImportRow[])[],
    now: number,
  ): Promise<void>;
  slice(id: ImportId, index: number): Promise<StoredSlice | undefined>;
  /** A slice, and what it may be worked off by: all in one storage operation. */
  work(
    id: ImportId,
    index: number,
  ): Promise<{ readonly slice: StoredSlice | undefined; readonly settings: Settings }>;
  /**
   * Replaces a slice and changes its import: both or neither. One storage operation, unless somebody else changed the
   * import since it was read.
   *
   * @returns nothing where the slice was replaced by somebody else, or `change` no longer wants to.
   */
  checkpoint(
    held: HeldImport,
    index: number,
    slice: StoredSlice,
    change: Change,
    now: number,
  ): Promise<{ readonly held: HeldImport; readonly slice: StoredSlice } | undefined>;
  /** Erases all rows; the import itself stays. */
  eraseRows(id: ImportId, sliceCount: number): Promise<void>;
  remove(record: ImportRecord): Promise<void>;
  /** Takes an account out of what became of rows; what it imported itself goes altogether. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}

export const importStore: ImportStore = {
  find: readImport,
  list: async (projectId, max) =>
    (await lastRecords('import', `${projectId}.`, max)).map(({ value }) => importSchema.parse(value)),
  all: async () => (await listRecords('import')).map(({ value }) => importSchema.parse(value)),
  add: (record) => replaceRecords([{ ...importRef(record.id), seen: undefined, value: record, ttl: LISTED }]),
  change: changeImport,
  addSlices: (id, from, slices, now) =>
    writeAll(
      slices.map((rows, place) =>
        recordItem({
          ...sliceRef(id, from + place),
          seen: undefined,
          value: { rows },
          ttl: rowsTtl(now + ROWS_KEPT_MS, now),
        }),
      ),
    ),
  slice: async (id, index) => sliceIn(await readAll([recordPlace(sliceRef(id, index))]), id, index),
  async work(id, index) {
    const values = await readAll([recordPlace(sliceRef(id, index)), ...SETTINGS_PLACES]);
    return { slice: sliceIn(values, id, index), settings: settingsIn(values) };
  },
  async checkpoint(held, index, slice, change, now) {
    const { id } = held.record;
    let seen: HeldImport | undefined = held;
    for (let tries = 0; tries < TRIES_MAX && seen; tries += 1) {
      const record = change(seen.record);
      if (!record) return undefined;
      const saved = await replaceRecords([
        {
          ...sliceRef(id, index),
          seen: slice.version,
          value: { rows: slice.rows },
          ttl: rowsTtl(record.rowsUntil, now),
        },
        { ...importRef(id), seen: seen.version, value: record, ttl: LISTED },
      ]);
      if (saved) {
        return {
          held: { record, version: seen.version + 1 },
          slice: { ...slice, version: slice.version + 1 },
        };
      }
      const stored = await importStore.slice(id, index);
      if (stored?.version !== slice.version) return undefined;
      seen = await readImport(id);
    }
    return undefined;
  },
  eraseRows: (id, sliceCount) =>
    deleteAll(Array.from({ length: sliceCount }, (_, index) => recordPlace(sliceRef(id, index)))),
  async remove(record) {
    await importStore.eraseRows(record.id, record.sliceCount);
    await deleteAll([recordPlace(importRef(record.id))]);
  },
  async eraseAccount(accountId, now) {
    for (const record of await importStore.all()) {
      if (record.owner === accountId) await importStore.remove(record);
      else if (!record.erased) await eraseFromSlices(record, accountId, now);
    }
  },
};

const LISTED = { unit: 'DAYS', value: LISTED_DAYS } as const;

async function changeImport(
  id: ImportId,
  change: Change,
): Promise<{ readonly now: HeldImport | undefined; readonly changed: boolean }> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const seen = await readImport(id);
    const record = seen && change(seen.record);
    if (!record) return { now: seen, changed: false };
    const { version } = seen;
    if (await replaceRecords([{ ...importRef(id), seen: version, value: record, ttl: LISTED }])) {
      return { now: { record, version: version + 1 }, changed: true };
    }
  }
  throw new StorageError('IMPORT_CONTENTION');
}

async function eraseFromSlices(
  { id, slices }: ImportRecord,
  accountId: AccountId,
  now: number,
): Promise<void> {
  for (let index = 0; index < slices.length; index += 1) {
    const slice = await importStore.slice(id, index);
    if (!slice?.rows.some(({ result }) => result?.accountId === accountId)) continue;
    const rows = slice.rows.map((row) =>
      row.result?.accountId === accountId ? { ...row, result: { ...row.result, accountId: undefined } } : row,
    );
    const held = await readImport(id);
    const erased =
      held && (await importStore.checkpoint(held, index, { ...slice, rows }, (same) => same, now));
    if (held && !erased) throw new Error('an import changed while it was erased');
  }
}

async function readImport(id: ImportId): Promise<HeldImport | undefined> {
  const stored = recordIn(await readAll([recordPlace(importRef(id))]), importRef(id));
  return stored && { record: importSchema.parse(stored.value), version: stored.version };
}

function sliceIn(values: ReadonlyMap<string, unknown>, id: ImportId, index: number): StoredSlice | undefined {
  const stored = recordIn(values, sliceRef(id, index));
  return stored && { rows: sliceSchema.parse(stored.value).rows, version: stored.version };
}

function importRef(id: ImportId): RecordRef {
  return { kind: 'import', id };
}

function sliceRef(id: ImportId, index: number): RecordRef {
  return { kind: 'slice', id: `${id}.${index}` };
}

function rowsTtl(until: number, now: number): { readonly unit: 'HOURS'; readonly value: number } {
  return { unit: 'HOURS', value: Math.max(1, Math.ceil((until - now) / HOUR_MS)) };
}
