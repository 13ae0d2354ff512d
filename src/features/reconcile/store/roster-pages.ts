import { kvs, WhereConditions } from '@forge/kvs';
import * as z from 'zod/mini';
import { accountIdSchema, organizationIdSchema } from '../../../domain/ids';
import type { AccountId, ProjectId } from '../../../domain/ids';
import { deleteAll, readAll, writeAll } from '../../../platform/kvs/kvs';

/** A part of a desk's list. */
const DESK = 'upkeep-sheet:';
/** A part of a project's notes of enrolments. */
const NOTES = 'upkeep-notes:';
/** A sheet is needed until its project is done: hours, or days on a very large desk. */
const KEPT = { unit: 'DAYS', value: 14 } as const;
/** Forge storage: what is read at once must stay far below the 4 MB of a batch. */
const SHEETS_AT_ONCE = 15;

const deskSheetSchema = z.object({
  /** See `accountHash`: to tell who is on the desk no more than that is needed. */
  seen: z.array(z.string()),
  /** Customers to whom a rule may apply, with the domain of their address. */
  candidates: z.array(z.tuple([accountIdSchema, z.string()])),
});
/** A part of a desk's list of customers, as a round read it. */
type UpkeepSheet = z.infer<typeof deskSheetSchema>;

/** What the look needs of a note: since when, whether the app put them on the desk, whether they are active, and where it put them. */
const noteSchema = z.object({
  id: accountIdSchema,
  at: z.number(),
  desk: z.exactOptional(z.literal(true)),
  used: z.exactOptional(z.literal(true)),
  made: z.exactOptional(z.array(organizationIdSchema)),
});
/** A note of an enrolment, as far as a look needs it. */
export type SeenNote = z.infer<typeof noteSchema>;
const noteSheetSchema = z.object({ notes: z.array(noteSchema) });

export interface SheetStore {
  saveSheet(projectId: ProjectId, index: number, sheet: UpkeepSheet): Promise<void>;
  /** `undefined` where one of them is gone, or cannot be read. */
  sheets(projectId: ProjectId, count: number): Promise<readonly UpkeepSheet[] | undefined>;
  saveNotes(projectId: ProjectId, index: number, notes: readonly SeenNote[]): Promise<void>;
  /** `undefined` where a sheet of them is gone, or cannot be read. */
  notes(projectId: ProjectId, count: number): Promise<readonly SeenNote[] | undefined>;
  removeSheets(
    projectId: ProjectId,
    counts: { readonly desk: number; readonly notes: number },
  ): Promise<void>;
}

export const sheetStore: SheetStore = {
  saveSheet: (projectId, index, value) =>
    writeAll([{ key: keyOf(DESK, projectId, index), value, ttl: KEPT }]),
  sheets: (projectId, count) => read(keysOf(DESK, projectId, count), deskSheetSchema),
  saveNotes: (projectId, index, notes) =>
    writeAll([{ key: keyOf(NOTES, projectId, index), value: { notes }, ttl: KEPT }]),
  notes: async (projectId, count) =>
    (await read(keysOf(NOTES, projectId, count), noteSheetSchema))?.flatMap(({ notes }) => notes),
  removeSheets: (projectId, { desk, notes }) =>
    deleteAll([...keysOf(DESK, projectId, desk), ...keysOf(NOTES, projectId, notes)].map((key) => ({ key }))),
};

/** Takes an account out of all sheets. One that cannot be read goes as a whole: its project is begun again. */
export async function eraseFromSheets(accountId: AccountId): Promise<void> {
  await rewriteAll(DESK, (value) => {
    const sheet = deskSheetSchema.safeParse(value).data;
    if (!sheet) return undefined;
    return { ...sheet, candidates: sheet.candidates.filter(([each]) => each !== accountId) };
  });
  await rewriteAll(NOTES, (value) => {
    const sheet = noteSheetSchema.safeParse(value).data;
    return sheet && { notes: sheet.notes.filter(({ id }) => id !== accountId) };
  });
}

async function rewriteAll(prefix: string, rewritten: (value: unknown) => unknown): Promise<void> {
  let cursor: string | undefined;
  do {
    const query = kvs.query().where('key', WhereConditions.beginsWith(prefix)).limit(SHEETS_AT_ONCE);
    const { results, nextCursor } = await (cursor ? query.cursor(cursor) : query).getMany<unknown>();
    for (const { key, value } of results) {
      const next = rewritten(value);
      if (next === undefined) await deleteAll([{ key }]);
      else if (JSON.stringify(next).length !== JSON.stringify(value).length) {
        await writeAll([{ key, value: next, ttl: KEPT }]);
      }
    }
    cursor = nextCursor;
  } while (cursor);
}

async function read<S extends z.ZodMiniType>(
  keys: readonly string[],
  schema: S,
): Promise<readonly z.infer<S>[] | undefined> {
  const found: z.infer<S>[] = [];
  for (let from = 0; from < keys.length; from += SHEETS_AT_ONCE) {
    const some = keys.slice(from, from + SHEETS_AT_ONCE);
    const values = await readAll(some);
    for (const key of some) {
      const sheet = schema.safeParse(values.get(key));
      if (!sheet.success) return undefined;
      found.push(sheet.data);
    }
  }
  return found;
}

function keysOf(prefix: string, projectId: ProjectId, count: number): string[] {
  return Array.from({ length: count }, (_, index) => keyOf(prefix, projectId, index));
}

function keyOf(prefix: string, projectId: ProjectId, index: number): string {
  return `${prefix}${projectId}:${index}`;
}
