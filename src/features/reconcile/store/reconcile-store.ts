import type * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { UPKEEP_CHANGES_DEFAULT, reconcileSettingsSchema } from '../../../contract/reconcile';
import type { ReconcileSettings } from '../../../contract/reconcile';
import { deleteAll, readAll } from '../../../platform/kvs/kvs';
import type { Item } from '../../../platform/kvs/kvs';
import {
  isFinished,
  recordIn,
  recordItem,
  recordPlace,
  replaceRecords,
  valueIn,
} from '../../../platform/kvs/versioned-records';
import type { RecordRef, Versioned } from '../../../platform/kvs/versioned-records';
import { recordsInOrder } from '../../../platform/kvs/records-in-order';
import {
  accountsInReport,
  REPORT_KEPT,
  reportRef,
  reportSchema,
  summaryItem,
  summaryRef,
  summarySchema,
  withoutAccount,
} from './stored-report';
import type { ReconcileReport, ReconcileSummary } from './stored-report';
import { roundSchema, workSchema, workWithout } from './stored-round';
import type { ReconcileRound, ReconcileWork } from './stored-round';
import { eraseFromSheets, sheetStore } from './roster-pages';
import type { SheetStore } from './roster-pages';

export { accountHash, accountsInReport, reportItems, summaryItem, summaryOf } from './stored-report';
export type { RuleReport, ReconcileReport, ReconcileSummary } from './stored-report';
export type { Adding, ReconcileRound, ReconcileWork } from './stored-round';
export type { SeenNote } from './roster-pages';

const SETTINGS = { kind: 'upkeep', id: 'settings' } as const;
const ROUND = { kind: 'upkeep', id: 'round' } as const;
/** As long as the sheets that it counts. */
const WORK_KEPT = { unit: 'DAYS', value: 14 } as const;
/** Forge storage: reports of 120 KB that are read at once must stay below the 4 MB of a batch. */
const REPORTS_AT_ONCE = 20;
/** The same of works, which may be of 240 KiB. */
const WORKS_AT_ONCE = 15;

