import { createHash } from 'node:crypto';
import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../contract/ids';
import type { AccountId, ProjectId } from '../contract/ids';
import { organizationChoiceSchema } from '../contract/policy';
import { UPKEEP_CHANGES_DEFAULT, upkeepSettingsSchema } from '../contract/upkeep';
import type { UpkeepSettings } from '../contract/upkeep';
import { deleteAll, readAll, writeAll } from './batch';
import type { Item } from './batch';
import { isFinished, listRecords, recordIn, recordItem, recordPlace, replaceRecords } from './records';
import type { RecordRef } from './records';

const SETTINGS = { kind: 'upkeep', id: 'settings' } as const;
const ROUND = { kind: 'upkeep', id: 'round' } as const;
const SHEET = 'upkeep-sheet:';
/** A sheet is needed until its project is done: hours, or days on a very large desk. */
const SHEET_KEPT = { unit: 'DAYS', value: 14 } as const;
/** Each round writes a new report; a project that is switched off keeps its last one no longer than this. */
const REPORT_KEPT = { unit: 'DAYS', value: 30 } as const;
/** Characters of a hash: 48 bits keep a million accounts apart. */
const HASH_LENGTH = 8;
/** Forge storage: a page of sheets must stay far below the 5 MB of an answer. */
const SHEETS_PAGE = 20;

const ruleReportSchema = z.object({
  domain: z.string(),
  organization: organizationChoiceSchema,
  outside: z.number(),
  customers: z.array(accountIdSchema),
  waiting: z.number(),
  added: z.number(),
  reason: z.optional(z.string()),
});
export type RuleReport = z.infer<typeof ruleReportSchema>;

const goneSchema = z.object({
  accountId: accountIdSchema,
  organization: z.optional(organizationChoiceSchema),
});

const reportSchema = z.object({
  projectId: projectIdSchema,
  /** When it was finished, in ms since 1970. */
  at: z.number(),
  listed: z.number(),
  hidden: z.number(),
  rules: z.array(ruleReportSchema),
  gone: z.array(goneSchema),
  goneCount: z.number(),
  uncompared: z.array(organizationChoiceSchema),
  /** Members of large organizations that were read: the next round goes on behind them. */
  membersRead: z.record(organizationIdSchema, z.number()),
  /** The last organization that was compared: the next round goes on behind it. */
  comparedTo: z.optional(organizationIdSchema),
  unused: z.array(z.object({ accountId: accountIdSchema, at: z.number() })),
  /** There are more than are kept here. */
  unusedMore: z.boolean(),
  /** The last customer whose requests were looked for; see `accountHash`. */
  unusedTo: z.optional(z.string()),
  /** Whom Jira did not let a rule add, so that others come first; see `accountHash`. */
  refused: z.array(z.string()),
  reason: z.optional(z.string()),
  unusedReason: z.optional(z.string()),
});
/** What a round found in a project. */
export type UpkeepReport = z.infer<typeof reportSchema>;

/** Customers whom a rule is about to add. Kept before it does, so that whoever comes after a death writes down who was. */
const addingSchema = z.object({
  domain: z.string(),
  organization: organizationChoiceSchema,
  /** With the domain of each address. */
  people: z.array(z.tuple([accountIdSchema, z.string()])),
  /** Whether they are in the organization was not read in one go. */
  unsure: z.optional(z.boolean()),
  /** The run that was about to ask Jira to add them. */
  asked: z.optional(z.string()),
});
export type Adding = z.infer<typeof addingSchema>;

const workSchema = z.object({
  phase: z.enum(['desk', 'rules', 'compare', 'unused']),
  /** When the list was begun, in ms since 1970. */
  begunAt: z.number(),
  /** Runs that got nowhere, since Jira did not answer. */
  laters: z.number(),
  /** Where the next page of the desk's list begins. */
  start: z.number(),
  sheets: z.number(),
  /** Organizations that the phase has still to look at; nothing before it is known which. */
  left: z.optional(z.array(organizationIdSchema)),
  adding: z.optional(z.array(addingSchema)),
  /** Calls that the phase has made in this round. */
  calls: z.number(),
  /** As far as it is. */
  report: reportSchema,
});
/** A project that is being looked at. */
export type UpkeepWork = z.infer<typeof workSchema>;

