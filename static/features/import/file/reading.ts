import type { DayOrder, ToldOrder } from '../../../../src/domain/invitation/days';
import type { Columns, ImportRow, OrganizationMapping } from '../../../../src/domain/invitation/import-row';
import type { KnownOrganization } from '../../../../src/domain/organization/find-organization';
import type { AccountLookup } from '../../../../src/contract/import';
import type { PlanRules } from '../../../../src/domain/policy/rules';
import type { Encoding, FileProblem, RowProblem } from '../../../../src/domain/file/reading';
import type { Reading } from '../../../../src/domain/file/table';
import type { OrganizationChoice } from '../../../../src/domain/policy/lists';
import type { Reason } from '../../../../src/domain/reason';

export type { Reading } from '../../../../src/domain/file/table';
export type { FileProblem } from '../../../../src/domain/file/reading';

/** Rows in one window. */
export const WINDOW_MAX = 500;

/** What is known of a file before it is read. */
export interface ReadOptions {
  /** Of the site: decides between encodings that are equally likely. */
  readonly locale?: string;
  /** Where the one that would be told is wrong. */
  readonly encoding?: Encoding;
}

export type ReadAnswer =
  | { readonly ok: true; readonly reading: Reading }
  | { readonly ok: false; readonly problem: FileProblem };

/** How the rows are to be read, and held against what. */
export interface PreviewPlan {
  readonly columns: Columns;
  readonly organizations: OrganizationMapping;
  readonly notify: boolean;
  /** For days that the column itself leaves open. */
  readonly dayOrder?: DayOrder | undefined;
  readonly rules: PlanRules;
  readonly known: readonly KnownOrganization[];
  /** When it is planned, in ms since 1970. */
  readonly now: number;
}

/**
 * What would become of a row.
 * - `create`: a new account.
 * - `unchecked`: a new account or one that exists: Jira was not asked, or cannot tell. See `PreviewRow.look`.
 * - `exists`: an account that is everywhere it should be already.
 * - `enrol`: an account that exists, and is to be enrolled.
 * - `skip`: joined into an earlier row of the same address: `PreviewRow.into`.
 * - `error`: never sent, and why.
 */
export const ROW_KINDS = ['create', 'unchecked', 'exists', 'enrol', 'skip', 'error'] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export interface PreviewRow {
  /** Its place among the rows of the file, from 0; stays the same while the file does. */
  readonly row: number;
  readonly line: number;
  /** Lines that were joined into it, the first 20. */
  readonly also: readonly number[];
  /** How many were. */
  readonly joined: number;
  /** The line that it was joined into. */
  readonly into?: number;
  readonly kind: RowKind;
  /** As it will be invited; as it stands in the file where it is an error. */
  readonly email: string;
  readonly name: string;
  readonly organizations: readonly string[];
  /** Of those, the ones that would be created. */
  readonly creates: readonly string[];
  /** When the access would end, ISO 8601; of an error as it stands in the file; empty where it does not. */
  readonly endsAt: string;
  /** A domain that is nearly a common one: what may be meant. */
  readonly typo?: { readonly domain: string; readonly meant: string };
  /** Why it is an error: one of the two. */
  readonly reason?: Reason;
  readonly problem?: RowProblem;
  /** What Jira told; missing: it was not asked. */
  readonly look?: AccountLookup['account'];
}

/** An organization of the file in which customers cannot be enrolled as it stands. */
export interface UnknownOrganization {
  /** As it is first written. */
  readonly name: string;
  /** Who name it. */
  readonly people: number;
  /** `organization-unknown`, `-ambiguous`, `-not-allowed`, `-scim`. */
  readonly reason: Reason;
  /** A known one whose name is nearly the same. */
  readonly nearest?: OrganizationChoice;
}

export interface Preview {
  /** Rows by kind; all together are `rows`. */
  readonly counts: Readonly<Record<RowKind, number>>;
  readonly rows: number;
  /** Who are sent: all that are neither joined into another nor an error. */
  readonly people: number;
  /** People without an error of whom Jira was not asked yet. */
  readonly notLookedUp: number;
  /** Whatever the mapping says of them; those named by most people first, at most `FILE_ORGANIZATIONS_MAX`. */
  readonly unknownOrganizations: readonly UnknownOrganization[];
  /** What the column of last days tells about the order of day and month. */
  readonly days: ToldOrder;
  /** Different names of organizations in the file. */
  readonly organizationNames: number;
  readonly estimate: Estimate;
}

/** What the run takes, as far as can be told. */
export interface Estimate {
  /** Calls to Jira. */
  readonly calls: number;
  readonly seconds: number;
}

/** What `import.begin` wants to know of the file; the rest is the screen's. */
export interface Slicing {
  readonly fingerprint: string;
  /** Names of the columns, cut to what `import.begin` takes. */
  readonly header: readonly string[];
  /** In which days that can be read in two ways are read. */
  readonly dayOrder?: DayOrder;
  readonly people: number;
  readonly slices: number;
}

/** Slices for one call of `import.upload`. */
export interface ChunkGroup {
  /** Place of the first. */
  readonly from: number;
  readonly slices: readonly (readonly ImportRow[])[];
}

/** A row that is never sent, for the file of rows to fix. */
export interface KeptBackRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why: one of the two. */
  readonly problem?: RowProblem;
  readonly reason?: Reason;
}

/** How the file of an import was read, and what it is known by. */
export interface ImportedFile {
  readonly fingerprint: string;
  readonly columns: Columns;
  readonly dayOrder?: DayOrder | undefined;
}

export interface LookedUp {
  /** As `Reader.toLookUp` gave it. */
  readonly email: string;
  readonly look: AccountLookup;
}
