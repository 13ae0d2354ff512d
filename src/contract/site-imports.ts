import * as z from 'zod/mini';
import type { AccountId, ProjectId } from '../domain/ids';
import type { Reason } from '../domain/reason';
import { importIdSchema } from './import';
import type { ImportCounts, ImportId, ImportState } from './import';

export const siteImportsInputSchema = z.strictObject({
  /** Where the page before ended. */
  before: z.optional(importIdSchema),
});
export type SiteImportsInput = z.infer<typeof siteImportsInputSchema>;

/** An import as a Jira admin sees it: no rows, no names. */
export interface SiteImport {
  readonly id: ImportId;
  readonly projectId: ProjectId;
  /** As the policy knows it; absent where the space is off. */
  readonly projectKey?: string;
  readonly owner: AccountId;
  readonly removes?: true;
  /** Empty where its rows are erased. */
  readonly fileName: string;
  readonly state: ImportState;
  readonly reason?: Reason;
  /** Another than its owner cancelled it: the owner cannot go on with it. */
  readonly held?: true;
  /** When it goes on by itself, ISO 8601. */
  readonly resumesAt?: string;
  readonly people: number;
  readonly counts: ImportCounts;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly erased: boolean;
}

/** By space, and within a space the newest first. */
export interface SiteImportsPage {
  readonly imports: readonly SiteImport[];
  /** Where the next page begins; none on the last. */
  readonly before?: ImportId;
}
