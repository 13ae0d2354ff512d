import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema, projectIdSchema } from '../../../domain/ids';
import type { AccountId } from '../../../domain/ids';
import { organizationChoiceSchema } from '../../../domain/policy/lists';
import { UPKEEP_CHANGES_MAX } from '../../../contract/reconcile';
import { reportSchema, withoutAccount } from './stored-report';

/** Customers whom a rule is about to add. Stored before it does, so that the worker after a crash can record who was added. */
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

export const workSchema = z.object({
  phase: z.enum(['desk', 'notes', 'rules', 'compare', 'unused']),
  /** When the list was begun, in ms since 1970. */
  begunAt: z.number(),
  /** Runs that got nowhere, since Jira did not answer. */
  laters: z.number(),
  /** Where the next page of the desk's list begins. */
  start: z.number(),
  sheets: z.number(),
  /** Sheets of the project's notes; an older version read the notes anew in each run, and had none. */
  noteSheets: z.optional(z.number()),
  /** Where the next page of notes begins. */
  notesTo: z.optional(z.string()),
  /** Organizations that the phase has still to look at; nothing before it is known which. */
  left: z.optional(z.array(organizationIdSchema)),
  adding: z.optional(z.array(addingSchema)),
  /** Calls that the phase has made in this round. */
  calls: z.number(),
  /** As far as it is. */
  report: reportSchema,
});
/** A project that is being looked at. */
export type ReconcileWork = z.infer<typeof workSchema>;

/**
 * What cannot be read any more gives way to what does no harm: another look, and no room for rules for a day. Otherwise no
 * round would ever come after it.
 */
const fieldsSchema = z.object({
  startedAt: z.catch(z.number(), 0),
  endedAt: z.catch(z.optional(z.number()), 0),
  /** Projects that are not done, in the order of their turns. */
  left: z.catch(z.array(projectIdSchema), []),
  /** Of those, whose work is kept beside the round. */
  parked: z.catch(z.optional(z.array(projectIdSchema)), []),
  /** Projects that are done, the first first; the next round goes by it. An older version kept no such list. */
  done: z.catch(z.optional(z.array(projectIdSchema)), []),
  /** How many rounds there were. */
  count: z.catch(z.optional(z.number()), 0),
  work: z.catch(z.optional(workSchema), undefined),
  /** Customers whom rules added in the day since `countedFrom`, in ms since 1970. */
  changes: z.catch(z.number(), UPKEEP_CHANGES_MAX),
  countedFrom: z.catch(z.number(), () => Date.now()),
  /** An admin wants another one, sooner than in a day. */
  wanted: z.catch(z.optional(z.boolean()), false),
  /** When the worker's lease expires, in ms since 1970. */
  leaseUntil: z.catch(z.optional(z.number()), undefined),
});
export const roundSchema = z.catch(fieldsSchema, () => ({
  startedAt: 0,
  endedAt: 0,
  left: [],
  changes: UPKEEP_CHANGES_MAX,
  countedFrom: Date.now(),
}));
/** One look at all enabled projects. It is spread over several runs. */
export type ReconcileRound = z.infer<typeof roundSchema>;

export function workWithout(work: ReconcileWork, erased: AccountId): ReconcileWork {
  const adding = work.adding?.map((each) => ({
    ...each,
    people: each.people.filter(([accountId]) => accountId !== erased),
  }));
  return { ...work, ...(adding && { adding }), report: withoutAccount(work.report, erased) };
}
