import type { ProjectPolicy } from '../../domain/policy/policy';
import type { JiraClients } from '../../platform/jira/clients';
import type { Organization } from '../../platform/jira/organizations';
import type { Settings } from '../policy/store/settings-store';
import type { BatchNote, ImportPlan } from './store/imports';

/** What stays the same from chunk to chunk within one turn. */
export interface TurnContext {
  readonly turn: number;
  /** The organizations that may be meant; read when the first batch needs them, and those created since. */
  known:
    | { readonly under: ProjectPolicy['organizations']; readonly all: readonly Organization[] }
    | undefined;
  /**
   * Rows without a result of which Jira may have done something: a worker crashed at them, or left them. They come first,
   * and are noted as long as they are so.
   */
  open: BatchNote | undefined;
}

/** One batch, and what it is worked off by: all of it asked for just before. */
export interface Work {
  readonly index: number;
  readonly plan: ImportPlan;
  readonly callers: Pick<JiraClients, 'app' | 'offline' | 'quota'>;
  readonly policy: ProjectPolicy;
  readonly settings: Settings;
  readonly turn: TurnContext;
}
