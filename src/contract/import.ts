import * as z from 'zod/mini';
import type { AccountId, OrganizationId } from '../domain/ids';
import type { KnownOrganization } from '../domain/organization/find-organization';
import {
  CELL_MAX,
  columnsSchema,
  dayOrderSchema,
  COLUMNS_MAX,
  importRowSchema,
  organizationMappingSchema,
} from '../domain/invitation/import-row';
import type { DayOrder } from '../domain/invitation/days';
import type { Columns, OrganizationMapping } from '../domain/invitation/import-row';
import { IMPORT_PEOPLE_MAX } from '../domain/limits';
import type { SavedLayout } from './import-layouts';
import type { PlanRules } from '../domain/policy/rules';
import { isPlainText } from '../domain/address/plain-text';
import type { Reason } from '../domain/reason';

/** Rows of one chunk: three batches; see `features/import/process-chunk.ts`. */
export const SLICE_ROWS_MAX = 447;
/** UTF-8 bytes of columns and mapped organizations as JSON, which are one stored value. */
export const PLAN_BYTES_MAX = 190_000;
/** Imports of one person, in all spaces, that are uploading, running or paused. */
export const OPEN_IMPORTS_MAX = 3;
/** Slices in one call: the bridge carries 500 KB. */
export const SLICES_AT_ONCE_MAX = 5;
export const SLICES_MAX = 700;
/** Addresses that are looked up in one call. */
export const LOOK_AT_ONCE_MAX = 40;

/** Names an import: its project, when it was begun, and a random part that cannot be guessed. */
export const importIdSchema = z
  .string()
  .check(z.regex(/^[0-9]{1,15}\.[0-9a-z]{9}[0-9a-f]{12}$/))
  .brand<'ImportId'>();
export type ImportId = z.infer<typeof importIdSchema>;
export const importRefSchema = z.strictObject({ importId: importIdSchema });
export type ImportRef = z.infer<typeof importRefSchema>;

export const beginInputSchema = z.strictObject({
  fileName: z.string().check(z.maxLength(255), z.refine(isPlainText, 'name-control')),
  /** Of the file and of how it is read, so that the same one is recognised: 64 hexadecimal digits. */
  fingerprint: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Names of the columns, for the file of rows to fix. */
  header: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(COLUMNS_MAX)),
  columns: columnsSchema,
  organizations: organizationMappingSchema,
  notify: z.boolean(),
  dayOrder: z.optional(dayOrderSchema),
  /** People to come, in how many chunks. */
  people: z.int().check(z.positive(), z.maximum(IMPORT_PEOPLE_MAX, 'import-too-large')),
  slices: z.int().check(z.positive(), z.maximum(SLICES_MAX)),
});
export type BeginInput = z.infer<typeof beginInputSchema>;

export const uploadInputSchema = z.strictObject({
  importId: importIdSchema,
  /** Place of the first of these chunks. */
  from: z.int().check(z.nonnegative()),
  slices: z
    .array(z.array(importRowSchema).check(z.minLength(1), z.maxLength(SLICE_ROWS_MAX)))
    .check(z.minLength(1), z.maxLength(SLICES_AT_ONCE_MAX)),
});
export type UploadInput = z.infer<typeof uploadInputSchema>;

export const runInputSchema = z.strictObject({
  importId: importIdSchema,
  /** The number of people as it was typed, where the policy wants that. */
  confirmed: z.optional(z.int()),
});
export type RunInput = z.infer<typeof runInputSchema>;

/** The same to go on with an import, or to try again: then the number is that of the people still to come. */
export const goOnInputSchema = runInputSchema;
export type GoOnInput = RunInput;

export const chunkRefSchema = z.strictObject({
  importId: importIdSchema,
  slice: z.int().check(z.nonnegative(), z.maximum(SLICES_MAX)),
});
export type ChunkRef = z.infer<typeof chunkRefSchema>;

export const lookupInputSchema = z.strictObject({
  emails: z
    .array(z.string().check(z.maxLength(CELL_MAX)))
    .check(z.minLength(1), z.maxLength(LOOK_AT_ONCE_MAX, 'too-many-addresses')),
});
export type LookupInput = z.infer<typeof lookupInputSchema>;