const roundSchema = z.object({
  startedAt: z.number(),
  endedAt: z.optional(z.number()),
  /** Projects that have not had their turn. */
  left: z.array(projectIdSchema),
  work: z.optional(workSchema),
  /** Customers whom rules added in the day since `countedFrom`, in ms since 1970. */
  changes: z.number(),
  countedFrom: z.number(),
  /** An admin wants another one, sooner than in a day. */
  wanted: z.optional(z.boolean()),
  /** Until when somebody is at it, in ms since 1970. */
  leaseUntil: z.optional(z.number()),
});
/** One look at all enabled projects. It is spread over several runs. */
export type UpkeepRound = z.infer<typeof roundSchema>;

const sheetSchema = z.object({
  /** See `accountHash`: to tell who is on the desk no more than that is needed. */
  seen: z.array(z.string()),
  /** Customers to whom a rule may apply, with the domain of their address. */
  candidates: z.array(z.tuple([accountIdSchema, z.string()])),
});
/** A part of a desk's list of customers, as a round read it. */
export type UpkeepSheet = z.infer<typeof sheetSchema>;

export interface Held<T> {
  readonly value: T;
  readonly version: number;
}

export interface UpkeepStore {
  settings(): Promise<Held<UpkeepSettings>>;
  /** Replaces the settings seen. @returns false where somebody else was faster. */
  saveSettings(settings: UpkeepSettings, seen: number, extra: readonly Item[]): Promise<boolean>;
  round(): Promise<Held<UpkeepRound> | undefined>;
  /** @returns the version it now has, or nothing where somebody else was faster. */
  saveRound(round: UpkeepRound, seen: number | undefined): Promise<number | undefined>;
  report(projectId: ProjectId): Promise<Held<UpkeepReport> | undefined>;
  /** Replaces the report seen. @returns false where somebody else was faster. */
  replaceReport(report: UpkeepReport, seen: number, extra: readonly Item[]): Promise<boolean>;
  reports(): Promise<readonly UpkeepReport[]>;
  saveSheet(projectId: ProjectId, index: number, sheet: UpkeepSheet): Promise<void>;
  /** Nothing where one of them is gone. */
  sheets(projectId: ProjectId, count: number): Promise<readonly UpkeepSheet[] | undefined>;
  removeSheets(projectId: ProjectId, count: number): Promise<void>;
  eraseAccount(accountId: AccountId): Promise<void>;
}

export const upkeepStore: UpkeepStore = {
  async settings() {
    const held = await read(SETTINGS, upkeepSettingsSchema);
    return held ?? { value: { on: [], changesMax: UPKEEP_CHANGES_DEFAULT }, version: 0 };
  },
  saveSettings: (value, seen, extra) =>
    replaceRecords([{ ...SETTINGS, seen: seen || undefined, value }], extra),
  round: () => read(ROUND, roundSchema),
  async saveRound(value, seen) {
    return (await replaceRecords([{ ...ROUND, seen, value }])) ? (seen ?? 0) + 1 : undefined;
  },
  report: (projectId) => read(reportRef(projectId), reportSchema),
  replaceReport: (value, seen, extra) =>
    replaceRecords([{ ...reportRef(value.projectId), seen, value, ttl: REPORT_KEPT }], extra),
  reports: async () => (await listRecords('upkeep-report')).map(({ value }) => reportSchema.parse(value)),
  saveSheet: (projectId, index, value) =>
    writeAll([{ key: sheetKey(projectId, index), value, ttl: SHEET_KEPT }]),
  async sheets(projectId, count) {
    const keys = sheetKeys(projectId, count);
    const values = await readAll(keys);
    return keys.every((key) => values.has(key))
      ? keys.map((key) => sheetSchema.parse(values.get(key)))
      : undefined;
  },
  removeSheets: (projectId, count) => deleteAll(sheetKeys(projectId, count).map((key) => ({ key }))),
  async eraseAccount(accountId) {
    for (const { value, version } of await listRecords('upkeep-report')) {
      const report = reportSchema.parse(value);
      if (!accountsInReport(report).includes(accountId)) continue;
      if (!(await upkeepStore.replaceReport(withoutAccount(report, accountId), version, [])))
        throw new Error('a report changed while an account was erased');
    }
    const held = await upkeepStore.round();
    if (held?.value.work) {
      const work = workWithout(held.value.work, accountId);
      if ((await upkeepStore.saveRound({ ...held.value, work }, held.version)) === undefined)
        throw new Error('a round went on while an account was erased');
    }
    await eraseFromSheets(accountId);
  },
};

