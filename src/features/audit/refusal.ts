import { actorWord } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { ProjectId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { hashedForKey } from './store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import { append } from './append';
import type { AuditPorts } from './append';

interface Refusal {
  readonly actor: Actor;
  readonly projectId: ProjectId | undefined;
  /** The function that was called, or `script` for the script's door. */
  readonly asked: string;
  readonly why: Reason;
  /** Of the address that was asked for, where it is one. */
  readonly domain?: string | undefined;
}

/**
 * Records a call that is not allowed: once an hour for each actor, function, project and reason,
 * so that no caller can fill the log. No answer from Jira is no refusal.
 *
 * @param extra written with it, in the same operation.
 */
export async function recordRefusal(
  { actor, projectId, asked, why, domain }: Refusal,
  policy: Policy | undefined,
  ports: AuditPorts,
  extra: readonly Item[] = [],
): Promise<void> {
  if (why.code === 'permission-unknown' || why.code === 'jira-busy') return;
  const now = ports.clock.now();
  const hour = new Date(now).toISOString().slice(0, 13);
  // A key outlives the erasing of an account, so it holds no account id.
  const key = `refusal:${hour}:${asked}:${why.code}:${projectId ?? 'site'}:${hashedForKey(actorWord(actor))}`;
  const entry = {
    actor,
    ...(projectId && { projectId }),
    ...(domain !== undefined && { domain }),
    event: 'refusal',
    outcome: 'refused',
    reason: why.code,
    asked,
  } as const;
  await append([entry], { policy, now, once: () => key }, ports, { others: extra });
}