export interface ReconcileStore extends SheetStore {
  settings(): Promise<Versioned<ReconcileSettings>>;
  /** Replaces the settings seen. @returns false when another writer came first. */
  saveSettings(settings: ReconcileSettings, seen: number, extra: readonly Item[]): Promise<boolean>;
  round(): Promise<Versioned<ReconcileRound> | undefined>;
  /**
   * Replaces the round seen, and keeps with it what of a project is put aside.
   *
   * @returns the version it now has, or `undefined` when another writer came first.
   */
  saveRound(
    round: ReconcileRound,
    seen: number | undefined,
    parked?: ReconcileWork,
  ): Promise<number | undefined>;
  /** What was put aside; `undefined` where it is gone, or cannot be read. */
  parked(projectId: ProjectId): Promise<ReconcileWork | undefined>;
  /** `undefined` where there is none, or it cannot be read. */
  report(projectId: ProjectId): Promise<Versioned<ReconcileReport> | undefined>;
  /** Replaces the report seen. @returns false when another writer came first. */
  replaceReport(report: ReconcileReport, seen: number, extra: readonly Item[]): Promise<boolean>;
  /** What the reports of some projects come to; those that cannot be read are left out. */
  summaries(projectIds: readonly ProjectId[]): Promise<readonly ReconcileSummary[]>;
  /** Reports of an older version, which kept no summaries. */
  olderReports(projectIds: readonly ProjectId[]): Promise<readonly ReconcileReport[]>;
  removeParked(projectId: ProjectId): Promise<void>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export const reconcileStore: ReconcileStore = {
  ...sheetStore,
  async settings() {
    // Settings that cannot be read switch nothing on.
    const off = { on: [], changesMax: UPKEEP_CHANGES_DEFAULT };
    const record = await readRecord(SETTINGS);
    const value = reconcileSettingsSchema.safeParse(record?.value).data;
    return { value: value ?? off, version: record?.version ?? 0 };
  },
  saveSettings: (value, seen, extra) =>
    replaceRecords([{ ...SETTINGS, seen: seen || undefined, value }], extra),
  round: () => read(ROUND, roundSchema),
  async saveRound(value, seen, parked) {
    const isSaved = await replaceRecords([{ ...ROUND, seen, value }], parked ? [workItem(parked)] : []);
    return isSaved ? (seen ?? 0) + 1 : undefined;
  },
  parked: async (projectId) => (await read(workRef(projectId), workSchema))?.value,
  removeParked: (projectId) => deleteAll([recordPlace(workRef(projectId))]),
  report: (projectId) => read(reportRef(projectId), reportSchema),
  replaceReport: (value, seen, extra) =>
    replaceRecords(
      [{ ...reportRef(value.projectId), seen, value, ttl: REPORT_KEPT }],
      [...extra, summaryItem(value)],
    ),
  async summaries(projectIds) {
    const values = await readAll(projectIds.map(summaryRef).map(recordPlace));
    return projectIds.flatMap((id) => summarySchema.safeParse(valueIn(values, summaryRef(id))).data ?? []);
  },
  async olderReports(projectIds) {
    const found: ReconcileReport[] = [];
    for (let from = 0; from < projectIds.length; from += REPORTS_AT_ONCE) {
      const refs = projectIds.slice(from, from + REPORTS_AT_ONCE).map(reportRef);
      const values = await readAll(refs.map(recordPlace));
      found.push(...refs.flatMap((ref) => reportSchema.safeParse(valueIn(values, ref)).data ?? []));
    }
    return found;
  },
  async eraseAccount(accountId) {
    await eraseFromReports(accountId);
    await eraseFromRound(accountId);
    await eraseFromSheets(accountId);
  },
};

async function eraseFromReports(accountId: AccountId): Promise<void> {
  await forEach('upkeep-report', async ({ value, version }) => {
    const report = reportSchema.safeParse(value).data;
    if (!report || !accountsInReport(report).includes(accountId)) return;
    if (!(await reconcileStore.replaceReport(withoutAccount(report, accountId), version, [])))
      throw new Error('a report changed while an account was erased');
  });
}

async function eraseFromRound(accountId: AccountId): Promise<void> {
  await forEach('upkeep-work', async ({ value, version }) => {
    const work = workSchema.safeParse(value).data;
    if (!work || !JSON.stringify(work).includes(accountId)) return;
    const place = { ...workRef(work.report.projectId), seen: version, ttl: WORK_KEPT };
    if (!(await replaceRecords([{ ...place, value: workWithout(work, accountId) }])))
      throw new Error('a project went on while an account was erased');
  });
  const held = await reconcileStore.round();
  if (!held || (!held.value.work && !held.value.parked?.length)) return;
  const work = held.value.work && workWithout(held.value.work, accountId);
  // Also where the account is not in it: a run that has just read what was put aside must read it again.
  if ((await reconcileStore.saveRound({ ...held.value, work }, held.version)) === undefined)
    throw new Error('a round went on while an account was erased');
}

/** Some at a time: all of them together can be larger than storage answers with. */
async function forEach(
  kind: 'upkeep-report' | 'upkeep-work',
  change: (record: Versioned) => Promise<void>,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await recordsInOrder(kind, { cursor, max: WORKS_AT_ONCE });
    for (const record of page.found) await change(record);
    ({ cursor } = page);
  } while (cursor);
}

async function read<S extends z.ZodMiniType>(
  ref: RecordRef,
  schema: S,
): Promise<Versioned<z.infer<S>> | undefined> {
  const record = await readRecord(ref);
  const value = record && schema.safeParse(record.value);
  return value?.success ? { value: value.data, version: record?.version ?? 0 } : undefined;
}

async function readRecord(ref: RecordRef): Promise<Versioned | undefined> {
  const record = recordIn(await readAll([recordPlace(ref)]), ref);
  return record && isFinished(record) ? record : undefined;
}

function workRef(projectId: ProjectId): { readonly kind: 'upkeep-work'; readonly id: ProjectId } {
  return { kind: 'upkeep-work', id: projectId };
}

function workItem(work: ReconcileWork): Item {
  return recordItem({ ...workRef(work.report.projectId), seen: undefined, value: work, ttl: WORK_KEPT });
}
