import type { AuditPorts } from '../audit/record';
import type { AccountId } from '../contract/ids';
import type { ImportId } from '../contract/import';
import type { ProjectPolicy } from '../contract/policy';
import type { Reason } from '../contract/reason';
import type { Callers } from '../jira/callers';
import type { Store } from '../store/store';

/** Says that an import has work, to whoever works on imports. */
export type Push = (
  event: { readonly importId: ImportId; readonly turn: number },
  delaySeconds: number,
) => Promise<void>;

export interface RunPorts extends AuditPorts {
  readonly store: Store;
  /** Callers that ask nothing any more after `deadline`, in ms since 1970. */
  readonly callersUntil: (deadline: number) => Pick<Callers, 'app' | 'offline'>;
  /** @returns why the owner may not invite any more, asked as that person; nothing when they still may. */
  readonly refusal: (
    callers: Pick<Callers, 'offline'>,
    owner: AccountId,
    policy: ProjectPolicy,
  ) => Promise<Reason | undefined>;
  readonly push: Push;
}
