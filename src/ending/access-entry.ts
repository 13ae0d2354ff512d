import type { Actor } from '../contract/actor';
import type { Reason } from '../contract/reason';
import { hashedForKey } from '../store/audit';
import type { NewAuditEntry } from '../store/audit';
import type { Ending } from '../store/endings';

/** One access as the audit log tells it. */
export function accessEntry(
  { projectId, accountId, domain, endsAt, desk, organizations }: Ending,
  action: Extract<NewAuditEntry, { event: 'access' }>['action'],
  actor: Actor,
  result: { readonly ok: boolean; readonly reason?: Reason } | undefined,
): NewAuditEntry {
  return {
    actor,
    projectId,
    event: 'access',
    action,
    customer: accountId,
    domain,
    endsAt,
    desk,
    organizations: organizations.map(({ name }) => name),
    outcome: result === undefined ? 'done' : result.ok ? 'done' : 'failed',
    ...(result?.reason && { reason: result.reason.code }),
  };
}

/** Names the one entry of an end: tried again each hour where Jira refuses, the last one stays. It holds no account id. */
export function entryOfEnd({ projectId, endsAt, accountId }: Ending): string {
  return `access:${projectId}:${endsAt}:${hashedForKey(accountId)}`;
}
