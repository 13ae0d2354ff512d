import * as z from 'zod/mini';
import { projectIdSchema } from '../domain/ids';
import type { AccountId, ProjectId } from '../domain/ids';
import { PROOF_CHECK_NAMES } from './proof-checks';
import type { ProofCheck } from './proof-checks';

/** Longest answer that is kept, in characters. */
export const PROOF_ANSWER_MAX = 200;

/** `unknown`: asked, and not told. `skipped`: not asked. */
const proofVerdictSchema = z.enum(['expected', 'differs', 'unknown', 'skipped']);
export type ProofVerdict = z.infer<typeof proofVerdictSchema>;

export const proofFindingSchema = z.object({
  check: z.enum(PROOF_CHECK_NAMES as [ProofCheck, ...ProofCheck[]]),
  verdict: proofVerdictSchema,
  /** What this site answered, in short and without personal data: `403`, `2.1 s`. */
  answer: z.string().check(z.maxLength(PROOF_ANSWER_MAX)),
  /** One of the check's findings. */
  finding: z.optional(z.string().check(z.maxLength(30))),
});
export type ProofFinding = z.infer<typeof proofFindingSchema>;

/** What a proof makes, and what it leaves where that cannot be taken back. */
export const proofThingSchema = z.enum(['account', 'second-account', 'desk', 'organization']);
export type ProofThing = z.infer<typeof proofThingSchema>;

/** How a proof ended: through, cancelled by an admin, or broken off and taken back by the schedule. */
const proofEndSchema = z.enum(['finished', 'cancelled', 'broken-off']);

/** What is kept of the last proof. It holds no names and no addresses. */
export const proofResultSchema = z.object({
  at: z.string(),
  end: proofEndSchema,
  findings: z.array(proofFindingSchema),
  takenBack: z.array(proofThingSchema),
  left: z.array(proofThingSchema),
});
export type ProofResult = z.infer<typeof proofResultSchema>;

export const proofInputSchema = z.strictObject({
  email: z.string().check(z.maxLength(1000)),
  projectId: projectIdSchema,
  /** Whether one invitation e-mail of Jira's is sent. */
  mail: z.boolean(),
});
export type ProofInput = z.infer<typeof proofInputSchema>;

/** A proof that is under way, as any Jira admin sees it. */
export interface ProofRun {
  readonly startedAt: string;
  readonly by: AccountId;
  readonly projectId: ProjectId;
  /** The addresses that it uses. */
  readonly addresses: readonly string[];
  readonly state: 'running' | 'taking-back';
  readonly isCancelled: boolean;
  /** What is asked now. */
  readonly check: ProofCheck | undefined;
  readonly findings: readonly ProofFinding[];
}

export interface ProofView {
  /** How many checks there are: told, since the page's first load has no use for their list. */
  readonly checks: number;
  readonly run: ProofRun | undefined;
  readonly last: ProofResult | undefined;
  /** Addresses of the accounts that the last proof left: told for a day. */
  readonly addresses: readonly string[];
}
