import { actorWord } from '../../domain/actor';
import type { Actor } from '../../domain/actor';
import type { ProjectId } from '../../domain/ids';
import { AUDIT_DAYS_MAX } from '../../domain/limits';
import type { Policy } from '../../domain/policy/policy';
import type { Reason } from '../../domain/reason';
import { auditItem, hashedForKey } from './store/audit-store';
import type { Item } from '../../platform/kvs/kvs';
import { personsOf, postponeAudit } from './record';
import type { AuditPorts } from './record';

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
 * Writes down that somebody called what they may not: once an hour for each actor, function, project and reason,
 * so that nobody fills the log. Where Jira did not answer, nobody was refused.
 *
 * @param extra written with it, in the same operation.
 */
export async function recordRefusal(
  { actor, projectId, asked, why, domain }: Refusal,
  policy: Policy | undefined,
  { store, clock, postpone }: AuditPorts,
  extra: readonly Item[] = [],
): Promise<void> {
  if (why.code === 'permission-unknown' || why.code === 'jira-busy') return;
  const now = clock.now();
  const hour = new Date(now).toISOString().slice(0, 13);
  const item = auditItem(
    {
      actor,
      ...(projectId && { projectId }),
      ...(domain !== undefined && { domain }),
      event: 'refusal',
      outcome: 'refused',
      reason: why.code,
      asked,
    },
    {
      now,
      days: policy?.auditDays ?? AUDIT_DAYS_MAX,
      // A key outlives the erasing of an account, so it holds no account id.
      once: `refusal:${hour}:${asked}:${why.code}:${projectId ?? 'site'}:${hashedForKey(actorWord(actor))}`,
    },
  );
  await store
    .write([item, ...personsOf(actor, now), ...extra])
    .catch((error: unknown) => postponeAudit([item], postpone, error));
}
