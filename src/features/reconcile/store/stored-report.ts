import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { uncomparedWhySchema } from '../../../contract/reconcile';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { organizationChoiceSchema } from '../../../domain/policy/lists';
import type { Item } from '../../../platform/kvs/kvs';
import { recordItem } from '../../../platform/kvs/versioned-records';

/** Each round writes a new report; a project that is switched off keeps its last one no longer than this. */
export const REPORT_KEPT = { unit: 'DAYS', value: 30 } as const;
/** Characters of a hash: 48 bits keep a million accounts apart. */
const HASH_LENGTH = 8;

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

export const reportSchema = z.object({
  projectId: projectIdSchema,
  /** When it was finished, in ms since 1970. */
  at: z.number(),
  listed: z.number(),
  hidden: z.number(),
  rules: z.array(ruleReportSchema),
  gone: z.array(goneSchema),
  goneCount: z.number(),
  uncompared: z.array(z.extend(organizationChoiceSchema, { why: z.optional(uncomparedWhySchema) })),
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
  /** Stored values that could not be read, and were passed over. */
  skipped: z.optional(z.number()),
  reason: z.optional(z.string()),
  unusedReason: z.optional(z.string()),
});
/** What a round found in a project. */
export type ReconcileReport = z.infer<typeof reportSchema>;

/** What a report comes to, without anybody's account id: a page shows those of all projects. */
export const summarySchema = z.object({
  projectId: projectIdSchema,
  at: z.number(),
  listed: z.number(),
  hidden: z.number(),
  rules: z.array(
    z.object({
      domain: z.string(),
      organizationId: organizationIdSchema,
      outside: z.number(),
      /** Of those, who are named in the report. */
      named: z.number(),
      waiting: z.number(),
      added: z.number(),
      reason: z.optional(z.string()),
    }),
  ),
  goneCount: z.number(),
  uncompared: z.number(),
  unused: z.number(),
  unusedMore: z.boolean(),
  skipped: z.number(),
  reason: z.optional(z.string()),
  unusedReason: z.optional(z.string()),
});
export type ReconcileSummary = z.infer<typeof summarySchema>;

/** As little of an account id as tells it from the others. */
export function accountHash(accountId: AccountId): string {
  return createHash('sha256').update(accountId).digest('base64url').slice(0, HASH_LENGTH);
}

export function reportRef(projectId: ProjectId): { readonly kind: 'upkeep-report'; readonly id: ProjectId } {
  return { kind: 'upkeep-report', id: projectId };
}

/**
 * How a report and its summary are stored with other items, without compare-and-set: only the worker that holds the round writes so.
 *
 * @param seen the version of the report before: its reader must not replace this one.
 */
export function reportItems(report: ReconcileReport, seen: number | undefined): readonly Item[] {
  const item = recordItem({ ...reportRef(report.projectId), seen, value: report, ttl: REPORT_KEPT });
  return [item, summaryItem(report)];
}

export function summaryRef(projectId: ProjectId): {
  readonly kind: 'upkeep-summary';
  readonly id: ProjectId;
} {
  return { kind: 'upkeep-summary', id: projectId };
}

export function summaryItem(report: ReconcileReport): Item {
  const ref = summaryRef(report.projectId);
  return recordItem({ ...ref, seen: undefined, value: summaryOf(report), ttl: REPORT_KEPT });
}

export function summaryOf(report: ReconcileReport): ReconcileSummary {
  const { projectId, at, listed, hidden, goneCount, unusedMore, reason, unusedReason } = report;
  return {
    projectId,
    at,
    listed,
    hidden,
    rules: report.rules.map(({ organization, customers, ...rule }) => ({
      ...rule,
      organizationId: organization.id,
      named: customers.length,
    })),
    goneCount,
    uncompared: report.uncompared.length,
    unused: report.unused.length,
    unusedMore,
    skipped: report.skipped ?? 0,
    reason,
    unusedReason,
  };
}

/** Whose account ids a report holds. */
export function accountsInReport({ rules, gone, unused }: ReconcileReport): readonly AccountId[] {
  return [
    ...rules.flatMap(({ customers }) => customers),
    ...gone.map(({ accountId }) => accountId),
    ...unused.map(({ accountId }) => accountId),
  ];
}

export function withoutAccount(report: ReconcileReport, erased: AccountId): ReconcileReport {
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
