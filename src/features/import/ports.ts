import type { AuditPorts } from '../audit/append';
import type { AccountId } from '../../domain/ids';
import type { ImportId } from '../../contract/import';
import type { ProjectPolicy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import type { JiraClients } from '../../platform/jira/clients';
import type { Store } from '../stores';

/** Wakes the workers: an import has work. */
export type Push = (
  event: { readonly importId: ImportId; readonly turn: number },
  delaySeconds: number,
) => Promise<void>;

export interface RunPorts extends AuditPorts {
  readonly store: Store;
  /** Clients that ask nothing any more after `deadline`, in ms since 1970. */
  readonly callersUntil: (deadline: number) => Pick<JiraClients, 'app' | 'offline' | 'quota' | 'whenWaiting'>;
  /** @returns why the owner may not invite any more, asked as that person; nothing when they still may. */
  readonly refusal: (
    callers: Pick<JiraClients, 'offline'>,
    owner: AccountId,
    policy: ProjectPolicy,
  ) => Promise<Reason | undefined>;
  readonly push: Push;
}

export type TurnEnd =
  /** Done, or not ours. */
  | { readonly kind: 'over' }
  /** A worker has this turn, or crashed in it: ask again when its lease has expired. */
  | { readonly kind: 'taken'; readonly ms: number };
