import type { AccountId, OrganizationId } from '../ids';
import type { Reason } from '../reason';

type StepName = 'account' | 'desk' | 'organization' | 'email' | 'end';

/** What became of one step. `done` steps say in `change` whether anything changed. */
export interface Step {
  readonly step: StepName;
  readonly state: 'done' | 'attention' | 'failed' | 'skipped';
  /**
   * `made`: this invitation did it. `already`: it was so before, and Jira confirms it.
   * `confirmed`: it is so now; Jira does not tell since when.
   */
  readonly change?: 'made' | 'already' | 'confirmed';
  readonly organization?: {
    readonly id?: OrganizationId;
    readonly name: string;
    /** It was created for this invitation. */
    readonly isNew?: true;
  };
  /** Of the step `end`: when, ISO 8601 in UTC. */
  readonly endsAt?: string;
  readonly reason?: Reason;
}

/** An account that may be the one meant; the agent chooses. */
export interface Candidate {
  readonly accountId: AccountId;
  readonly displayName: string;
  /** `customer` is portal-only, `atlassian` an Atlassian account. */
  readonly accountType: string;
  /** Jira hides the address, so it could not be compared. */
  readonly hidden: boolean;
}

/** What became of one invitation. */
export interface Outcome {
  readonly email: string;
  readonly state: 'done' | 'attention' | 'failed';
  readonly accountId?: AccountId;
  readonly steps: readonly Step[];
  /** Why it is not `done`, or what went otherwise than wished. */
  readonly reason?: Reason;
  readonly candidates?: readonly Candidate[];
  /** Its entry in the audit log, once there is one. */
  readonly id?: string;
}

/** The worst step decides; a step that was skipped on purpose does not count. */
export function stateOf(steps: readonly Step[]): Outcome['state'] {
  if (steps.some((step) => step.state === 'failed')) return 'failed';
  return steps.some((step) => step.state === 'attention') ? 'attention' : 'done';
}
