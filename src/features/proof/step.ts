import { PROOF_ANSWER_MAX } from '../../contract/proof';
import type { PROOF_CHECKS, ProofCheck } from '../../contract/proof-checks';
import type { ProofFinding, ProofVerdict } from '../../contract/proof';
import type { AccountId } from '../../domain/ids';
import type { Clock } from '../../platform/clock';
import type { JiraClients } from '../../platform/jira/clients';
import type { JiraError, JiraResult } from '../../platform/jira/result';
import type { ProofStore, Span, StoredProof } from './store/proof-store';

/** What the checks ask of the platform's storage. */
export interface StorageProbes {
  refusal(): Promise<string>;
  index(clock: Clock): Promise<{ readonly isRead: boolean; readonly listedMs: number | undefined }>;
  checkpoint(clock: Clock): Promise<number>;
}

/** Pushes both probes of the queue at once, with a key of which one may run at a time. */
export type PushProbes = (id: string) => Promise<void>;

export interface StepPorts {
  readonly callers: Pick<JiraClients, 'app' | 'offline'>;
  readonly clock: Clock;
  readonly store: Pick<ProofStore, 'spans'>;
  readonly storage: StorageProbes;
  readonly pushProbes: PushProbes;
}

export interface StepContext extends StepPorts {
  readonly run: StoredProof;
  /** Whose permission stands in where Jira refuses the app: the delegate, or the admin who proves. */
  readonly admin: AccountId;
  /** The event comes again because a step asked for it. */
  readonly isRetried: boolean;
}

/** What of the run a step changes. */
type Made = Partial<
  Pick<StoredProof, 'accountId' | 'mailAccountId' | 'organizationId' | 'madeAt' | 'foundAt'>
>;

export type StepResult =
  | { readonly kind: 'told'; readonly finding: ProofFinding; readonly made?: Made }
  /** The answer comes later: in a new event, or in this one once more. */
  | {
      readonly kind: 'wait';
      readonly seconds: number;
      readonly by: 'delay' | 'retry';
      readonly scratch: Readonly<Record<string, number>>;
    };

/** The answer where the worker crashed while it asked. */
export const INTERRUPTED = 'interrupted';

export type Step = (context: StepContext) => Promise<StepResult>;

type FindingOf<C extends ProofCheck> = (typeof PROOF_CHECKS)[C]['findings'][number];

/** What a step found out. */
export function told<C extends ProofCheck>(
  check: C,
  verdict: ProofVerdict,
  answer: string,
  finding?: FindingOf<C>,
  made: Made = {},
): StepResult {
  const kept = { check, verdict, answer: answer.slice(0, PROOF_ANSWER_MAX), ...(finding && { finding }) };
  return { kind: 'told', finding: kept, made };
}

/** Nothing was asked, since an earlier answer leaves nothing to ask. */
export function skipped(check: ProofCheck): StepResult {
  return told(check, 'skipped', '');
}

/** What a refusal tells: its status, never Jira's words, which may hold an address. */
export function statusIn({ status }: JiraError): string {
  return status === 0 ? 'no answer' : String(status);
}

/** A refusal is an answer; a busy or silent Jira is none. */
export function refusedAs<C extends ProofCheck>(
  check: C,
  error: JiraError,
  finding: FindingOf<C>,
): StepResult {
  const isPassing = error.kind === 'busy' || error.kind === 'unavailable' || error.kind === 'out-of-time';
  return isPassing
    ? told(check, 'unknown', statusIn(error))
    : told(check, 'differs', statusIn(error), finding);
}

/** As expected where Jira did it, a refusal otherwise. */
export function doneOr<C extends ProofCheck>(
  check: C,
  answer: JiraResult<unknown>,
  status: string,
  finding: FindingOf<C>,
): StepResult {
  return answer.ok ? told(check, 'expected', status) : refusedAs(check, answer.error, finding);
}

export function secondsOf(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

export function overlaps([one, other]: readonly Span[]): boolean {
  return one !== undefined && other !== undefined && one.from < other.to && other.from < one.to;
}
