import { importIdSchema } from '../../src/contract/import';
import type { ImportId } from '../../src/contract/import';
import { projectIdSchema } from '../../src/domain/ids';
import { importStore, ROWS_KEPT_MS } from '../../src/features/import/store/imports';
import type {
  ChunkSummary,
  ImportPlan,
  ImportRecord,
  StoredChunk,
  StoredRow,
  VersionedImport,
} from '../../src/features/import/store/imports';
import { accountId } from './ids';
import type { KvsSite } from './kvs-site';

export const OWNER = accountId('qm:owner');
export const ADA = accountId('qm:ada');

export const PLAN: ImportPlan = { header: ['email'], columns: ['email'], organizations: [], notify: false };

const SUMMARY: ChunkSummary = {
  rows: 2,
  left: 2,
  waiting: 0,
  created: 0,
  existed: 0,
  attention: 0,
  failed: 0,
  retriable: { attention: 0, failed: 0 },
};

export function idOf(number: number, project = '10001'): ImportId {
  return importIdSchema.parse(`${project}.${String(number).padStart(9, '0')}abcdefabcdef`);
}

export function importRecord(site: KvsSite, id: ImportId, but: Partial<ImportRecord> = {}): ImportRecord {
  const now = site.clock.now();
  return {
    id,
    projectId: projectIdSchema.parse(id.split('.')[0]),
    owner: OWNER,
    fileName: 'customers.csv',
    fingerprint: 'f'.repeat(64),
    people: 4,
    sliceCount: 2,
    slices: [SUMMARY, SUMMARY],
    state: 'running',
    turn: 0,
    createdAt: now,
    rowsUntil: now + ROWS_KEPT_MS,
    erased: false,
    ...but,
  };
}

export const ROWS = [
  { line: 2, cells: ['ada@acme.example'] },
  { line: 3, cells: ['bob@acme.example'] },
];
export const DONE: StoredRow[] = ROWS.map(({ line }) => ({
  line,
  result: { state: 'done', account: 'made', accountId: ADA },
}));

/** An import with two slices of two rows. */
export async function keptImport(
  site: KvsSite,
  id = idOf(1),
  but: Partial<ImportRecord> = {},
): Promise<VersionedImport> {
  await importStore.add(importRecord(site, id, but), PLAN);
  await importStore.addSlices(id, 0, [ROWS, ROWS], site.clock.now());
  const held = await importStore.find(id);
  if (!held) throw new Error('the import was not kept');
  return held;
}

export async function sliceOf(id: ImportId, index = 0): Promise<StoredChunk> {
  const slice = await importStore.slice(id, index);
  if (!slice) throw new Error('no such slice');
  return slice;
}

/** The first slice with all its rows done. */
export async function doneSliceOf({ record: { id } }: VersionedImport): Promise<StoredChunk> {
  return { ...(await sliceOf(id)), rows: DONE };
}

/** The import as it is: of a checkpoint that changes its slice only. */
export const same = (current: ImportRecord): ImportRecord => current;
