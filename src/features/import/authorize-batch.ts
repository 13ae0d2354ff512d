import { privilegedCaller } from '../authority/privileged';
import type { Privileged } from '../authority/privileged';
import type { ProjectPolicy } from '../../domain/policy/policy';
import { reason } from '../../domain/reason';
import type { Reason } from '../../domain/reason';
import type { JiraClients } from '../../platform/jira/clients';
import { projectPolicy } from '../policy/effective';
import type { VersionedImport, ImportWork } from './store/imports';
import type { TurnContext } from './work';
import { notAllowed } from './start';
import { possibleQuotas } from './day-quota';
import type { RunPorts } from './ports';

/** Where nothing could be done at all, in ms. */
export const SHORT_PAUSE_MS = 60_000;

export type ChunkEnd =
  /** All that was ready is done, or there was no time for more. */
  | { readonly kind: 'worked'; readonly held: VersionedImport }
  | {
      readonly kind: 'pause';
      readonly held: VersionedImport;
      readonly why: Reason;
      readonly ms: number;
      /** The hour's points were gone: from now on fewer rows an hour. */
      readonly isRefused?: true;
    }
  | { readonly kind: 'stop'; readonly held: VersionedImport; readonly why: Reason }
  /** Another worker has it. */
  | { readonly kind: 'leave' };

/** All that a batch may be worked off by. */
export interface Asked {
  readonly kind: 'go';
  readonly held: VersionedImport;
  readonly work: ImportWork;
  readonly policy: ProjectPolicy;
  readonly privileged: Privileged;
}

/**
 * Asks, before a batch, whether the import may go on: whether it was stopped, what the current policy says, whether
 * its owner may still invite, and whether the power is still lent. One storage operation and one call; with a delegate
 * two.
 *
 * @param index of the chunk to read with it; `undefined` where the chunk is at hand.
 */
export async function askAnew(
  { record: { id, owner, projectId } }: VersionedImport,
  index: number | undefined,
  turn: TurnContext,
  callers: Pick<JiraClients, 'app' | 'offline'>,
  { store, clock, refusal }: RunPorts,
): Promise<Asked | ChunkEnd> {
  const work = await store.imports.work(id, index, possibleQuotas({ owner, projectId }), clock.now());
  const { held, settings } = work;
  if (held?.record.turn !== turn.turn) return { kind: 'leave' };
  const { record } = held;
  if (record.state !== 'running' || record.erased) return { kind: 'worked', held };
  const policy = projectPolicy(settings.policy, projectId);
  if (!policy) return { kind: 'stop', held, why: reason('project-not-enabled') };
  const forbidden = notAllowed(record, policy);
  if (forbidden) return { kind: 'stop', held, why: forbidden };
  const [refused, privileged] = await Promise.all([
    refusal(callers, owner, policy),
    privilegedCaller(settings.authority, callers),
  ]);
  if (refused?.code === 'permission-unknown' || refused?.code === 'jira-busy')
    return { kind: 'pause', held, why: refused, ms: SHORT_PAUSE_MS };
  if (refused) return { kind: 'stop', held, why: refused };
  if (privileged.ok) return { kind: 'go', held, work, policy, privileged: privileged.data };
  const why = privileged.reason;
  return why.code === 'delegate-lost-admin'
    ? { kind: 'stop', held, why }
    : { kind: 'pause', held, why, ms: SHORT_PAUSE_MS };
}
