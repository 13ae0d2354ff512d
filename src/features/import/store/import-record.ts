import * as z from 'zod/mini';
import { accountIdSchema, projectIdSchema, serviceDeskIdSchema } from '../../../domain/ids';
import { importIdSchema, importStateSchema } from '../../../contract/import';
import {
  columnsSchema,
  dayOrderSchema,
  organizationMappingSchema,
} from '../../../domain/invitation/import-row';
import { REMOVAL_SCOPES } from '../../../contract/leavers';
import type { ReadingPlan } from '../../../domain/invitation/import-row';
import type { Reason } from '../../../domain/reason';

const reasonSchema = z.custom<Reason>(
  (value) => z.looseObject({ code: z.string() }).safeParse(value).success,
);
const countSchema = z.int().check(z.nonnegative());

/** One chunk, by number. All but `rows` change with each checkpoint. */
const sliceSummarySchema = z.object({
  rows: countSchema,
  /** Not done for good; of these `waiting` are tried again from `dueAt` on, in ms since 1970. */
  left: countSchema,
  waiting: countSchema,
  dueAt: z.optional(z.number()),
  /** The earliest moment of those that wait and of which Jira may have done something. */
  doubtAt: z.optional(z.number()),
  created: countSchema,
  existed: countSchema,
  attention: countSchema,
  failed: countSchema,
  /** Of `attention` and of `failed`: those worth another try. */
  retriable: z.object({ attention: countSchema, failed: countSchema }),
  /** That retry was requested, and has not begun. */
  again: z.optional(z.boolean()),
});
export type ChunkSummary = z.infer<typeof sliceSummarySchema>;

/**
 * The batch that a worker is about to work on, written before Jira is asked for anything; and rows that a worker left
 * without a result though Jira may have done some of the work. The worker that finds it repeats these rows, or asks Jira what
 * became of them.
 */
const batchNoteSchema = z.object({
  slice: countSchema,
  /** Places in the chunk: one batch at most. */
  places: z.array(countSchema),
  /** ms since 1970. */
  since: z.number(),
  /** These rows are counted against the day's quota. */
  counted: z.optional(z.boolean()),
  /** The version of the policy that held when it was written. */
  policy: z.optional(countSchema),
});
export type BatchNote = z.infer<typeof batchNoteSchema>;

/** How the rows are to be read, and the header for the file of rows to fix. A record of its own, written once. */
const planSchema = z.object({
  header: z.array(z.string()),
  columns: columnsSchema,
  organizations: organizationMappingSchema,
  notify: z.boolean(),
  /** Missing in imports that were begun before days were read in both orders. */
  dayOrder: z.optional(dayOrderSchema),
});
export interface ImportPlan extends ReadingPlan {
  readonly header: readonly string[];
}

const importSchema = z.object({
  id: importIdSchema,
  projectId: projectIdSchema,
  /** Known of imports that are begun since it is kept: a space that is off has no desk in the policy. */
  serviceDeskId: z.optional(serviceDeskIdSchema),
  /** What it takes people off, where it is a list of leavers; missing: it invites them. */
  removes: z.optional(z.enum(REMOVAL_SCOPES)),
  /** Whose permission it takes. */
  owner: accountIdSchema,
  /** Empty once the rows are erased. */
  fileName: z.string(),
  fingerprint: z.string(),
  people: countSchema,
  /** Slices that make it whole; fewer have arrived while it is `uploading`. */
  sliceCount: countSchema,
  slices: z.array(sliceSummarySchema),
  state: importStateSchema,
  reason: z.optional(reasonSchema),
  /** Another than the owner cancelled it: only they or a Jira admin let it go on. Without an id where theirs was erased. */
  heldBy: z.optional(z.object({ accountId: z.optional(accountIdSchema) })),
  /** When it goes on, where it is `paused`: ms since 1970, as are all moments here. */
  resumesAt: z.optional(z.number()),
  /** Counts the turns that were ended in order: an event for another turn is an old one. */
  turn: countSchema,
  /** When the worker's lease expires. Absent once a turn ended in order. */
  leaseUntil: z.optional(z.number()),
  /** Turns in a row that ended out of order, without a row that was written down. */
  attempts: z.optional(countSchema),
  begun: z.optional(batchNoteSchema),
  /** Rows done in an hour since 1970, and how many it may be, once Jira refused more. */
  pace: z.optional(z.object({ hour: countSchema, rows: countSchema, max: z.optional(countSchema) })),
  /** The day (UTC) on which all its rows were counted, and against which quotas. */
  counted: z.optional(z.object({ day: z.string(), of: z.array(z.enum(['person', 'project'])) })),
  /** The version of the policy under which it was started or resumed. */
  policy: z.optional(countSchema),
  createdAt: z.number(),
  startedAt: z.optional(z.number()),
  endedAt: z.optional(z.number()),
  /** When the rows go, done or not. */
  rowsUntil: z.number(),
  /** No worker may use its rows any more. */
  erased: z.boolean(),
  /** They are still stored: until what Jira did of them is written down. */
  erasing: z.optional(z.boolean()),
  /** Its owner had them erased, before their time was over. */
  eraseAsked: z.optional(z.boolean()),
  /** How it stands is not in the audit log yet. */
  untold: z.optional(z.boolean()),
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
  /** An earlier try was interrupted: what exists may be its work. */
  interrupted: z.optional(z.boolean()),
  /** The account of an earlier try, while there is no result. */
  accountId: z.optional(accountIdSchema),
});
export type StoredRow = z.infer<typeof storedRowSchema>;
export const chunkSchema = z.object({ rows: z.array(storedRowSchema) });

/** An import as it is stored. Versions before the plan had a record of its own kept it inside. */
export interface ReadImport {
  readonly record: ImportRecord;
  readonly inside: ImportPlan | undefined;
}

/** @throws ZodError where it is no import. */
export function parseImport(value: unknown): ReadImport {
  return { record: importSchema.parse(value), inside: planIn(value) };
}

/** The same of many: what is no import is left out. */
export function parseImports(values: readonly unknown[]): readonly ImportRecord[] {
  return values.flatMap((value) => importSchema.safeParse(value).data ?? []);
}

export function planIn(value: unknown): ImportPlan | undefined {
  return planSchema.safeParse(value).data;
}
