import type { AccountId, ProjectId } from '../../../domain/ids';
import type { ImportId } from '../../../contract/import';
import type { ImportRow } from '../../../domain/invitation/import-row';
import type { Item } from '../../../platform/kvs/kvs';
import type { ImportPlan, ImportRecord, StoredRow } from './import-record';
import type { OpenImportStore } from './open-imports';
import type { QuotaOf } from '../../invite/store/quotas';
import type { Replacement } from '../../../platform/kvs/versioned-records';
import type { Settings } from '../../policy/store/settings-store';

export interface StoredChunk {
  readonly rows: readonly StoredRow[];
  /** Changes with each write. */
  readonly version: number;
}

/** An import as it was read or written last, with the version that says whether it still is. */
export interface VersionedImport {
  readonly record: ImportRecord;
  readonly version: number;
}

/** All that a batch may be worked off by, as it is stored now. */
export interface ImportWork {
  readonly held: VersionedImport | undefined;
  readonly slice: StoredChunk | undefined;
  readonly plan: ImportPlan | undefined;
  readonly settings: Settings;
  /** What was counted today, for `quotas.more`. */
  readonly counts: ReadonlyMap<string, unknown>;
}

export type Change = (current: ImportRecord) => ImportRecord | undefined;

interface ImportPage {
  readonly imports: readonly ImportRecord[];
  /** Values that are no import: they are left alone. */
  readonly damaged: number;
  /** Where the next page begins; nothing on the last. */
  readonly before: string | undefined;
}

export interface ImportStore extends OpenImportStore {
  find(id: ImportId): Promise<VersionedImport | undefined>;
  /** Those of these that are there. */
  findAll(ids: readonly ImportId[]): Promise<readonly ImportRecord[]>;
  plan(id: ImportId): Promise<ImportPlan | undefined>;
  /** Of one project, the newest first. */
  list(projectId: ProjectId, max: number): Promise<readonly ImportRecord[]>;
  /** Of the whole site, by project, and of each the newest first. */
  page(before?: string): Promise<ImportPage>;
  all(): Promise<readonly ImportRecord[]>;
  /** @returns false where it is there already. */
  add(record: ImportRecord, plan: ImportPlan, extra?: readonly Item[]): Promise<boolean>;
  /**
   * Changes an import; safe beside concurrent changes.
   *
   * @param change gets what is stored now; may be asked several times; nothing: leave it.
   * @returns what is stored now, and whether it was changed.
   */
  change(
    id: ImportId,
    change: Change,
  ): Promise<{ readonly now: VersionedImport | undefined; readonly changed: boolean }>;
  /**
   * Replaces an import together with other records: all or none.
   *
   * @returns `undefined` where one of them was changed since it was read.
   */
  replace(
    held: VersionedImport,
    record: ImportRecord,
    others: readonly Replacement[],
  ): Promise<VersionedImport | undefined>;
  /**
   * Keeps chunks that are not there yet. One that is there stays, where it is the same.
   *
   * @returns whether all that were sent are there.
   */
  addSlices(
    id: ImportId,
    from: number,
    slices: readonly (readonly ImportRow[])[],
    now: number,
  ): Promise<boolean>;
  slice(id: ImportId, index: number): Promise<StoredChunk | undefined>;
  /**
   * An import, settings, and what was counted today: all in one storage operation.
   *
   * @param index of a chunk that is read with it, and the plan; nothing: neither.
   */
  work(id: ImportId, index: number | undefined, quotas: readonly QuotaOf[], now: number): Promise<ImportWork>;
  /**
   * Replaces a chunk and changes its import: both or neither. One storage operation, unless another writer changed the
   * import since it was read.
   *
   * @returns `undefined` where the chunk was replaced meanwhile, or `change` returned `undefined`.
   */
  checkpoint(
    held: VersionedImport,
    index: number,
    slice: StoredChunk,
    change: Change,
    now: number,
  ): Promise<{ readonly held: VersionedImport; readonly slice: StoredChunk } | undefined>;
  /** Erases all rows and how they were to be read; the import itself stays. */
  eraseRows(id: ImportId, sliceCount: number): Promise<void>;
  remove(record: ImportRecord): Promise<void>;
  /** Takes an account out of what became of rows; what it imported itself goes altogether. */
  eraseAccount(accountId: AccountId, now: number): Promise<void>;
}