/** As little of an account id as tells it from the others. */
export function accountHash(accountId: AccountId): string {
  return createHash('sha256').update(accountId).digest('base64url').slice(0, HASH_LENGTH);
}

/**
 * How a report is stored with other items, whatever is there. Only whoever has the round writes it so.
 *
 * @param seen the version of the one before: whoever read that one is not to replace this one.
 */
export function reportItem(report: UpkeepReport, seen: number | undefined): Item {
  return recordItem({ ...reportRef(report.projectId), seen, value: report, ttl: REPORT_KEPT });
}

/** Whose account ids a report holds. */
export function accountsInReport({ rules, gone, unused }: UpkeepReport): readonly AccountId[] {
  return [
    ...rules.flatMap(({ customers }) => customers),
    ...gone.map(({ accountId }) => accountId),
    ...unused.map(({ accountId }) => accountId),
  ];
}

function withoutAccount(report: UpkeepReport, erased: AccountId): UpkeepReport {
  const isOther = ({ accountId }: { readonly accountId: AccountId }): boolean => accountId !== erased;
  const gone = report.gone.filter(isOther);
  return {
    ...report,
    rules: report.rules.map((rule) => ({
      ...rule,
      customers: rule.customers.filter((accountId) => accountId !== erased),
    })),
    gone,
    goneCount: report.goneCount - (report.gone.length - gone.length),
    unused: report.unused.filter(isOther),
  };
}

function workWithout(work: UpkeepWork, erased: AccountId): UpkeepWork {
  const adding = work.adding?.map((each) => ({
    ...each,
    people: each.people.filter(([accountId]) => accountId !== erased),
  }));
  return { ...work, ...(adding && { adding }), report: withoutAccount(work.report, erased) };
}

async function eraseFromSheets(accountId: AccountId): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(SHEET)).limit(SHEETS_PAGE);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    for (const { key, value } of results) {
      const { seen, candidates } = sheetSchema.parse(value);
      const others = candidates.filter(([each]) => each !== accountId);
      if (others.length === candidates.length) continue;
      await writeAll([{ key, value: { seen, candidates: others }, ttl: SHEET_KEPT }]);
    }
    cursor = nextCursor;
  } while (cursor);
}

async function read<S extends z.ZodMiniType>(
  ref: RecordRef,
  schema: S,
): Promise<Held<z.infer<S>> | undefined> {
  const record = recordIn(await readAll([recordPlace(ref)]), ref);
  return record && isFinished(record)
    ? { value: schema.parse(record.value), version: record.version }
    : undefined;
}

function reportRef(projectId: ProjectId): { readonly kind: 'upkeep-report'; readonly id: ProjectId } {
  return { kind: 'upkeep-report', id: projectId };
}

function sheetKeys(projectId: ProjectId, count: number): string[] {
  return Array.from({ length: count }, (_, index) => sheetKey(projectId, index));
}

function sheetKey(projectId: ProjectId, index: number): string {
  return `${SHEET}${projectId}:${index}`;
}