/** What Jira tells of one address, without anything being changed. */
export type AccountLookup =
  | { readonly account: 'none' }
  | {
      readonly account: 'one';
      readonly accountId: AccountId;
      /** Where this app enrolled the customer, or found it, within the year. */
      readonly desk: boolean;
      readonly organizations: readonly OrganizationId[];
    }
  /** More than one may be meant, or the address is hidden. */
  | { readonly account: 'unclear' }
  /** Jira was not asked, or did not answer. */
  | { readonly account: 'unknown'; readonly reason?: Reason };

export const importStateSchema = z.enum([
  /** Its rows are not all there yet, or its owner has not started it. */
  'uploading',
  'running',
  /** Goes on by itself at a certain time. */
  'paused',
  /** By a person. */
  'cancelled',
  /** By what changed: the policy, the owner's permission, the app's power. */
  'stopped',
  'finished',
]);
export type ImportState = z.infer<typeof importStateSchema>;

/** What became of the people of an import, by number. `left` is the sum of those still to come and those waiting. */
export interface ImportCounts {
  readonly created: number;
  readonly existed: number;
  readonly attention: number;
  readonly failed: number;
  /** Not tried yet, or to be tried again by itself. */
  readonly left: number;
  /** Of `left`: those that are tried again later. */
  readonly waiting: number;
  /** Of `attention` and `failed`: those that `import.retry` tries again. */
  readonly retriable: number;
}

/** An import as anyone sees it who may invite in its project. */
export interface ImportView {
  readonly id: ImportId;
  readonly owner: AccountId;
  /** It removes the people of a list instead of inviting them. */
  readonly removes?: true;
  /** Whether it is the asking person's: only they see its rows, and can go on with it. */
  readonly mine: boolean;
  readonly fileName: string;
  /** The owner's own only. */
  readonly fingerprint?: string;
  readonly state: ImportState;
  /** It is cancelled, and a worker is still at its last batch: the counts are not final. */
  readonly ending?: true;
  /** Why it was stopped, or pauses. */
  readonly reason?: Reason;
  /** Another than its owner cancelled it: only that person or a Jira admin lets it go on. */
  readonly held?: true;
  /** When it goes on by itself, ISO 8601. */
  readonly resumesAt?: string;
  /** It runs, and Jira asked it to wait for so many more seconds. */
  readonly waitSeconds?: number;
  readonly people: number;
  readonly slices: number;
  /** Slices that were received while `uploading`. */
  readonly received: number;
  readonly counts: ImportCounts;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** When its rows, and the addresses in them, are erased: ISO 8601. */
  readonly rowsUntil: string;
  /** Its rows are gone. */
  readonly erased: boolean;
}

/** What the import screen needs to draw itself. */
export interface ImportStart {
  readonly rules: PlanRules;
  /** The organizations that customers may be enrolled in. */
  readonly organizations: readonly KnownOrganization[];
  /** People in one import, by the policy. */
  readonly peopleMax: number;
  /** From how many people on the number has to be typed. */
  readonly confirmFrom: number;
  /** Invitations left today for the person and for the project; `null`: as many as they like. */
  readonly leftToday: number | null;
  /** Newest first. */
  readonly imports: readonly ImportView[];
  /** Of the space, newest first. */
  readonly layouts: readonly SavedLayout[];
}

export type RowState = 'todo' | 'waiting' | 'done' | 'attention' | 'failed';

/** What became of a row. */
export interface RowView {
  readonly line: number;
  readonly also?: readonly number[];
  /** Gone where it is done. */
  readonly cells?: readonly string[];
  readonly state: RowState;
  /** What became of the account, where it is done. */
  readonly account?: 'made' | 'already' | 'confirmed';
  readonly accountId?: AccountId;
  readonly reason?: Reason;
  /** Whether `import.retry` tries it again. */
  readonly retriable?: boolean;
}

export interface ChunkRows {
  readonly rows: readonly RowView[];
}

/** How to read the rows, for the file of rows to fix. */
export interface ImportLayout {
  readonly header: readonly string[];
  readonly columns: Columns;
  readonly organizations: OrganizationMapping;
  readonly notify: boolean;
  readonly dayOrder?: DayOrder | undefined;
}
